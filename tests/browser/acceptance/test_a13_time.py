"""A13: after half an hour, a day, or a change of the rules the check says so, and shows no answer before one
chooses.

Crossed: left, expired, updated x every page that holds answers. The clock is turned with the server's; none runs on
the page.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import STATES, State
from tests.browser.sheets import CASES

HEADINGS = {
    "left": "You started a check earlier. Has anything changed?",
    "expired": "Please start again",
    "updated": "Please start again",
}
MUCH_TO_HIDE = CASES["emergency"] | {"age_years": "70_plus", "very_unwell": "no"}
HOLDING = tuple(
    sorted({state.path for state in STATES.values() if state.path.startswith(("/check/answers", "/result", "/show"))})
)


@pytest.fixture(params=[*HOLDING, "/check/1", "/check/3"])
def path(request) -> str:
    return request.param


@pytest.fixture(params=HEADINGS)
def ended(request, page, opener, rules, path):
    """Why the check is not simply shown, on each page that would show an answer."""
    page.goto(
        opener.prepare(page.context, State("/result", MUCH_TO_HIDE, ended=request.param)).replace("/result", path)
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[request.param])
    return request.param


def test_it_says_so_and_shows_no_answer(page, ended, rules):
    main = page.get_by_role("main").inner_text()
    question = rules.question_by_id["saddle_numbness"]
    said = question.choice_by_id["yes"].you_said
    assert said
    assert said not in main
    assert question.text not in main
    assert page.locator("input:checked").count() == 0
    assert "Call 999" in main or "999" in main


@pytest.mark.parametrize("why", ["expired", "updated"])
def test_a_check_that_had_to_end_starts_again_without_an_answer(page, opener, address, why):
    opener.goes(page, why)
    page.get_by_role("link", name="Start again").click()
    expect(page).to_have_url(f"{address}/check/1")
    assert page.locator("input:checked").count() == 0


def test_a_check_that_was_left_goes_on_only_if_one_says_so(page, opener):
    opener.goes(page, "left for a while")
    buttons = page.get_by_role("main").get_by_role("button").all_inner_texts()
    assert buttons.index("Start again") == 0
    page.get_by_role("button", name="Carry on with my earlier answers").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(HEADINGS["left"])
