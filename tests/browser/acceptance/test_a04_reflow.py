"""A4: at 400% (320 by 256 of what were 1280 by 1024) nothing scrolls sideways or is cut off, and every step can be
done.

Crossed: every view x 320 by 256; two journeys x a real scale of 4, by keyboard.
"""

from __future__ import annotations

import pytest

from tests.browser.looks import CLIPPED, ZOOMED, sideways
from tests.browser.sheets import CASES
from tests.browser.walkers import ByKeyboard


def test_nothing_scrolls_sideways_or_is_cut_off_at_400_percent(shown):
    shown.page.set_viewport_size(ZOOMED)
    assert sideways(shown.page) == []
    assert shown.page.evaluate(CLIPPED) == []


def test_something_too_wide_is_seen(page, address):
    page.set_viewport_size(ZOOMED)
    page.goto(f"{address}/about")
    page.evaluate("document.querySelector('main p').style.minWidth = '400px'")
    assert sideways(page)
    page.evaluate("document.querySelector('main ul, main p').style = 'overflow: hidden; height: 10px'")
    assert page.evaluate(CLIPPED)


@pytest.mark.parametrize("outcome", ["emergency", "guides"])
def test_every_step_can_be_done_at_400_percent(new_page, rules, address, outcome):
    page = new_page(viewport=ZOOMED, device_scale_factor=4)
    ByKeyboard(page, rules, address).goes_to_the_result(CASES[outcome])
    assert sideways(page) == []
