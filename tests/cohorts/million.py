"""``make million``: a million answer sheets, all different, judged at once and one by one. Every row must agree.

In the first half some cells are spoilt, so that rows without an outcome are compared too; the second half is whole, and
is read in another way. Apart from the suite: it takes minutes.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from time import perf_counter

from tests.cohorts.tables import one_by_one, sheets
from triage.cohorts.evaluate import Evaluation
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset

ROWS = 1_000_000
AT_A_TIME = 20_000
SPOILT = 0.2
"""The share of the first half that has a cell that says nothing."""

Judged = tuple[str | None, str | None, str | None]
"""Outcome, what fired, and the problem."""


def main() -> int:
    """Print how many rows were compared. The status is 1 if one differs."""
    compiled = compile_ruleset(load_ruleset(shipped("rules.yaml")))
    with tempfile.TemporaryDirectory() as name:
        given, out = Path(name) / "given.csv", Path(name) / "out.csv"
        alone = list(_written(compiled, given))
        began = perf_counter()
        evaluation = Evaluation(compiled.ruleset, given, ["id"])
        evaluation.write(out)
        took = perf_counter() - began
        wrong = sum(one != together for one, together in zip_longest(alone, _read(out)))
    without = sum(outcome is None for outcome, _, _ in alone)
    print(
        f"{len(alone):,} rows from CSV to CSV in {took:.1f} s, {without:,} without an outcome, "
        f"{wrong:,} that differ from the engine"
    )
    return int(wrong > 0)


def _written(compiled: CompiledRuleSet, path: Path) -> Iterator[Judged]:
    """Write the sheets, and say of each what the engine says of it alone."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *(question.id for question in compiled.ruleset.questions)])
        for seed in range(ROWS // AT_A_TIME):
            rows = sheets(compiled.ruleset, AT_A_TIME, seed, SPOILT if seed < ROWS // AT_A_TIME // 2 else 0.0)
            writer.writerows(row.values() for row in rows)
            yield from one_by_one(compiled, rows)


def _read(path: Path) -> Iterator[Judged]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            outcome = row["outcome"] or None
            yield outcome, row["fired"] if outcome else None, row["problem"] or None


if __name__ == "__main__":
    sys.exit(main())
