"""A21: on a phone of 320 by 568 an emergency's heading and its call link are seen without scrolling.

Crossed: the emergency by each of its ways in (first page, later page) x English and the two other languages x text
at 100%; in English also 200%, where the call link is to be within one screen.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.acceptance.views import MADE
from tests.browser.catalogue import STATES, State
from tests.browser.looks import SMALL
from tests.browser.sheets import ON_THE_FIRST_PAGE


def test_an_emergency_is_seen_without_scrolling_on_a_small_phone(new_page, opener):
    page = new_page(viewport=SMALL)
    opener.goes(page, "result emergency")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    call = page.get_by_role("link", name="Call 999", exact=True)
    expect(call).to_be_in_viewport(ratio=1)
    expect(call).to_have_attribute("href", "tel:999")


def test_with_text_twice_as_large_the_call_is_still_on_the_first_screen(new_page, opener):
    page = new_page(viewport=SMALL)
    opener.goes(page, "result emergency")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize") == "38px"
    expect(page.get_by_role("link", name="Call 999", exact=True)).to_be_in_viewport(ratio=1)


def test_an_emergency_on_the_first_page_is_seen_as_well(new_page, opener):
    page = new_page(viewport=SMALL)
    page.goto(opener.prepare(page.context, State("/result", ON_THE_FIRST_PAGE)))
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Call 999", exact=True)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made[0])
def test_an_emergency_is_seen_in_other_languages_too(new_page, opener, abroad, made):
    page = new_page(at=abroad, viewport=SMALL)
    page.goto(f"{opener.at(abroad).prepare(page.context, STATES['result emergency'])}?lang={made[0]}")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator("main a[href='tel:999']").first).to_be_in_viewport()
