"""``make hostile``: many hostile requests, and many visitors at once; prints what came of them."""

from __future__ import annotations

import argparse
import logging
import sys
from time import perf_counter

from tests.hostile.crowd import crowd
from tests.hostile.forms import assail
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app


def main() -> None:
    """Run it, print the figures, and fail if anything is wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--requests", type=int, default=20_000)
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    began, ruleset = perf_counter(), load_ruleset(shipped("rules.yaml"))
    judge = assail(ruleset, chosen.requests, chosen.seed)
    print(f"{chosen.requests:,} hostile requests, seed {chosen.seed}, {perf_counter() - began:.0f} s")
    for what, count in sorted(judge.counts.items()):
        print(f"  {what}: {count:,}")
    faults = [*judge.faults, *_crowd(ruleset)]
    for fault in faults[:20]:
        print(f"  FAULT {fault}")
    print(f"  faults: {len(faults)}")
    sys.exit(1 if faults else 0)


def _crowd(ruleset: RuleSet) -> list[str]:
    """24 people on a real server at once, 15 journeys each."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_app(ruleset, secret_keys=["a secret key for a crowd of people"], secure=False)
    people = crowd(app, ruleset, 24, 15, seed=1)
    print(f"{sum(member.journeys for member in people)} journeys of {len(people)} people at once on a real server")
    return [mistake for member in people for mistake in member.mistakes]


if __name__ == "__main__":
    main()
