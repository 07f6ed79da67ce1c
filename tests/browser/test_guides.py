"""Guides in a browser: figures that can be read on the smallest screen, and a search one can come back to."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import SMALL, axe, sideways
from triage.resources import shipped

WITH_FIGURES = sorted(
    file.stem for file in shipped("guides").glob("*.md") if "::: figure" in file.read_text(encoding="utf-8")
)
BOXES = """picture => [...picture.querySelectorAll('text')].map(text => {
  const box = text.getBoundingClientRect();
  return [text.textContent, box.left, box.top, box.right, box.bottom, text.getCTM().a * 15]; })"""
FILLS = """() => [...['picture', 'bar', 'track'].map(kind => document.querySelector('.bpc-figure__' + kind))
  .map(part => getComputedStyle(part).fill), getComputedStyle(document.body).backgroundColor]"""
SMALLEST = 14
"""The least size of a picture's words, in pixels."""


@pytest.fixture
def small(new_page) -> Page:
    return new_page(viewport=SMALL)


@pytest.mark.parametrize("guide", WITH_FIGURES)
def test_figures_can_be_read_at_320_pixels(small, guide):
    small.goto(f"/guides/{guide}")
    for picture in small.locator("figure svg").all():
        boxes = picture.evaluate(BOXES)
        assert all(size >= SMALLEST for *_, size in boxes)
        for text, left, _, right, *_ in boxes:
            assert 0 <= left < right <= SMALL["width"], f"'{text}' is cut off"
        for (one, *a, _), (other, *b, _) in itertools.combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] - 3 <= b[1] or b[3] - 3 <= a[1]
            assert apart, f"'{one}' lies on '{other}'"


@pytest.mark.parametrize("guide", WITH_FIGURES)
def test_the_table_of_a_figure_opens_by_keyboard_and_nothing_scrolls_sideways(small, guide):
    small.goto(f"/guides/{guide}")
    for opener in small.locator("figure summary").all():
        opener.focus()
        small.keyboard.press("Enter")
    assert small.locator("figure table:visible").count() == small.locator("figure").count()
    assert sideways(small) == []
    assert axe(small) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_and_bars_of_a_figure_stand_out(new_page, scheme):
    page = new_page(color_scheme=scheme)
    page.goto("/guides/spine-and-disc")
    words, bar, track, paper = page.evaluate(FILLS)
    assert contrast(words, paper) >= 4.5
    assert contrast(bar, paper) >= 3
    assert contrast(bar, track) >= 3


def test_a_figure_takes_the_colours_that_somebody_chose_for_everything(new_page):
    page = new_page(forced_colors="active")
    page.goto("/guides/spine-and-disc")
    words, bar, track, paper = page.evaluate(FILLS)
    assert words == bar != paper == track


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, from 1 to 21 (WCAG 2, "contrast ratio")."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_search_needs_no_script_and_tells_its_words_to_no_address_title_or_cookie(new_page):
    page = new_page(java_script_enabled=False, viewport=SMALL)
    page.goto("/guides")
    page.get_by_label("Search the guides").fill("slipped disc")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Guides with “slipped disc”")).to_be_visible()
    assert page.url.endswith("/guides")
    assert page.title() == "Guides - Back pain check"
    assert page.context.cookies() == []


def test_one_comes_back_to_what_one_found(new_page, browser, browser_that_keeps_pages):
    for kind in (browser, browser_that_keeps_pages):
        page = new_page(browser=kind)
        page.goto("/guides")
        page.get_by_label("Search the guides").fill("sleep")
        page.get_by_role("button", name="Search").click()
        page.locator(".bpc-guides a").first.click()
        page.wait_for_url("**/guides/*")
        page.go_back()
        expect(page.get_by_role("heading", name="Guides with “sleep”")).to_be_visible()


@pytest.mark.parametrize("asked", ["disc", "bicycle", "x" * 100])
def test_axe_finds_nothing_on_a_page_with_what_was_found(small, asked):
    small.goto("/guides")
    small.get_by_label("Search the guides").fill(asked)
    small.get_by_role("button", name="Search").click()
    expect(small.get_by_role("heading", name=f"“{asked}”")).to_be_visible()
    assert axe(small) == []
    assert sideways(small) == []
