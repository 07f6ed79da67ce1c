"""The check in a long language and in one that is written from right to left, on a small screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.catalogue import RULES, STATES, Opener
from tests.browser.conftest import make_app
from tests.browser.server import serving
from tests.browser.test_every_page import AXE, OUTSIDE, SMALL
from tests.browser.test_every_page import RULES as AXE_RULES
from tests.browser.test_print import pages_of
from tests.languages import LONG, RIGHT_TO_LEFT, catalogue_in, language_of, translation_of

MADE = (LONG, RIGHT_TO_LEFT)
UNSURE = next(name for name in STATES if name.endswith("if not sure"))
SEEN = ("/", "/help-now", "/guides", "page 1", "page 1 with errors", UNSURE, "answers", "remembers much")
RESULTS = ("result emergency", "result days", "result guides", "show emergency")
BESIDE = """link => { const box = link.getBoundingClientRect(), arrow = getComputedStyle(link, '::before');
  return {end: innerWidth - box.right, start: box.left, turned: arrow.transform, edge: arrow.right, other: arrow.left};
}"""


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """Where the check is served in two more languages."""
    folder = tmp_path_factory.mktemp("locale")
    for made in MADE:
        catalogue_in(folder, made)
    languages = [language_of(translation_of(RULES, made), folder) for made in MADE]
    with serving(make_app(RULES, languages=languages)) as address:
        yield address


@pytest.fixture
def opens(new_page, abroad):
    """Opens a state of the check in a language, on a small screen."""
    page = new_page(at=abroad, viewport=SMALL)

    def opened(state: str, language: str):
        page.goto(f"{Opener(make_app, abroad).prepare(page.context, STATES[state])}?lang={language}")
        return page

    return opened


@pytest.mark.parametrize("made", MADE, ids=lambda made: made[0])
@pytest.mark.parametrize("state", [*SEEN, *RESULTS])
def test_a_page_in_another_language_fits_a_small_screen_and_axe_finds_nothing(opens, state, made):
    code, _, direction, _ = made
    page = opens(state, code)
    assert page.locator("html").get_attribute("lang") == code
    assert page.evaluate("getComputedStyle(document.body).direction") == direction
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], page.evaluate(OUTSIDE)
    assert page.evaluate("() => { scrollTo(-500, 0); return scrollX }") == 0
    page.evaluate(Axe().axe_script)
    assert page.evaluate(AXE, AXE_RULES) == []


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
    page = opens("page 1", "en")
    for group in page.locator("fieldset").all():
        group.locator("input").first.check()
    page.locator("main button").click()
    page.get_by_role("link", name=RIGHT_TO_LEFT[1]).click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(".nhsuk-back-link").click()
    assert page.locator("fieldset input:checked").count() == page.locator("fieldset").count()
