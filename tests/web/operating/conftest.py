"""An operator, a signed rule set, and an app as the public would meet it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.operator_file import filled_in
from triage.resources import shipped
from triage.ruleset.model import Review, RuleSet
from triage.ruleset.signoff import guide_files, signed_contents
from triage.web.operating.production import Production, production_app

TODAY = datetime.now(UTC).date()
OPERATOR = filled_in() + f"\nreviewer:\n  role: Made-up role for tests\n  date: {TODAY}\n"
HOST = "https://check.example.net"


@pytest.fixture(scope="session")
def signed(specimen: RuleSet) -> RuleSet:
    """The specimen with a sign-off that somebody made up for tests."""
    review = Review(
        role="Made-up role for tests",
        registration_body="None",
        date=TODAY,
        next_review=TODAY + timedelta(days=100),
        fingerprint=signed_contents(specimen, guide_files(shipped("guides"))),
    )
    return specimen.model_copy(update={"review": review})


@pytest.fixture
def wanted(signed: RuleSet, tmp_path: Path) -> Callable[..., Production]:
    """What an operator who forgot nothing says; tests change parts of it."""
    file = tmp_path / "operator.yaml"
    file.write_text(OPERATOR, "utf-8")
    usual = {
        "ruleset": signed,
        "guides": shipped("guides"),
        "languages": (),
        "secret_keys": [secrets.token_hex(32)],
        "operator_file": file,
        "proxies": 1,
    }
    return lambda **given: Production(**(usual | given))


@pytest.fixture
def public(wanted: Callable[..., Production]) -> Callable[..., Flask]:
    """Makes the app for the public."""
    return lambda **given: production_app(wanted(**given))[0]
