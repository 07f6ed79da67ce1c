"""A22: few requests, few bytes, and something to read soon, on a slow line.

Crossed: start page, first questions x requests and bytes; every page of the app x its size and what it loads; start
page x 400 kbit/s with 400 ms and 50 KB/s with 2,000 ms (the first of three visits that is in time: other work on the
machine is not what is measured).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.browser.conftest import make_app
from tests.browser.routes import app
from tests.browser.server import serving

MOST_REQUESTS = 3
MOST_BYTES = 14 * 1024
MOST_OF_A_PAGE = 30 * 1024
MOST_OF_SCRIPT = 5 * 1024
LINES = {"400 kbit/s, 400 ms": (50_000, 400, 1500), "slow 3G": (50_000, 2000, 4500)}
"""Bytes per second, milliseconds of delay, and milliseconds until something is to be seen. The page and then its
stylesheet each wait for the delay once, since nothing may stand inline: with 2,000 ms no page with a stylesheet of its
own is seen before 4,000."""
LOADED = ("style.css", "sheet.css", "review.css", "app.js", "favicon.svg")
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


@pytest.fixture
def counted(rules):
    """Where the check is served, and the list of what is asked of it, with the body of each answer."""
    made = make_app(rules)
    asked: list[str] = []
    answer = made.wsgi_app

    def noting(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        return answer(environ, start)

    made.wsgi_app = noting
    with serving(made) as address:
        yield address, asked, made.test_client()


def size_of(client: FlaskClient, path: str) -> int:
    """Bytes of an answer, with gzip."""
    with client.get(path) as answer:
        return len(gzip.compress(answer.data, compresslevel=9))


def test_the_start_page_needs_three_requests_and_14_kilobytes(counted, new_page):
    address, asked, client = counted
    page = new_page(at=address)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert asked[:2] == ["/", "/static/style.css"]
    assert len(asked) <= MOST_REQUESTS, asked
    assert sum(size_of(client, path) for path in tuple(asked)) <= MOST_BYTES


def test_the_first_questions_need_their_page_and_the_script(counted, new_page):
    address, asked, _ = counted
    page = new_page(at=address)
    page.goto(address, wait_until="networkidle")
    del asked[:]
    page.get_by_role("link", name="Agree and start").click()
    page.wait_for_load_state("networkidle")
    assert asked == ["/check/1", "/static/app.js"]


def test_no_page_is_large_and_none_loads_a_font_or_a_picture(shown):
    loaded = shown.page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)")
    assert set(loaded) <= {f"/static/{name}" for name in LOADED}
    assert shown.page.locator("main img, main video, main iframe, object, embed").count() == 0
    if not shown.state.path.startswith(("/guides/", "/review")):
        assert len(gzip.compress(shown.response.body())) <= MOST_OF_A_PAGE - 10 * 1024


def test_the_script_and_the_style_are_small():
    client = app().test_client()
    assert size_of(client, "/static/app.js") <= MOST_OF_SCRIPT
    assert size_of(client, "/static/style.css") <= 10 * 1024


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_something_is_seen_soon_on_a_slow_line(new_page, address, line):
    bytes_a_second, delay, soon = line
    seen = []
    for _ in range(3):
        page = new_page()
        slow = {"offline": False, "latency": delay, "downloadThroughput": bytes_a_second}
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": bytes_a_second})
        page.goto(address)
        while (first := page.evaluate(FIRST_PAINT)) is None:
            page.wait_for_timeout(50)
        seen.append(first)
        if seen[-1] <= soon:
            return
    raise AssertionError(f"first seen after {seen} ms")
