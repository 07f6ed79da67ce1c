"""A23: each title is its own, begins with "Error:" where something is wrong, and says nothing of a result; one h1 a
page.

Crossed: every view x its title and headings; every address of the app x whether some state opens it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tests.browser.acceptance.views import IN_ENGLISH
from tests.browser.catalogue import RULES, STATES
from tests.browser.routes import addresses, endpoint_of, reading

NO_PAGES = {
    "static",
    "pages.healthz",
    "machines.healthz",
    "machines.readyz",
    "machines.version",
    "machines.versions",
    "reminder.reminder",
}
NO_PAGES |= {"machines.security_txt", "listing.robots", "listing.sitemap", "metrics.metrics"}
NO_PAGES |= {"frame.entrance", "frame.kept", "framed_leaflet.fallback"}
"""Files, what machines ask for, and what is only there in a frame that an operator allows (A19)."""
LEVELS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(heading => heading.checkVisibility()).map(heading => Number(heading.tagName[1]))"""


def test_every_page_of_the_app_is_opened_in_some_state():
    opened = {endpoint_of(state.path) for state in STATES.values() if state.path != "/nowhere"}
    asked = {endpoint for endpoint, _ in addresses() if not endpoint.startswith("review.")}
    assert asked - NO_PAGES - opened == set()


def test_the_title_says_where_one_is_and_when_something_is_wrong_and_never_what_is_asked(shown):
    if shown.view not in IN_ENGLISH:
        assert shown.page.title().strip()
        return
    expected = shown.page.get_by_role("heading", level=1).inner_text()
    if shown.state.path == "/result":
        expected = "What to do now"
    if shown.state.path == "/show":
        expected = shown.page.title().partition(" - ")[0]
        assert expected not in {outcome.name for outcome in RULES.outcomes}
    if shown.page.locator("main form fieldset").count() and shown.state.path.startswith("/check"):
        expected = re.search(r"Page \d+ of up to \d+", shown.page.locator("main").inner_text())[0]
    wrong = "Error: " if shown.state.then == "nothing" else ""
    assert shown.page.title().startswith(f"{wrong}{expected} - ")


def test_there_is_one_h1_and_no_level_is_left_out(shown):
    levels = shown.page.evaluate(LEVELS)
    assert levels.count(1) == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


def test_no_two_pages_to_read_have_the_same_title(page, address):
    titles = {}
    for path in reading():
        page.goto(address + path)
        titles.setdefault(page.title(), []).append(path)
    assert [paths for paths in titles.values() if len(paths) > 1] == []
