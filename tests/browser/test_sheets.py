"""Sheets on paper: the leaflet and the poster on one page, of A4 and of US Letter."""

from __future__ import annotations

import re

import pytest

from tests.browser.catalogue import RULES

PAPER = ["A4", "Letter"]


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("sheet", ["/leaflet", "/poster"])
def test_a_sheet_fits_one_page_in_every_country(page, address, sheet, paper):
    for place in RULES.places:
        page.goto(f"{address}{sheet}?country={place.id}")
        assert pages_of(page.pdf(format=paper)) == 1, place.id


def test_a_longer_sheet_would_not_pass(page, address):
    page.goto(f"{address}/leaflet")
    page.evaluate(
        "document.querySelector('.bpc-boxes').append(...document.querySelector('main').cloneNode(true).children)"
    )
    assert pages_of(page.pdf(format="A4")) > 1


@pytest.mark.parametrize("paper", PAPER)
def test_nothing_of_the_sheet_is_cut_off_or_missing_on_paper(page, address, paper):
    page.goto(f"{address}/leaflet")
    page.emulate_media(media="print")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('.bpc-box li, .bpc-box h2, .bpc-sheet__made')]
        .filter(part => !part.getClientRects().length).map(part => part.textContent)"""
    )
    assert hidden == []
    assert float(page.evaluate("getComputedStyle(document.querySelector('.bpc-box li')).fontSize").rstrip("px")) >= 10.6


def test_the_poster_is_torn_into_strips_on_paper_and_not_on_the_screen(page, address):
    page.goto(f"{address}/poster")
    strips = page.locator(".bpc-tear p")
    assert strips.count() == 8
    assert not strips.first.is_visible()
    page.emulate_media(media="print")
    assert strips.first.is_visible()
    assert "999" in strips.first.inner_text()
