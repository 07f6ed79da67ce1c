"""A20: in a long language and in one that is written from right to left all works as it does in English.

Crossed: every view x its language's code and direction. A1 and A3 to A6 take every view in both languages as well.
"""

from __future__ import annotations

import re

import pytest

from tests.browser.acceptance.test_a10_print import pages_of
from tests.browser.acceptance.views import MADE
from tests.browser.catalogue import STATES
from tests.browser.looks import SMALL
from tests.languages import RIGHT_TO_LEFT

BESIDE = """link => { const box = link.getBoundingClientRect(), arrow = getComputedStyle(link, '::before');
  return {end: innerWidth - box.right, start: box.left, turned: arrow.transform, edge: arrow.right, other: arrow.left};
}"""


@pytest.fixture
def opens(new_page, abroad, opener):
    """Opens a state of the check in a language, on a small screen."""
    page = new_page(at=abroad, viewport=SMALL)

    def opened(state: str, language: str):
        page.goto(f"{opener.at(abroad).prepare(page.context, STATES[state])}?lang={language}")
        return page

    return opened


def test_the_page_says_its_language_and_runs_in_its_direction(shown):
    code = shown.view.language
    direction = next((made[2] for made in MADE if made[0] == code), "ltr")
    assert shown.page.locator("html").get_attribute("lang") == code
    assert shown.page.locator("html").get_attribute("dir") == direction
    assert shown.page.evaluate("getComputedStyle(document.body).direction") == direction


@pytest.mark.parametrize("made", MADE, ids=lambda made: made[0])
def test_numbers_to_call_are_shown_in_the_order_in_which_they_are_dialled(opens, made):
    links = opens("/help-now", made[0]).locator("main a[href^='tel:']").all()
    assert links
    for link in links:
        digits = re.sub(r"\D", "", link.get_attribute("href"))
        assert digits[-3:] in re.sub(r"\D", "", link.inner_text())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_an_emergency_in_two_languages_is_one_page_on_paper(opens, paper):
    page = opens("result emergency", RIGHT_TO_LEFT[0])
    assert pages_of(page.pdf(format=paper)) == 1


def test_the_arrow_back_points_to_where_the_page_begins(opens):
    found = {code: opens("page 2", code).locator(".nhsuk-back-link").evaluate(BESIDE) for code in ("en", "ar-XB")}
    assert found["en"]["start"] < found["en"]["end"]
    assert found["ar-XB"]["end"] < found["ar-XB"]["start"]
    assert found["en"]["other"] == found["ar-XB"]["edge"]
    (x, _, *_), (mirrored_x, _, *_) = ([float(n) for n in at["turned"][7:-1].split(",")] for at in found.values())
    assert mirrored_x == pytest.approx(-x)


def test_pressing_a_language_keeps_the_answers(opens):
    page = opens("page 5", "en")
    for group in page.locator("fieldset").all():
        group.locator("input").first.check()
    page.locator("main button").click()
    page.get_by_role("link", name=RIGHT_TO_LEFT[1]).click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(".nhsuk-back-link").click()
    assert page.locator("fieldset input:checked").count() == page.locator("fieldset").count()
