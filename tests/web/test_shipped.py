"""The shipped rule set on the web: every outcome reached page by page, as the engine says it must be."""

from __future__ import annotations

import random

import pytest

from tests.answer_sheets import random_sheet
from tests.web.visitor import Visitor
from triage.engine.assess import assess

OUTCOMES = ["guides", "routine", "soon", "days", "same_day", "emergency"]


@pytest.fixture(scope="module")
def shipped_app(make_app, rules):
    return make_app(rules)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_somebody_with_this_outcome_is_told_so(shipped_app, rules, compiled_rules, clock, outcome):
    sheet = _sheet_with(compiled_rules, outcome)
    visitor = Visitor(shipped_app, rules)
    visitor.goes_through({question: sorted(picked) for question, picked in sheet.items()})
    page = visitor.opens("/result")
    assert page.all(f"div[@class='bpc-card bpc-card--{outcome}']")
    assert len(page.response.headers.get("Set-Cookie", "")) <= 700


def test_the_outcomes_tested_are_those_of_the_rule_set(rules):
    assert [outcome.id for outcome in rules.outcomes] == OUTCOMES


def _sheet_with(compiled, outcome):
    chance = random.Random(1)
    for tries in range(20_000):
        sheet = random_sheet(compiled.ruleset, chance, worry=tries % 40 / 100)
        if assess(compiled, sheet).outcome.id == outcome:
            return sheet
    raise AssertionError(f"no sheet found for {outcome}")
