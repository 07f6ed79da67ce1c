"""Error pages: each has the emergency number and the short list, and none needs what may have failed."""

from __future__ import annotations

import logging

import pytest
from flask import abort

from tests.web.conscience import inspect
from tests.web.visitor import Visitor


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/nowhere", 404), ("put", "/check/1", 405), ("post", "/place", 400), ("get", "/clear", 405)],
)
def test_every_error_page_has_the_number_and_the_short_list(visitor, method, path, status):
    response = visitor.client.open(path, method=method.upper())
    assert response.status_code == status
    text = inspect(path, response).text
    assert "call 999" in text
    assert "you go numb between your legs" in text


@pytest.mark.parametrize("path", ["/", "/check/1", "/result", "/nowhere"])
def test_an_address_with_bytes_that_are_no_text_is_refused_and_is_no_failure_of_ours(visitor, path):
    response = visitor.client.get(path, environ_overrides={"QUERY_STRING": "lang=\xff"})
    assert response.status_code in (400, 404)
    assert "call 999" in inspect(path, response).text


def test_the_page_for_too_many_tries_has_the_number(make_app, specimen):
    app = make_app()
    app.add_url_rule("/busy", view_func=lambda: abort(429))
    assert "999" in Visitor(app, specimen).opens("/busy", 429).text


def test_our_own_failure_shows_numbers_and_never_a_guide(make_app, specimen, caplog):
    app, answer = make_app(), ("saddle" + "_numbness", "yes")

    def fail():
        raise KeyError(answer)

    app.add_url_rule("/fails", view_func=fail)
    with caplog.at_level(logging.DEBUG):
        page = Visitor(app, specimen).opens("/fails", 500)
    assert page.h1 == "Sorry, the check is not working"
    assert "call 999" in page.text
    assert not page.all("main//a[@class='nhsuk-button']")
    assert not [link for link in page.all("main//a") if "guides" in link.get("href")]
    assert "KeyError while answering a request" in caplog.text
    assert "saddle" not in caplog.text


def test_a_session_that_cannot_be_opened_still_shows_the_numbers(app, specimen, monkeypatch):
    def fail(*_):
        raise RuntimeError("no session today")

    monkeypatch.setattr(app.session_interface, "open_session", fail)
    assert "call 999" in Visitor(app, specimen).opens("/check/1", 500).text


def test_nothing_of_a_journey_is_logged(visitor, well, caplog):
    with caplog.at_level(logging.DEBUG):
        visitor.goes_through(well | {"saddle_numbness": "yes"})
        visitor.opens("/result")
    assert caplog.text == ""
