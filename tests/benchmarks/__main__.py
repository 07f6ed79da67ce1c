"""``make bench``: speed and size beside their goals. It prints, and never fails: figures of a shared machine vary."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from itertools import chain

from tests.benchmarks.beside import beside
from tests.benchmarks.core import core
from tests.benchmarks.length import strain
from tests.benchmarks.process import process
from tests.benchmarks.production import production
from tests.benchmarks.result import Measured
from tests.benchmarks.scaling import HEAD, scaling
from tests.benchmarks.tools import tools
from tests.benchmarks.web import web
from triage.engine.sheet import read_answers
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.sheets import sheet_of
from triage.verification.table import table

PEOPLE = 200

CITED = """
Cited and not run here, from earlier measurements on another machine: a whole journey took 325 ms of CPU in ONS
eq-questionnaire-runner and 204 ms in docassemble, and a trial page of ours 43 and 37 times less CPU than theirs.
They cannot be divided by the figures above."""


def main() -> None:
    """Measure everything, and print one table."""
    ruleset = load_ruleset(shipped("rules.yaml"))
    ordinary = next(kind for kind in read_cohort().kinds if kind.id == "nonspecific")
    sheets = [read_answers(ruleset, sheet_of(ruleset, person)) for person in ordinary.people(PEOPLE, seed=1)]
    picks = {question: sorted(picked) for question, picked in strain(ruleset).items()}
    print(
        f"Python {platform.python_version()}. CPU times, each the median of rounds in which all took turns. "
        "On a shared machine only the ratios ('x') mean much.\n"
    )
    found = chain(
        web(ruleset, picks), core(ruleset, sheets), beside(ruleset, sheets), tools(ruleset), process(), production()
    )
    print(table(("", "measured", "goal", "", "how"), list(_rows(found))))
    print(CITED)
    print("\nThe proof of rule sets that grow, the encoding included; too big is said and does not hang.\n")
    print(table(HEAD, list(scaling())))


def _rows(found: Iterator[Measured]) -> Iterator[tuple[str, ...]]:
    for line in found:
        verdict = "" if not line.goal else "met" if line.met else "MISSED"
        yield line.what, line.value, line.goal, verdict, line.note


if __name__ == "__main__":
    main()
