"""``make cluster``: every fault again and again while people are on their way; prints what came of them as a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.cluster.faults import FAULTS, Fault
from tests.cluster.machines import standing
from tests.cluster.ordeal import Ordeal, endure
from tests.cluster.versions import both

_COLUMNS = (
    "journeys", "requests", "lost", "wrong", "leaked", "failed", "in flight", "elsewhere", "sent again", "asked",
    "started over", "slowest s",
)  # fmt: skip


def main() -> None:
    """Run it, print the figures, and fail if anything is wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--journeys", type=int, default=300, help="at least so many during each fault")
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    versions, faults = both(), list[str]()
    print("what was done".ljust(26), *(name.rjust(len(name)) for name in _COLUMNS), sep="  ", flush=True)
    with tempfile.TemporaryDirectory() as folder, standing(Path(folder)) as cluster:
        for number, fault in enumerate(FAULTS, start=chosen.seed):
            ordeal = endure(cluster, versions, fault, chosen.journeys, number)
            print(_row(fault, ordeal), flush=True)
            faults += [f"{fault.__name__}: {says}" for says in ordeal.faults]
    for says in faults[:20]:
        print(f"  FAULT {says}")
    print("""
in flight: failed, and went well when made again. elsewhere: another replica answered, and nobody noticed.
sent again: forms that a visitor had to send once more, all ticks still there. asked: "Has anything changed?".
started over: told that the questions have been updated. failed: answers of the check itself with a 5xx status.""")
    sys.exit(1 if faults else 0)


def _row(fault: Fault, ordeal: Ordeal) -> str:
    made = ordeal.figures
    figures = (
        made.journeys, made.requests, len(made.lost), len(made.wrong), len(ordeal.leaked), ordeal.failed,
        ordeal.interrupted, ordeal.elsewhere, made.sent_again, made.asked, len(made.started_over),
    )  # fmt: skip
    shown = [f"{figure:,}" for figure in figures] + [f"{made.slowest:.1f}"]
    cells = (cell.rjust(len(name)) for cell, name in zip(shown, _COLUMNS, strict=True))
    return "  ".join([fault.__name__.replace("_", " ").ljust(26), *cells])


if __name__ == "__main__":
    main()
