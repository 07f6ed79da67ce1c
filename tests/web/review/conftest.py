"""The review of the shipped rule set, and a reviewer who opens its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.visitor import Visitor
from triage.ruleset.model import RuleSet
from triage.web.review.contents import Contents
from triage.web.review.pages import contents_of


@pytest.fixture(scope="session")
def shipped_app(make_app: Callable[..., Flask], rules: RuleSet) -> Flask:
    return make_app(rules)


@pytest.fixture(scope="session")
def contents(shipped_app: Flask) -> Contents:
    return contents_of(shipped_app)


@pytest.fixture
def reviewer(shipped_app: Flask, clock: object, rules: RuleSet) -> Visitor:
    return Visitor(shipped_app, rules)
