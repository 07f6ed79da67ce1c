"""The shipped rule set on the web: every outcome reached page by page, as the engine says it must be."""

from __future__ import annotations

import random

import pytest

from tests.answer_sheets import random_sheet
from tests.web.visitor import Visitor
from triage.engine.assess import assess
from triage.verification.slots import Slots, in_page_order

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


@pytest.fixture
def told(shipped_app, rules):
    """The result of somebody calm with some other answers, and the visitor."""

    def answer(**answers):
        visitor, sheet = Visitor(shipped_app, rules), Slots(rules, in_page_order(rules)).calm
        visitor.goes_through({question: sorted(picked) for question, picked in sheet.items()} | answers)
        return visitor, visitor.opens("/result").text

    return answer


def test_pregnancy_is_in_the_words_to_say_where_it_led_to_the_advice_and_the_maternity_unit_stands_above_them(told):
    _, text = told(age_years="16_44", pregnancy="late", fever_chills="no_clear_cause")
    assert "I have had a fever with no clear cause. I am more than 20 weeks pregnant. I need to be seen today." in text
    assert text.index("maternity unit") < text.index("If you can’t") < text.index("What to say")


def test_another_emergency_number_than_the_one_to_call_is_said_right_below_the_call(told, rules):
    visitor, _ = told(saddle_numbness="yes")
    for place in (rules.places[0], rules.place_by_id["other"]):
        visitor.client.post("/place", data={"place": place.id, "back": "/result"})
        text = visitor.opens("/result").text
        assert f"Call {place.emergency_number} {place.emergency_note} You told us:" in " ".join(text.split())


def test_the_outcomes_tested_are_those_of_the_rule_set(rules):
    assert [outcome.id for outcome in rules.outcomes] == OUTCOMES


def _sheet_with(compiled, outcome):
    chance = random.Random(1)
    for tries in range(20_000):
        sheet = random_sheet(compiled.ruleset, chance, worry=tries % 40 / 100)
        if assess(compiled, sheet).outcome.id == outcome:
            return sheet
    raise AssertionError(f"no sheet found for {outcome}")
