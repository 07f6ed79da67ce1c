"""What the commands for clinicians and testers cost: what a change alters, mutants, the made-up crowd, many sheets."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from tests.benchmarks.result import Measured
from tests.benchmarks.stopwatch import measure
from tests.cohorts.tables import sheets, write_csv
from triage.cohorts.evaluate import Evaluation
from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.verification.changes.compare import compare
from triage.verification.changes.report import change_lines
from triage.verification.mutation.mutants import RuleGone, mutated
from triage.verification.mutation.mutate import mutation
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.population import population
from triage.verification.vignettes import read_vignettes

DIFFERENT = 2_000
"""Random answer sheets in the file that is judged, each of them :data:`TIMES` times."""

TIMES = 500


def tools(ruleset: RuleSet) -> Iterator[Measured]:
    """Measure each on the rule set; what a change alters, on a change that takes its first rule away."""
    vignettes, cohort = read_vignettes(shipped("vignettes"), ruleset), read_cohort()
    less = mutated(ruleset, RuleGone(ruleset.rules[0].id))
    changed = _cpu(lambda: list(change_lines(compare(ruleset, less, cohort, vignettes)))) * 1e3
    mutants = _cpu(lambda: mutation(ruleset, vignettes))
    crowd = _cpu(lambda: population(ruleset, cohort))
    yield Measured("what a change alters, worded", f"{changed:.0f} ms", "<= 500 ms", changed <= 500, "one rule less")
    yield Measured("mutation analysis", f"{mutants:.1f} s", "<= 5 s", mutants <= 5, f"{len(vignettes)} vignettes")
    yield Measured("the made-up crowd", f"{crowd:.1f} s", "", True, "exact shares and every scenario")
    yield _many(ruleset)


def _cpu(do: Callable[[], object]) -> float:
    return measure({"it": do}, rounds=3)["it"]


def _many(ruleset: RuleSet) -> Measured:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = write_csv(folder / "few.csv", sheets(ruleset, DIFFERENT, seed=1))
        duckdb.sql(
            f"COPY (SELECT few.* EXCLUDE (id) FROM read_csv('{few}', all_varchar = true) few, range({TIMES})) "
            f"TO '{folder}/many.parquet' (FORMAT parquet)"
        )
        rounds = [_judged(ruleset, folder / "many.parquet") for _ in range(3)]
    rows = DIFFERENT * TIMES
    took, used = (statistics.median(column) for column in zip(*rounds, strict=True))
    speed = rows / took / 1e6
    return Measured(
        "triage evaluate, from Parquet",
        f"{speed:.2f} million rows/s",
        ">= 2 million rows/s",
        speed >= 2,
        f"{rows:,} rows in {took:.1f} s by the clock, {used:.1f} s of CPU of all cores, reading included",
    )


def _judged(ruleset: RuleSet, file: Path) -> tuple[float, float]:
    """Seconds by the clock and of CPU that it takes to judge a file."""
    began, cpu = time.perf_counter(), time.process_time()
    _ = Evaluation(ruleset, file).result
    return time.perf_counter() - began, time.process_time() - cpu
