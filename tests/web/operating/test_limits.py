"""Rate limits: too many tries get the emergency number, machines are never limited, and no address is kept."""

import gc
import socket
import warnings

import pytest
from flask import Flask
from limits.storage import MemoryStorage

from tests.web.operating.conftest import HOST
from triage.web.operating.limits import limits
from triage.web.settings import Settings


@pytest.fixture
def few(make_app):
    """An app that answers three requests of one address, in a window that does not end while a test runs."""

    def make(**given: str) -> Flask:
        return make_app(settings=Settings(proxies=1, parts=(limits("k" * 32, rate="3 per year", **given),)))

    return make


def statuses(app: Flask, count: int, address: str = "6.6.6.6", path: str = "/") -> list[int]:
    found = []
    for _ in range(count):
        with app.test_client().get(path, base_url=HOST, headers={"X-Forwarded-For": address}) as response:
            found.append(response.status_code)
    return found


def test_after_too_many_tries_the_page_has_the_emergency_number(few):
    app = few()
    assert statuses(app, 5) == [200, 200, 200, 429, 429]
    response = app.test_client().get("/check/1", base_url=HOST, headers={"X-Forwarded-For": "6.6.6.6"})
    assert "999" in response.text
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"


def test_every_page_counts_towards_the_same_limit(few):
    app = few()
    assert statuses(app, 2) + statuses(app, 1, path="/check/1") + statuses(app, 2, path="/privacy") == [
        200, 200, 200, 429, 429
    ]  # fmt: skip


def test_addresses_at_which_there_is_no_page_count_too(few):
    assert statuses(few(), 5, path="/wp-login.php") == [404, 404, 404, 429, 429]


def test_one_address_never_limits_another(few):
    app = few()
    statuses(app, 5)
    assert statuses(app, 1, "6.6.6.7") == [200]


def test_a_household_with_many_addresses_is_one(few):
    app = few()
    assert [statuses(app, 1, f"2001:db8:1:2::{last}")[0] for last in range(1, 6)] == [200, 200, 200, 429, 429]
    assert statuses(app, 1, "2001:db8:1:3::1") == [200]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/style.css"])
def test_machines_and_static_files_are_never_limited(few, path):
    assert statuses(few(), 9, path=path) == [200] * 9


def test_what_visitors_say_of_their_own_address_never_counts(few):
    app = few()
    assert [statuses(app, 1, f"1.1.1.{last}, 6.6.6.6")[0] for last in range(5)] == [200, 200, 200, 429, 429]


def test_no_address_is_kept(few):
    before = {id(found) for found in gc.get_objects() if isinstance(found, MemoryStorage)}
    app = few()
    statuses(app, 2, "198.51.100.77")
    kept = [found for found in gc.get_objects() if isinstance(found, MemoryStorage) and id(found) not in before]
    text = str([[*found.storage, *found.expirations] for found in kept])
    assert "bpc" in text
    assert "198.51" not in text


def test_a_store_that_is_gone_stops_nobody_and_each_process_counts_for_itself(few):
    with socket.create_server(("127.0.0.1", 0)) as found:
        gone = found.getsockname()[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = few(storage=f"redis://127.0.0.1:{gone}")
        assert statuses(app, 5) == [200, 200, 200, 429, 429]
