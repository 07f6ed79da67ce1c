"""What the browser asks for, sends and keeps. Every other browser test is watched for the same things: `watch.py`."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserType, expect

from tests.browser.conftest import chromium
from tests.browser.sheets import CASES
from tests.browser.walkers import ByMouse
from tests.browser.watch import STORED


def test_reading_sets_no_cookie(page):
    for path in ("/", "/guides", "/guides/hub", "/help-now", "/privacy", "/remembers", "/about"):
        page.goto(path)
    assert page.context.cookies() == []


def test_the_browser_keeps_one_cookie_which_scripts_cannot_read_and_nothing_else(visitor):
    visitor.goes_to_the_result(CASES["same_day"])
    (cookie,) = visitor.page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    assert visitor.page.evaluate("document.cookie") == ""
    assert visitor.page.evaluate(STORED) == [0, 0, 0, 0, 0]


def test_nothing_tells_where_the_visitor_came_from(visitor):
    visitor.starts()
    visitor.answers({})
    assert visitor.page.evaluate("document.referrer") == ""


def test_a_browser_that_blocks_cookies_is_told_so_with_the_emergency_number(
    browser_type: BrowserType, tmp_path, rules, address
):
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = browser_type.launch_persistent_context(tmp_path, **chromium())
    walker = ByMouse(context.pages[0], rules, address)
    walker.starts()
    for _ in range(2):
        if walker.page.get_by_role("button", name="Continue").count():
            walker.answers({})
    assert context.cookies() == []
    walker.page.reload()
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("We can’t remember your answers here")
    expect(walker.page.get_by_role("main").get_by_role("link", name="999").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("state", ["expired", "updated"])
def test_a_check_that_had_to_end_shows_no_answer_and_starts_again(page, opener, address, state):
    opener.goes(page, state)
    expect(page.get_by_role("heading", level=1)).to_have_text("Please start again")
    page.get_by_role("link", name="Start again").click()
    expect(page).to_have_url(f"{address}/check/1")
    assert page.locator("input:checked").count() == 0
