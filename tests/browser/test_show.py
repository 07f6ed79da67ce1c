"""The card for the reception desk: all of it on one screen, in letters to be read from across a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import RULES, State
from tests.browser.sheets import CASES

SCREENS = {"320": {"width": 320, "height": 568}, "1280": {"width": 1280, "height": 800}}
ABOVE_GUIDES = [outcome for outcome in CASES if outcome != "guides"]
SIZES = "lines => lines.map(line => parseFloat(getComputedStyle(line).fontSize))"
FITS = (
    "() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
)


def longest(outcome: str) -> dict[str, str]:
    """The two answers with the longest sentences to say, of those that give this outcome by themselves."""
    said = {
        question.id: max((choice for choice in question.choices if choice.outcome == outcome), key=_length).id
        for question in RULES.questions
        if any(choice.outcome == outcome and choice.i_say for choice in question.choices)
    }
    by_length = sorted(said, key=lambda id: -_length(RULES.question_by_id[id].choice_by_id[said[id]]))
    return {id: said[id] for id in by_length[:2]}


def _length(choice) -> int:
    return len(choice.i_say or "")


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("outcome", ABOVE_GUIDES)
@pytest.mark.parametrize("kind", ["plain", "longest"])
def test_all_of_it_is_on_one_screen_in_large_letters(new_page, opener, address, size, outcome, kind):
    page = new_page(viewport=size)
    page.goto(opener.prepare(page.context, State("/result", CASES[outcome] if kind == "plain" else longest(outcome))))
    with page.expect_navigation():
        page.get_by_role("link", name="Show this screen").click()
    assert page.evaluate(FITS)
    assert min(page.locator(".bpc-show__words p").evaluate_all(SIZES)) >= (
        48 if size["width"] == 1280 else 27 if kind == "plain" else 21
    )


def test_it_leads_back_without_javascript(new_page, opener):
    page = new_page(java_script_enabled=False)
    opener.goes(page, "show emergency")
    expect(page.get_by_role("main")).to_contain_text("I was told to get help now.")
    page.get_by_role("link").click()
    expect(page).to_have_title("What to do now - Back pain check")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_it_is_black_and_white(new_page, opener, colours):
    page = new_page(color_scheme=colours)
    opener.goes(page, "show same_day")
    paint = page.evaluate("(({backgroundColor, color}) => [backgroundColor, color])(getComputedStyle(document.body))")
    black_on_white = ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert paint == (black_on_white if colours == "light" else black_on_white[::-1])


def test_its_frame_is_there_in_forced_colours(new_page, opener):
    page = new_page(forced_colors="active")
    opener.goes(page, "show emergency")
    assert page.evaluate("getComputedStyle(document.body).borderTopStyle") == "solid"
    assert float(page.evaluate("getComputedStyle(document.body).borderTopWidth").removesuffix("px")) >= 3
