"""``python -m tests.hostile.siege``: 10,000 connections to ``triage serve`` and more, and what others wait meanwhile.

It fails when fewer were opened than were asked for, when the server keeps more than it says, or when anybody else waits
too long.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.hostile.slow import HUGE, REFUSED, Served, answer_to, drip, held, served, still_open, waits
from triage.web.patience import MOST_CONNECTIONS, SECONDS_FOR_A_REQUEST

LONGEST_WAIT = 5_000
"""Milliseconds that somebody else may wait for a page, on a machine whose processor the attackers use as well."""

FILES_BESIDES = 200
"""That this process needs besides its connections."""

DRIPPING = 600
"""Connections that send a byte a second: fewer than the server keeps, so that it must lose patience with them."""


def main() -> None:
    """Attack a server in each way, print what another client waits meanwhile, and fail if anything is wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--connections", type=int, default=10_000)
    given.add_argument("--drip", type=int, default=60, help="seconds")
    chosen = given.parse_args()
    if chosen.drip <= SECONDS_FOR_A_REQUEST:
        given.error(f"--drip: the server has patience for {SECONDS_FOR_A_REQUEST} s, so drip for longer")
    allow(chosen.connections + FILES_BESIDES)
    with served() as server:
        faults = list(besiege(server, chosen.connections, chosen.drip))
    for fault in faults:
        print(f"  FAULT {fault}")
    print(f"  faults: {len(faults)}")
    sys.exit(1 if faults else 0)


def allow(files: int) -> None:
    """Let this process open so many files.

    Raises:
        SystemExit: the machine does not allow that; says how many connections it does allow.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most not in (resource.RLIM_INFINITY, -1) and most < files:
        sys.exit(f"this machine allows {most:,} files, so ask for fewer: --connections {most - FILES_BESIDES}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))


def besiege(server: Served, connections: int, seconds: float) -> Iterator[str]:
    """Attack a server in each way, and say what must not be.

    Args:
        server: that is attacked.
        connections: how many are held at once.
        seconds: for which others send a byte now and then.
    """
    yield from _told("nothing else going on", server, waits(server.port, 50))
    for name, sent in HUGE.items():
        status = answer_to(server.port, sent)[0]
        print(f"{name}: {status or 'closed'}", flush=True)
        if status not in REFUSED:
            yield f"{name} was answered with {status}"
    yield from meanwhile(server, "while they connect", lambda: list(_hold(server, connections)))
    with held(server.port, DRIPPING) as clients:
        yield from meanwhile(server, f"{DRIPPING} drip for {seconds} s", lambda: list(_dripped(clients, seconds)))
    yield from _told("afterwards", server, waits(server.port, 50))


def _hold(server: Served, connections: int) -> Iterator[str]:
    with held(server.port, connections) as clients:
        waited, kept = waits(server.port, 50), still_open(clients)
        yield from _told(f"{len(clients):,} connections, {kept:,} of them kept", server, waited)
        if len(clients) != connections:
            yield f"{len(clients):,} connections were opened, and {connections:,} were asked for"
        if kept > MOST_CONNECTIONS:
            yield f"the server keeps {kept:,} connections, and says that it keeps {MOST_CONNECTIONS}"


def _dripped(clients: list, seconds: float) -> Iterator[str]:
    drip(clients, seconds)
    kept = still_open(clients)
    print(f"of {len(clients)} that sent a byte a second, {kept} are still connected", flush=True)
    if kept:
        yield f"{kept} that sent a byte a second are still connected after {seconds} s"


def meanwhile(server: Served, what: str, attack: Callable[[], list[str]]) -> Iterator[str]:
    """What must not be while somebody attacks. What fails in the attack is raised here.

    Args:
        server: that is attacked.
        what: the attack, in words.
        attack: does it, and says what must not be.
    """
    waited: list[float] = []
    with ThreadPoolExecutor(1) as attackers:
        attacker = attackers.submit(attack)
        while not attacker.done() or not waited:
            waited += waits(server.port, 1)
            time.sleep(0.05)
    yield from attacker.result()
    yield from _told(what, server, waited)


def _told(what: str, server: Served, waited: list[float]) -> Iterator[str]:
    middle, longest = statistics.median(waited), max(waited)
    print(
        f"{what}: {len(waited)} pages, {middle:.0f} ms in the middle, {longest:.0f} ms at most; "
        f"{server.files()} files, {server.megabytes():.0f} MB",
        flush=True,
    )
    if longest > LONGEST_WAIT:
        yield f"{what}: somebody waited {longest:.0f} ms for a page, and {LONGEST_WAIT} is the most"


if __name__ == "__main__":
    main()
