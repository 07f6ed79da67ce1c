"""The browser's own Back, Forward and Reload."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.sheets import Sheet, picks_for
from tests.browser.walkers import Walker

ASKED_AGAIN = "performance.getEntriesByType('navigation')[0].type === 'reload'"


def goes(page: Page, way: str) -> None:
    """Press Back, Forward or Reload, and wait for the page as the server has it now.

    A page that the browser kept in memory (there is no response then) has to ask the server again by itself.
    """
    response = {"back": page.go_back, "forward": page.go_forward, "reload": page.reload}[way]()
    if response is None:
        page.wait_for_function(ASKED_AGAIN)
        page.wait_for_load_state()
    else:
        assert (response.status, response.request.method) == (200, "GET")


def shows(walker: Walker, path: str, sheet: Sheet | None = None) -> None:
    """The page is this one, and has the picks of this sheet; without a sheet, none."""
    expect(walker.page).to_have_url(re.compile(rf"{re.escape(walker.address + path)}(#question-\d+)?"))
    expected = [] if sheet is None else [(q.text, pick) for q in walker.asked() for pick in picks_for(q, sheet)]
    assert walker.picked() == expected
