"""Slow and endless clients against the embedded server, with its patience cut to a second."""

from __future__ import annotations

import threading
import time
from http.client import HTTPConnection

import pytest
from waitress.channel import HTTPChannel

from tests.hostile.serving import patient
from tests.hostile.slow import HUGE, REFUSED, answer_to, drip, held, still_open, waits
from triage.web import patience
from triage.web.factory import create_app
from triage.web.patience import PatientServer
from triage.web.security import HEADERS

CLIENTS = 20


@pytest.fixture(scope="module")
def app(specimen):
    return create_app(specimen, secret_keys=["a secret key for slow clients"], secure=False)


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS_FOR_A_REQUEST", 1)
    monkeypatch.setattr(patience, "_SECONDS_BETWEEN_LOOKS", 1)


def test_whoever_sends_a_byte_now_and_then_is_let_go_while_others_are_served(app, hasty):
    with patient(app) as server, held(server.effective_port, CLIENTS) as clients:
        slow = threading.Thread(target=drip, args=(clients, 4, 0.2))
        slow.start()
        assert len(waits(server.effective_port, 5)) == 5
        slow.join()
        assert still_open(clients) == 0


def test_a_server_without_patience_would_keep_them(app, hasty, monkeypatch):
    monkeypatch.setattr(PatientServer, "channel_class", HTTPChannel)
    with patient(app) as server, held(server.effective_port, CLIENTS) as clients:
        drip(clients, 4, 0.2)
        assert still_open(clients) == CLIENTS


def test_whoever_is_prompt_keeps_the_connection(app, hasty):
    with patient(app) as server:
        connection = HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
        connection.connect()
        here = connection.sock.getsockname()
        for _ in range(5):
            connection.request("GET", "/healthz")
            assert connection.getresponse().read() == b"ok\n"
            time.sleep(0.3)
        assert connection.sock is not None
        assert connection.sock.getsockname() == here
        connection.close()


def test_a_full_server_lets_go_of_the_longest_waiting_and_serves_who_comes(app, monkeypatch):
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 30)
    with patient(app) as server, held(server.effective_port, 150) as clients:
        assert len(waits(server.effective_port, 5)) == 5
        assert len(server.active_channels) <= 30
        assert still_open(clients[:100]) == 0
        assert still_open(clients[-20:]) == 20


@pytest.mark.parametrize("sent", HUGE.values(), ids=HUGE.keys())
def test_what_is_huge_or_malformed_is_refused_at_once(app, sent):
    with patient(app) as server:
        status, answer = answer_to(server.effective_port, sent)
        assert status in REFUSED
        assert b"tel:999" in answer
        assert all(f"{name}: {value}\r\n".encode() in answer for name, value in HEADERS.items())
        assert waits(server.effective_port, 1)
