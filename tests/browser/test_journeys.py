"""Whole journeys in a real browser: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.sheets import CASES, ON_THE_FIRST_PAGE
from tests.browser.walkers import FOCUSED, ByKeyboard, ByMouse
from triage.web.words import words_for

MANNERS = {"by mouse": (ByMouse, True), "by keyboard alone": (ByKeyboard, True), "without JavaScript": (ByMouse, False)}


@pytest.fixture(params=MANNERS.values(), ids=MANNERS)
def walker(request, new_page, rules, address):
    kind, javascript = request.param
    return kind(new_page(java_script_enabled=javascript), rules, address)


@pytest.fixture
def headings(rules):
    """Outcome id → the heading of its result, in the words of the country that is shown first."""
    return {id: words.heading for id, words in words_for(rules, rules.places[0], rules.places[0]).outcomes.items()}


def test_there_is_a_case_for_every_outcome(rules):
    assert list(CASES) == [outcome.id for outcome in rules.outcomes]


@pytest.mark.parametrize("outcome", CASES)
def test_every_outcome_can_be_reached(walker, headings, outcome):
    walker.goes_to_the_result(CASES[outcome])
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(headings[outcome])
    expect(walker.page).to_have_title("What to do now - Back pain check")
    assert len(walker.page.context.cookies()) == 1


def test_an_emergency_on_the_first_page_needs_one_page(walker, headings):
    walker.goes_to_the_result(ON_THE_FIRST_PAGE)
    assert walker.pages_answered == 1
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(headings["emergency"])


def test_the_keyboard_needs_few_presses(new_page, rules, address):
    walker = ByKeyboard(new_page(), rules, address)
    walker.goes_to_the_result(CASES["emergency"])
    assert walker.presses <= 8 * walker.questions_answered


def test_shift_tab_goes_back_through_the_page_in_reading_order(new_page, rules, address):
    walker = ByKeyboard(new_page(), rules, address)
    walker.starts()
    walker.fills(ON_THE_FIRST_PAGE)
    for question in reversed(walker.asked()[:-1]):
        walker.goes_back_to(lambda at, text=question.text: at["question"] == text and at["checked"])
    walker.goes_back_to(lambda at: at["words"] == "Back")
    walker.goes_back_to(lambda at: at["words"] == "Skip to main content")


def test_an_answer_can_be_changed_from_the_check_of_the_answers(visitor, opener, rules):
    question = rules.question_by_id["night_pain"]
    opener.goes(visitor.page, "answers")
    visitor.press(f"Change {question.label}")
    assert visitor.page.evaluate(FOCUSED)["question"] == question.text
    visitor.pick(question, ["Yes. It is severe and no position helps"])
    visitor.press("Continue")
    assert visitor.path() == "/check/answers"
    expect(visitor.page.get_by_role("main")).to_contain_text("Yes. It is severe and no position helps")
