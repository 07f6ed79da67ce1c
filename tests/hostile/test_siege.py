"""What the siege would find: a machine that allows too few connections, a server that keeps too many or is too slow."""

from __future__ import annotations

import errno
import os
import resource
from contextlib import contextmanager

import pytest

from tests.hostile import siege
from tests.hostile.serving import patient
from tests.hostile.siege import allow, besiege, meanwhile
from tests.hostile.slow import Served
from triage.web import patience
from triage.web.factory import create_app

CLIENTS = 40


@pytest.fixture(scope="module")
def server(specimen):
    """The check, served from a thread, with patience for a second and for half of the clients."""
    app = create_app(specimen, secret_keys=["a secret key for slow clients"], secure=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patience, "SECONDS_FOR_A_REQUEST", 1)
        patch.setattr(patience, "_SECONDS_BETWEEN_LOOKS", 1)
        patch.setattr(patience, "MOST_CONNECTIONS", CLIENTS // 2)
        patch.setattr(siege, "MOST_CONNECTIONS", CLIENTS // 2)
        patch.setattr(siege, "DRIPPING", CLIENTS // 4)
        with patient(app) as made:
            yield Served(made.effective_port, os.getpid())


def test_a_patient_server_stands_a_siege(server):
    assert list(besiege(server, CLIENTS, seconds=4)) == []


def test_a_server_that_keeps_more_than_it_says_would_be_found(server, monkeypatch):
    monkeypatch.setattr(siege, "MOST_CONNECTIONS", 1)
    assert any("says that it keeps 1" in fault for fault in besiege(server, CLIENTS, seconds=4))


def test_a_server_that_keeps_who_drips_would_be_found(server):
    assert any("are still connected after 0 s" in fault for fault in besiege(server, CLIENTS, seconds=0))


def test_a_server_that_lets_others_wait_would_be_found(server, monkeypatch):
    monkeypatch.setattr(siege, "LONGEST_WAIT", 0)
    assert sum("and 0 is the most" in fault for fault in besiege(server, CLIENTS, seconds=4)) == 5


def test_fewer_connections_than_were_asked_for_would_be_found(server, monkeypatch):
    usual = siege.held

    @contextmanager
    def fewer(port, connections):
        with usual(port, connections - 1) as clients:
            yield clients

    monkeypatch.setattr(siege, "held", fewer)
    faults = list(besiege(server, CLIENTS, seconds=4))
    assert f"{CLIENTS - 1} connections were opened, and {CLIENTS} were asked for" in faults


def test_what_fails_in_an_attack_is_not_lost(server):
    def attack() -> list[str]:
        raise OSError(errno.EMFILE, "too many open files")

    with pytest.raises(OSError, match="too many open files"):
        list(meanwhile(server, "an attack", attack))


def test_a_machine_that_allows_too_few_connections_says_how_many(monkeypatch):
    monkeypatch.setattr(resource, "getrlimit", lambda *_: (1024, 4096))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: pytest.fail("it was asked for anyway"))
    with pytest.raises(SystemExit, match="allows 4,096 files, so ask for fewer: --connections 3896"):
        allow(10_200)
