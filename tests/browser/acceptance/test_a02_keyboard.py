"""A2: with nothing but a keyboard every outcome is reached, in few presses, in reading order, and nothing is a trap.

Crossed: every outcome from the start page; a page of radios and one of boxes, backwards; every page of the journey once
round with Tab.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.acceptance.test_a03_focus import STOPS
from tests.browser.catalogue import page_with
from tests.browser.sheets import CASES, ON_THE_FIRST_PAGE
from tests.browser.walkers import ByKeyboard

MOST_PRESSES = 8
"""For each question."""
ROUND = (
    "/",
    "page 1",
    "page 1 with errors",
    f"page {page_with('risk_list').rpartition('/')[2]}",
    "answers",
    "result emergency",
)
NUMBERED = f"""() => {{ {STOPS}
    .filter(part => part.type !== 'radio' || part === [...document.getElementsByName(part.name)].find(
      (one, at, all) => one.checked || !all.some(other => other.checked)))
    .forEach((part, at) => part.dataset.stop = at); return document.querySelectorAll('[data-stop]').length; }}"""
"""Numbers the stops in reading order. Of a group of radios one is a stop."""


@pytest.mark.parametrize("outcome", CASES)
def test_every_outcome_is_reached_in_few_presses(new_page, rules, address, headings, outcome):
    walker = ByKeyboard(new_page(), rules, address)
    walker.goes_to_the_result(CASES[outcome])
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(headings[outcome])
    assert walker.presses <= MOST_PRESSES * walker.questions_answered


@pytest.mark.parametrize("state", ROUND)
def test_tab_goes_through_everything_in_reading_order_and_out_again(page, opener, state):
    opener.goes(page, state)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("body").press("Control+Home")
    stops = page.evaluate(NUMBERED)
    passed = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.dataset.stop"))
    at = passed.index("0")
    assert passed[at:] == [str(place) for place in range(stops - at)]


def test_shift_tab_goes_back_through_the_page_in_reading_order(new_page, rules, address):
    walker = ByKeyboard(new_page(), rules, address)
    walker.starts()
    walker.fills(ON_THE_FIRST_PAGE)
    for question in reversed(walker.asked()[:-1]):
        walker.goes_back_to(lambda at, text=question.text: at["question"] == text and at["checked"])
    walker.goes_back_to(lambda at: at["words"] == "Back")
    walker.goes_back_to(lambda at: at["words"] == "Skip to main content")
