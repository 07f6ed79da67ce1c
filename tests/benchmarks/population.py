"""``python -m tests.benchmarks.population``: the rule set and the draft on the same made-up people, class by class."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.draft.evaluate import OUTCOMES, Result, evaluate
from tests.benchmarks.length import Length, length_of, of_visitors, strain
from triage.engine.assess import assess
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.verification.population.cohort import Cohort, Kind, Person
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.population import SEED
from triage.verification.population.sheets import sheet_of
from triage.verification.table import table

WARNING = "Compares two rule sets on made-up people, most of whose numbers are guesses. It is no evidence of safety."
MANY, FEW = 20_000, 4_000
WALKED = 4
"""Every so many-th person's journey is walked page by page."""
MAY_LOSE = 0.5
"""Points that a serious class may do worse than with the draft."""


@dataclass
class Tally:
    """What two rule sets say of the people of one class.

    Attributes:
        cohort: where they come from.
        kind: the class.
        count: of people.
        draft: outcome → people, by the draft.
        ours: the same by ``rules.yaml``.
        lost: what gave the draft's result to those who reach the target by the draft alone.
        won: what gave ours to those who reach it by ``rules.yaml`` alone.
        lengths: of the journeys that were walked.
    """

    cohort: Cohort
    kind: Kind
    count: int
    draft: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    won: Counter[str] = field(default_factory=Counter)
    lengths: list[Length] = field(default_factory=list)

    def share(self, by: Counter[str], least: str) -> float:
        """Per cent of the class at a tier or above it."""
        return 100 * sum(n for outcome, n in by.items() if self.cohort.reaches(outcome, least)) / self.count

    @property
    def gain(self) -> float:
        """Points by which ours does better at the target; negative if it does worse."""
        return self.share(self.ours, self.kind.target) - self.share(self.draft, self.kind.target)

    @property
    def floor_gain(self) -> float:
        """The same at the floor."""
        return self.share(self.ours, self.kind.floor) - self.share(self.draft, self.kind.floor)


def tally(compiled: CompiledRuleSet, cohort: Cohort, kind: Kind, seed: int = SEED) -> Tally:
    """Ask both rule sets about the same people."""
    found = Tally(cohort, kind, MANY if kind.benign else FEW)
    for number, person in enumerate(kind.people(found.count, seed)):
        by_draft, by_us = evaluate(person), _ours(compiled, person)
        found.draft[by_draft.outcome] += 1
        found.ours[by_us.outcome] += 1
        reached = tuple(cohort.reaches(result.outcome, kind.target) for result in (by_draft, by_us))
        if reached == (True, False):
            found.lost.update(by_draft.fired)
        if reached == (False, True):
            found.won.update(by_us.fired)
        if number % WALKED == 0:
            found.lengths.append(length_of(compiled, sheet_of(compiled.ruleset, person)))
    return found


def _ours(compiled: CompiledRuleSet, person: Person) -> Result:
    result = assess(compiled, sheet_of(compiled.ruleset, person))
    top = tuple(firing.id for firing in result.fired if firing.rank == result.fired[0].rank)
    return Result(result.outcome.id, top)


def report(compiled: CompiledRuleSet, tallies: Mapping[str, Tally]) -> Iterator[str]:
    """The tables, in plain text."""
    serious = [found for found in tallies.values() if not found.kind.benign]
    yield "People at their target and at their floor, in % of their class, and the difference in points"
    yield table(
        ("class", "people", "target", "draft", "ours", "points", "floor", "draft", "ours", "points", ""),
        [_row(found) for found in serious],
    )
    yield "Why, where the target differs by more than 0.3 points: what reached it on one side only"
    yield "\n".join(_reasons(found) for found in serious if abs(found.gain) > 0.3) or "(nowhere)"
    yield "Benign classes, in % of the class"
    yield table(
        ("class", "by", *OUTCOMES), [row for found in tallies.values() if found.kind.benign for row in _benign(found)]
    )
    yield "Length of the check"
    visitors = of_visitors([(found.kind.share, found.lengths) for found in tallies.values()])
    yield table(
        ("who", "questions", "95th percentile", "pages", "95th percentile"),
        [
            ("average visitor of the cohort", *(f"{figure:.1f}" for figure in visitors)),
            ("35 years old, ordinary strain", *_strain(compiled)),
            ("goal", "26", "", "9", ""),
        ],
    )


def _row(found: Tally) -> tuple[str, ...]:
    kind, draft, ours = found.kind, found.draft, found.ours
    target = (f"{found.share(draft, kind.target):.1f}", f"{found.share(ours, kind.target):.1f}", f"{found.gain:+.2f}")
    floor = (f"{found.share(draft, kind.floor):.1f}", f"{found.share(ours, kind.floor):.1f}")
    verdict = "WORSE" if is_worse(found) else ""
    return kind.label, str(found.count), kind.target, *target, kind.floor, *floor, f"{found.floor_gain:+.2f}", verdict


def is_worse(found: Tally) -> bool:
    """Whether a class does worse than with the draft by more than it may."""
    return min(found.gain, found.floor_gain) < -MAY_LOSE


def _reasons(found: Tally) -> str:
    sides = (("won by", found.won), ("lost with", found.lost))
    told = [f"{side} " + ", ".join(f"{id_} ({n})" for id_, n in ids.most_common(4)) for side, ids in sides if ids]
    return f"{found.kind.label}: {found.gain:+.2f}; " + "; ".join(told)


def _benign(found: Tally) -> list[tuple[str, ...]]:
    return [
        (found.kind.label, by, *(f"{100 * counted[outcome] / found.count:.1f}" for outcome in OUTCOMES))
        for by, counted in (("draft", found.draft), ("ours", found.ours))
    ]


def _strain(compiled: CompiledRuleSet) -> tuple[str, str, str, str]:
    length = length_of(compiled, strain(compiled.ruleset))
    return str(length.questions), "", str(length.pages), ""


def main(rules: Path | None = None) -> int:
    """Print the comparison. The status is 1 if a serious class does worse than it may."""
    compiled = compile_ruleset(load_ruleset(rules or shipped("rules.yaml")))
    cohort = read_cohort()
    tallies = {kind.id: tally(compiled, cohort, kind) for kind in cohort.kinds}
    print(WARNING, *report(compiled, tallies), sep="\n\n")
    return int(any(is_worse(found) for found in tallies.values() if not found.kind.benign))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
