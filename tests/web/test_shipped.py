"""The shipped rule set on the web: every outcome reached page by page, as the engine says it must be."""

from __future__ import annotations

import random

import pytest

from tests.answer_sheets import random_sheet
from tests.web.visitor import Visitor
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset

OUTCOMES = ["guides", "routine", "soon", "days", "same_day", "emergency"]


@pytest.fixture(scope="module")
def shipped_rules():
    return load_ruleset(shipped("rules.yaml"))


@pytest.fixture(scope="module")
def shipped_app(make_app, shipped_rules):
    return make_app(shipped_rules)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_somebody_with_this_outcome_is_told_so(shipped_app, shipped_rules, clock, outcome):
    sheet = _sheet_with(shipped_rules, outcome)
    visitor = Visitor(shipped_app, shipped_rules)
    visitor.goes_through({question: sorted(picked) for question, picked in sheet.items()})
    page = visitor.opens("/result")
    assert page.all(f"div[@class='bpc-card bpc-card--{outcome}']")
    assert len(page.response.headers.get("Set-Cookie", "")) <= 700


def test_the_outcomes_tested_are_those_of_the_rule_set(shipped_rules):
    assert [outcome.id for outcome in shipped_rules.outcomes] == OUTCOMES


def _sheet_with(ruleset, outcome):
    compiled, chance = compile_ruleset(ruleset), random.Random(1)
    for tries in range(20_000):
        sheet = random_sheet(ruleset, chance, worry=tries % 40 / 100)
        if assess(compiled, sheet).outcome.id == outcome:
            return sheet
    raise AssertionError(f"no sheet found for {outcome}")
