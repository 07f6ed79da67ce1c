"""``make soak``: 50,000 whole journeys in one process, served as in production; what it holds against an early look."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from flask import Flask

from tests.hostile.crowd import crowd
from tests.soak.footprint import Footprint, footprint
from tests.soak.journeys import journeys
from tests.soak.public import a_visitor, addresses_counted, logs_thrown_away, public_app, quiet
from triage.ruleset.model import RuleSet

MOST_GROWTH = 1.05
"""Of resident memory, from the early look to the end."""

A_FEW = 100
"""Objects of one type that may come and go."""

WINDOW = 61
"""Seconds after which the rate limits have no reason to know an address: a minute, and a bit."""


def main() -> None:
    """Run it, print a line for each look, and fail if anything has grown or went wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--journeys", type=int, default=50_000)
    given.add_argument("--early", type=int, default=5_000)
    given.add_argument("--crowd", type=int, default=25, help="journeys of each of 16 people on a real server, twice")
    chosen = given.parse_args()
    if chosen.journeys < 2 * chosen.early:
        given.error("--journeys: it must be at least twice the early look, or there is nothing to compare")
    with tempfile.TemporaryDirectory() as folder, logs_thrown_away():
        app, ruleset = public_app(Path(folder))
        faults = [*soak(app, ruleset, chosen.journeys, chosen.early), *crowds(app, ruleset, chosen.crowd)]
    for fault in faults[:20]:
        print(f"  FAULT {fault}")
    print(f"  faults: {len(faults)}")
    sys.exit(1 if faults else 0)


def soak(app: Flask, ruleset: RuleSet, most: int, early: int, window: float = WINDOW) -> Iterator[str]:
    """Make journeys, and say what is left of them that should not be.

    Before the first look that counts, and before the last, nobody comes until the rate limits may forget everybody.

    Args:
        app: as the public meets it.
        ruleset: what it asks.
        most: how many journeys.
        early: after how many the first look is taken, and then each time.
        window: seconds after which the rate limits have no reason to know an address.
    """
    walk, began, requests, first = journeys(app, ruleset, seed=1), perf_counter(), 0, None
    for done in range(early, most + 1, early):
        requests += sum(islice(walk, early))
        _say(f"{done:,} journeys, {requests:,} requests, {perf_counter() - began:.0f} s", app, footprint(), first)
        if first is None:
            first = _quiet_look(app, window)
    last = _quiet_look(app, window, first)
    assert first is not None
    yield from grown(first, last)
    if addresses_counted(app) > 1:
        yield f"the rate limits still know {addresses_counted(app):,} addresses after {window} s, and 1 has come since"


def grown(early: Footprint, late: Footprint) -> Iterator[str]:
    """What is more than it may be, in words."""
    if late.kilobytes > MOST_GROWTH * early.kilobytes:
        yield f"{late.kilobytes:,} kB, and {early.kilobytes:,} before"
    if late.files > early.files:
        yield f"{late.files} files are open, and {early.files} were before"
    yield from (f"{more:,} more objects of {name}" for name, more in late.grown(early, A_FEW).items())


def crowds(app: Flask, ruleset: RuleSet, each: int) -> Iterator[str]:
    """What people were told that was not theirs: two crowds on a real server with threads, one after the other."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    before = None
    for seed in (1, 2):
        people = crowd(app, ruleset, 16, each, seed, a_visitor)
        mistakes = [mistake for member in people for mistake in member.mistakes]
        look, made = footprint(), sum(member.journeys for member in people)
        _say(f"{made:,} on a server, {len(mistakes)} mistakes", app, look, before)
        before = before or look
        yield from mistakes
        if made < len(people) * each:
            yield f"{made:,} journeys were finished, and {len(people) * each:,} were begun"


def _quiet_look(app: Flask, window: float, since: Footprint | None = None) -> Footprint:
    quiet(app, window)
    look = footprint()
    _say(f"after {window:g} s without anybody", app, look, since)
    return look


def _say(what: str, app: Flask, look: Footprint, early: Footprint | None) -> None:
    counted = f"{look.files} files, {addresses_counted(app):,} addresses counted"
    beside = f" (x{look.kilobytes / early.kilobytes:.3f})" if early and early.kilobytes else ""
    more = f", more objects: {look.grown(early, A_FEW)}" if early else ""
    print(f"{what}: {look.kilobytes:,} kB{beside}, {counted}{more}", flush=True)


if __name__ == "__main__":
    main()
