"""Vignettes: written cases with the expected outcome, run against the rule set.

They say, in a sentence a clinician can judge, what the rules do for a person. Published cases measure under- and
over-triage; a case that the rules get wrong stays in, marked with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from triage.engine.assess import Assessment, assess
from triage.engine.compiled import CompiledRuleSet
from triage.ruleset.model import RuleSet
from triage.verification.vignette_files import Vignette as Vignette
from triage.verification.vignette_files import VignetteProblems as VignetteProblems
from triage.verification.vignette_files import read_vignettes as read_vignettes

LOW = ("guides", "routine")
"""The outcomes that tell a person of no warning sign."""


@dataclass(frozen=True)
class Verdict:
    """What the rules did with a vignette.

    Attributes:
        triage: ``agrees`` when the outcome is expected or accepted; else ``under`` when it is less urgent than what
            is expected, and ``over`` when it is more urgent.
        exact: whether the outcome is one that the vignette expects, not merely accepts.
        complaint: what somebody has to put right, or ``None``. A miss that is marked as known is no complaint; a
            mark on a vignette that agrees is one.
    """

    vignette: Vignette
    assessment: Assessment
    triage: Literal["agrees", "under", "over"]
    exact: bool
    complaint: str | None


@dataclass(frozen=True)
class OutOf:
    """How many of how many."""

    n: int
    of: int

    def __str__(self) -> str:
        return f"{self.n} of {self.of}"


@dataclass(frozen=True)
class Row:
    """One line of the table: a file, or everything.

    Attributes:
        name: of the file.
        vignettes: how many it has.
        agrees: outcome within what the vignette expects or accepts.
        exact: outcome among what it expects.
        under: less urgent than the vignette allows.
        over: more urgent than the vignette allows.
        known: misses that are marked as known.
        emergencies: vignettes that expect the most urgent outcome, and how many got it.
        benign_low: vignettes said not to be serious, and how many got one of :data:`LOW`.
        serious_at_guides: vignettes said to be serious that got the least urgent outcome.
    """

    name: str
    vignettes: int
    agrees: int
    exact: int
    under: int
    over: int
    known: int
    emergencies: OutOf
    benign_low: OutOf
    serious_at_guides: int


@dataclass(frozen=True)
class Table:
    """What the verdicts add up to.

    Attributes:
        rows: one for each file of cases, in the order of the vignettes.
        total: of these files together.
        pins: one for each file of pins, which count in nothing else here: what was written from the rules cannot judge
            them.
        matrix: (expected outcomes, outcome) → how many vignettes; ids joined by ``/`` where several are expected.
        wrong: the verdicts that do not agree: serious cases first, then under-triage before over-triage.
    """

    rows: tuple[Row, ...]
    total: Row
    pins: tuple[Row, ...]
    matrix: Mapping[tuple[str, str], int]
    wrong: tuple[Verdict, ...]


def run_vignettes(compiled: CompiledRuleSet, vignettes: Iterable[Vignette]) -> tuple[Verdict, ...]:
    """Assess every vignette. They were read against the same rule set, so each has an outcome."""
    return tuple(_verdict(compiled, vignette) for vignette in vignettes)


def _verdict(compiled: CompiledRuleSet, vignette: Vignette) -> Verdict:
    assessment = assess(compiled, vignette.answers)
    ranks = compiled.ruleset.rank
    triage: Literal["agrees", "under", "over"] = "agrees"
    if assessment.outcome.id not in vignette.allowed:
        lowest = min(ranks[outcome] for outcome in vignette.expect)
        triage = "under" if ranks[assessment.outcome.id] < lowest else "over"
    complaint = _about_outcome(vignette, assessment, triage) or _about_rules(vignette, assessment)
    return Verdict(vignette, assessment, triage, assessment.outcome.id in vignette.expect, complaint)


def _about_outcome(vignette: Vignette, assessment: Assessment, triage: str) -> str | None:
    if triage == "agrees":
        return "the rules get this case right now: delete its 'known_miss'" if vignette.known_miss else None
    if vignette.known_miss:
        return None
    because = ", ".join(assessment.because) or "nothing fired"
    return f"expected {' or '.join(vignette.allowed)}, got {assessment.outcome.id} ({because})"


def _about_rules(vignette: Vignette, assessment: Assessment) -> str | None:
    """Whether the rules that the vignette names did what it says: one alone gives the outcome, one does not fire."""
    fired = {firing.id: firing.rank for firing in assessment.fired}
    if vignette.not_because in fired:
        return f"'{vignette.not_because}' fired, and should not"
    if vignette.because is None:
        return None
    if vignette.because not in fired:
        return f"'{vignette.because}' did not fire"
    others = [other for other, rank in fired.items() if rank >= fired[vignette.because] and other != vignette.because]
    return f"'{vignette.because}' fired, but without it {others[0]} gives as much" if others else None


def table(ruleset: RuleSet, verdicts: Iterable[Verdict]) -> Table:
    """Add verdicts up, for printing."""
    found = tuple(verdicts)
    cases = [verdict for verdict in found if not verdict.vignette.pin]
    matrix: dict[tuple[str, str], int] = {}
    for verdict in cases:
        cell = "/".join(verdict.vignette.expect), verdict.assessment.outcome.id
        matrix[cell] = matrix.get(cell, 0) + 1
    wrong = [verdict for verdict in cases if verdict.triage != "agrees"]
    return Table(
        rows=_rows(ruleset, cases),
        total=_row(ruleset, "all", cases),
        pins=_rows(ruleset, [verdict for verdict in found if verdict.vignette.pin]),
        matrix=matrix,
        wrong=tuple(sorted(wrong, key=lambda verdict: (not verdict.vignette.serious, verdict.triage == "over"))),
    )


def _rows(ruleset: RuleSet, verdicts: list[Verdict]) -> tuple[Row, ...]:
    files = dict.fromkeys(verdict.vignette.file for verdict in verdicts)
    return tuple(_row(ruleset, file, [v for v in verdicts if v.vignette.file == file]) for file in files)


def _row(ruleset: RuleSet, name: str, verdicts: Iterable[Verdict]) -> Row:
    found = list(verdicts)
    least, most = ruleset.outcomes[0].id, ruleset.outcomes[-1].id
    emergencies = [_outcome(v) == most for v in found if v.vignette.expect == (most,)]
    benign = [_outcome(v) in LOW for v in found if v.vignette.serious is False]
    return Row(
        name=name,
        vignettes=len(found),
        agrees=sum(v.triage == "agrees" for v in found),
        exact=sum(v.exact for v in found),
        under=sum(v.triage == "under" for v in found),
        over=sum(v.triage == "over" for v in found),
        known=sum(v.triage != "agrees" and v.vignette.known_miss is not None for v in found),
        emergencies=OutOf(sum(emergencies), len(emergencies)),
        benign_low=OutOf(sum(benign), len(benign)),
        serious_at_guides=sum(v.vignette.serious is True and _outcome(v) == least for v in found),
    )


def _outcome(verdict: Verdict) -> str:
    return verdict.assessment.outcome.id
