"""A9: where the visitor's own colours replace ours, a picked choice, the level's border and the focus still show.

Crossed: a radio and a box x picked or not; every outcome; a radio, a box, a link, a button x focus. Colours: dark,
light.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.catalogue import page_with
from tests.browser.sheets import CASES

BOXES = f"page {page_with('risk_list').rpartition('/')[2]}"
BORDER = """card => { const look = getComputedStyle(card);
  return [look.borderInlineStartStyle, look.borderInlineStartWidth]; }"""
RING = """part => { const look = getComputedStyle(part.matches('input') ? part.labels[0] : part);
  return [look.outlineStyle, parseFloat(look.outlineWidth)]; }"""


@pytest.fixture(params=["light", "dark"])
def forced(request, new_page) -> Page:
    return new_page(forced_colors="active", color_scheme=request.param)


@pytest.mark.parametrize("state", ["page 1", BOXES])
def test_what_is_picked_looks_different(forced, opener, state):
    opener.goes(forced, state)
    kind = "checkbox" if state == BOXES else "radio"
    choice = forced.locator(f"main input[type={kind}]").first
    label = forced.locator(f"main input[type={kind}] + label").first
    # The dot or tick itself, without the border of its row.
    mark = lambda: forced.screenshot(clip=_start_of(label.bounding_box()), full_page=True)  # noqa: E731
    before = mark()
    choice.evaluate("input => { input.checked = true; }")
    assert mark() != before
    choice.evaluate("input => { input.checked = false; }")
    assert mark() == before


def _start_of(box: dict[str, float]) -> dict[str, float]:
    return {"x": box["x"] + 12, "y": box["y"] + 8, "width": 36, "height": box["height"] - 16}


@pytest.mark.parametrize("outcome", CASES)
def test_the_border_of_the_level_is_there(forced, opener, outcome):
    opener.goes(forced, f"result {outcome}")
    style, width = forced.locator(".bpc-card").first.evaluate(BORDER)
    assert style == "solid"
    assert float(width.removesuffix("px")) >= 1


@pytest.mark.parametrize("state", ["page 1", BOXES, "result emergency"])
def test_the_focus_is_there(forced, opener, state):
    opener.goes(forced, state)
    for part in ("main input:not([type=hidden])", "main a", "main button"):
        for stop in forced.locator(part).all()[:1]:
            stop.focus()
            style, width = stop.evaluate(RING)
            assert (style, width >= 2) == ("solid", True), part
