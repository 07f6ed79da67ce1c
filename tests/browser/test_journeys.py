"""Whole journeys in a real browser by mouse. By keyboard alone: `acceptance/` A2; without JavaScript or CSS: A15."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.sheets import CASES, ON_THE_FIRST_PAGE
from tests.browser.walkers import FOCUSED


def test_there_is_a_case_for_every_outcome(rules):
    assert list(CASES) == [outcome.id for outcome in rules.outcomes]


@pytest.mark.parametrize("outcome", CASES)
def test_every_outcome_can_be_reached(visitor, headings, outcome):
    visitor.goes_to_the_result(CASES[outcome])
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(headings[outcome])
    expect(visitor.page).to_have_title("What to do now - Back pain check")
    assert len(visitor.page.context.cookies()) == 1


def test_an_emergency_on_the_first_page_needs_one_page(visitor, headings):
    visitor.goes_to_the_result(ON_THE_FIRST_PAGE)
    assert visitor.pages_answered == 1
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(headings["emergency"])


def test_an_answer_can_be_changed_from_the_check_of_the_answers(visitor, opener, rules):
    question = rules.question_by_id["night_pain"]
    opener.goes(visitor.page, "answers")
    visitor.press(f"Change {question.label}")
    assert visitor.page.evaluate(FOCUSED)["question"] == question.text
    visitor.pick(question, ["Yes. It is severe and no position helps"])
    visitor.press("Continue")
    assert visitor.path() == "/check/answers"
    expect(visitor.page.get_by_role("main")).to_contain_text("Yes. It is severe and no position helps")
