"""A1: axe finds nothing and doubts nothing on any page.

Crossed: every view x (English: 320 light and 1280 dark; the long language: 320 light; from right to left: 320 dark).
"""

from __future__ import annotations

from tests.browser.looks import SMALL, WIDE, axe

LOOKS = {"en": ((SMALL, "light"), (WIDE, "dark")), "en-XA": ((SMALL, "light"),), "ar-XB": ((SMALL, "dark"),)}
SPOIL = """() => {
  document.querySelector('main p').style.color = '#ddd';
  document.querySelector('main h1').remove();
  document.querySelectorAll('footer ul, footer li, footer li a').forEach(
    part => part.style = 'display: block; margin: 0; padding: 0; font-size: 8px; line-height: 1');
}"""
"""Makes text too pale, the heading missing and links too small to hit."""


def test_axe_finds_nothing_and_doubts_nothing(shown):
    found = {}
    for size, colours in LOOKS[shown.view.language]:
        shown.page.set_viewport_size(size)
        shown.page.emulate_media(color_scheme=colours)
        found[f"{size['width']} {colours}"] = axe(shown.page)
    assert found == {look: [] for look in found}


def test_axe_is_awake(page, address):
    page.goto(f"{address}/about")
    page.evaluate(SPOIL)
    found = " ".join(axe(page))
    assert all(rule in found for rule in ("color-contrast", "page-has-heading-one", "target-size"))
