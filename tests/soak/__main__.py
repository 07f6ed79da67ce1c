"""``make soak``: 50,000 whole journeys in one process; memory, files and objects at the end against an early look."""

from __future__ import annotations

import argparse
import logging
import sys
from itertools import islice
from time import perf_counter

from flask import Flask

from tests.hostile.crowd import crowd
from tests.soak.footprint import Footprint, footprint
from tests.soak.journeys import journeys
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app

MOST_GROWTH = 1.05
"""Of resident memory, from the early look to the end."""

A_FEW = 100
"""Objects of one type that may come and go."""


def main() -> None:
    """Run it, print a line for each look, and fail if anything has grown."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--journeys", type=int, default=50_000)
    given.add_argument("--early", type=int, default=5_000)
    given.add_argument("--crowd", type=int, default=25, help="journeys of each of 16 people on a real server, twice")
    chosen = given.parse_args()
    ruleset = load_ruleset(shipped("rules.yaml"))
    app = create_app(ruleset, secret_keys=["a secret key for a long time"], secure=False)
    walk = journeys(app, ruleset, seed=1)
    began, requests, early = perf_counter(), 0, None
    for done in range(chosen.early, chosen.journeys + 1, chosen.early):
        requests += sum(islice(walk, chosen.early))
        look = footprint()
        early = early or look
        _say(f"{done:,} journeys, {requests:,} requests, {perf_counter() - began:.0f} s", look, early)
    if early is None:
        sys.exit("fewer journeys than the early look")
    fine = look.kilobytes <= MOST_GROWTH * early.kilobytes and look.files <= early.files
    fine = fine and not look.grown(early, A_FEW)
    _crowds(app, ruleset, chosen.crowd)
    sys.exit(0 if fine else 1)


def _crowds(app: Flask, ruleset: RuleSet, each: int) -> None:
    """The same app on a real server with threads: two crowds, one after the other."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    before = None
    for seed in (1, 2):
        people = crowd(app, ruleset, 16, each, seed)
        look = footprint()
        before = before or look
        mistakes = sum(len(member.mistakes) for member in people)
        _say(f"{sum(member.journeys for member in people):,} on a server, {mistakes} mistakes", look, before)


def _say(what: str, look: Footprint, early: Footprint) -> None:
    ratio = look.kilobytes / early.kilobytes if early.kilobytes else 1
    more = look.grown(early, A_FEW)
    print(f"{what}: {look.kilobytes:,} kB (x{ratio:.3f}), {look.files} files, more objects: {more}", flush=True)


if __name__ == "__main__":
    main()
