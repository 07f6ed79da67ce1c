"""``make hostile``: many hostile requests, many visitors at once, many broken rule files; prints what came of them."""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

from tests.hostile.forms import assail
from triage.resources import shipped
from triage.ruleset.load import load_ruleset


def main() -> None:
    """Run it, print the figures, and fail if anything is wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--requests", type=int, default=20_000)
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    began = perf_counter()
    judge = assail(load_ruleset(shipped("rules.yaml")), chosen.requests, chosen.seed)
    print(f"{chosen.requests:,} hostile requests, seed {chosen.seed}, {perf_counter() - began:.0f} s")
    for what, count in sorted(judge.counts.items()):
        print(f"  {what}: {count:,}")
    for fault in judge.faults[:20]:
        print(f"  FAULT {fault}")
    print(f"  faults: {len(judge.faults)}")
    sys.exit(1 if judge.faults else 0)


if __name__ == "__main__":
    main()
