"""What a browser asks for when somebody comes for the first time: few things, and small."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.browser.conftest import make_app
from tests.browser.server import serving

MOST_REQUESTS = 3
MOST_BYTES = 14 * 1024


@pytest.fixture
def counted(rules):
    """Where the check is served, and the list of what is asked of it, with the body of each answer."""
    app = make_app(rules)
    asked: list[str] = []
    answer = app.wsgi_app

    def noting(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        return answer(environ, start)

    app.wsgi_app = noting
    with serving(app) as address:
        yield address, asked, app.test_client()


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
