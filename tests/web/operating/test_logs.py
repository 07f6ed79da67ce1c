"""Logs: one JSON object a line, and never an answer, an address, a query or a body, whatever fails."""

import io
import json
import logging
import re

import pytest
from flask import request

from tests.web.operating.conftest import HOST
from tests.web.visitor import Visitor
from triage.web import check
from triage.web.operating import logs

ANSWERS = {"age": "16_64", "duration": "weeks"}
CANARY = "canary-8c1f"
"""A text that the visitor alone writes: in an address, a query, a header and a form."""


class AtHome(Visitor):
    """A visitor who reaches the app for the public as the front server would let them."""

    def __init__(self, app, ruleset) -> None:
        super().__init__(app, ruleset)
        opened = self.client.open
        self.client.open = lambda *args, **given: opened(*args, **({"base_url": HOST} | given))


@pytest.fixture
def written(monkeypatch):
    """What is written to the logs of the process, as text."""
    text, root = io.StringIO(), logging.getLogger()
    monkeypatch.setattr("sys.stderr", text)
    before = root.handlers, root.level, [(name, logging.getLogger(name).level) for name in (logs.OURS, logs.SERVER)]
    logs.write_json(logging.DEBUG)
    yield text
    root.handlers, root.level = before[0], before[1]
    for name, level in before[2]:
        logging.getLogger(name).setLevel(level)


def lines(text: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in text.getvalue().splitlines()]


def says(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def everything(ruleset) -> list[str]:
    """Every question, choice, answer and outcome that a log could give away."""
    ids = [question.id for question in ruleset.questions]
    picks = [choice.id for question in ruleset.questions for choice in question.choices if len(choice.id) > 4]
    return [*ids, *picks, *(outcome.heading for outcome in ruleset.outcomes), "emergency", "same_day", CANARY]


def test_a_whole_journey_leaves_routes_and_times_alone(public, signed, written, well):
    app = public(metrics=True)
    visitor = AtHome(app, signed)
    for sheet in (well, well | {"saddle_numbness": "yes"}):
        path = "/check/1"
        while path not in ("/check/answers", "/result"):
            page = visitor.client.get(path, headers={"Referer": f"{HOST}/{CANARY}", "User-Agent": CANARY})
            picked = {f"q_{q}": sheet[q] for q in sheet if f'name="q_{q}"' in page.text}
            token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
            sent = visitor.client.post(path, data=picked | {"csrf_token": token, "q_other": CANARY})
            path = sent.location
        assert visitor.client.get("/result").status_code == 200
        visitor.client.post("/clear")
    visitor.client.get(f"/{CANARY}?{CANARY}=1")
    found = lines(written)
    assert {line["route"] for line in found} >= {"check.show", "result.result", "none"}
    for line in found:
        assert set(line) == {
            "time", "level", "logger", "request_id", "message", "method", "route", "status", "ms"
        }  # fmt: skip
    metrics = visitor.client.get("/metrics").text
    assert 'route="result.result",status="2xx"' in metrics
    for word in everything(signed):
        assert not says(written.getvalue(), word), word
        assert not says(metrics, word), word


def test_a_crash_in_the_middle_of_a_form_leaves_the_kind_of_error_and_the_lines_it_passed(
    public, signed, written, monkeypatch
):
    app = public()
    visitor = AtHome(app, signed)
    page = visitor.client.get("/check/1").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]

    def fail(*_, **__):
        raise RuntimeError(dict(request.form), request.headers, CANARY)

    monkeypatch.setattr(check, "current", fail)
    answers = {f"q_{question}": choice for question, choice in ANSWERS.items()}
    response = visitor.client.post(f"/check/1?{CANARY}", data=answers | {"csrf_token": token, "other": CANARY})
    assert response.status_code == 500
    assert "999" in response.text
    text = written.getvalue()
    assert "RuntimeError" in text
    assert "fail" in text
    for word in (CANARY, *ANSWERS, *ANSWERS.values(), token):
        assert not says(text, word), word
        assert not says(response.text, word), word
    assert {line["request_id"] for line in lines(written)} >= {response.headers["X-Request-ID"]}


def test_what_a_library_says_is_kept_back(written):
    for name in ("werkzeug", "flask-limiter", "limits", "urllib3"):
        logging.getLogger(name).warning("Invalid request from ip=%s: %s", "6.6.6.6", CANARY)
    logging.getLogger("other").error(CANARY, exc_info=ValueError(CANARY))
    text = written.getvalue()
    assert "kept back" in text
    assert "ValueError" in text
    assert CANARY not in text


def test_the_server_says_in_full_what_no_request_is_in_and_nothing_of_a_request(written, monkeypatch):
    formatter = logging.getLogger().handlers[0].formatter
    record = logging.LogRecord(logs.SERVER, logging.INFO, "arbiter.py", 1, "Listening at: %s", ("there",), None)
    assert json.loads(formatter.format(record))["message"] == "Listening at: there"
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert "kept back" in json.loads(formatter.format(record))["message"]


def test_a_method_that_nobody_knows_is_not_written(public, written):
    public().test_client().open("/", base_url=HOST, method="CANARY")
    assert lines(written)[-1]["method"] == "other"
    assert lines(written)[-1]["status"] == 405


def test_a_request_has_an_id_of_ours_even_when_the_session_fails(public, written, monkeypatch):
    app = public()

    def fail(*_):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(app.session_interface, "open_session", fail)
    response = app.test_client().get("/check/1", base_url=HOST, headers={"X-Request-ID": CANARY})
    assert response.status_code == 500
    assert len(response.headers["X-Request-ID"]) == 16
    assert CANARY not in written.getvalue() + str(response.headers)
