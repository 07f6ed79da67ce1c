"""Whose outcome a mutant changes: the nearest person who falls, and the nearest who rises. Exact, for every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from triage.engine import reference
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded, Firing
from triage.verification.mutation.meaning import Fires
from triage.verification.nodes import NEVER
from triage.verification.search import Disagreement, silent_row
from triage.verification.slots import Row
from triage.verification.verdict import Example


@dataclass(frozen=True)
class Telling:
    """A real answer sheet on which a mutant gives another outcome, as near to the reassuring answers as there is one.

    Attributes:
        example: the sheet, with the outcome of the rule set.
        mutant: id of the mutant's outcome.
        asked: the answers to questions that are asked of this person in the mutant only.
    """

    example: Example
    mutant: str
    asked: Answers


@dataclass(frozen=True)
class InMutant:
    """What fires in a mutant.

    Attributes:
        changed: id → what fires otherwise than in the rule set: ``None``, not at all.
        firings: everything that fires, most urgent first.
    """

    changed: Mapping[str, Fires | None]
    firings: tuple[Firing, ...]


def in_mutant(encoded: Encoded, changed: Mapping[str, Fires | None]) -> InMutant:
    """What fires in a mutant, given what fires otherwise."""
    kept = [firing for firing in encoded.firings if firing.id not in changed]
    for firing in encoded.firings:
        fires = changed.get(firing.id)
        if fires is not None:
            kept.append(replace(firing, rank=fires.rank, when=fires.when))
    return InMutant(changed, tuple(sorted(kept, key=lambda firing: -firing.rank)))


def fallen(encoded: Encoded, mutant: InMutant) -> dict[int, int] | None:
    """The nearest row whose outcome is less urgent in a mutant, or ``None``.

    There something fired that no longer does, and nothing that fires in the mutant gives as much.
    """
    before = [firing for firing in encoded.firings if firing.id in mutant.changed]
    return _nearest(encoded, (_silent(encoded, was, mutant.changed[was.id], mutant.firings) for was in before))


def risen(encoded: Encoded, mutant: InMutant) -> dict[int, int] | None:
    """The nearest row whose outcome is more urgent in a mutant, or ``None``."""
    before = {firing.id: Fires(firing.rank, firing.when) for firing in encoded.firings if firing.id in mutant.changed}
    after = [firing for firing in mutant.firings if firing.id in mutant.changed]
    return _nearest(encoded, (_silent(encoded, now, before.get(now.id), encoded.firings) for now in after))


def lost_when(encoded: Encoded, firing: Firing, other: Fires | None, rank: int) -> int:
    """Where something fires, and what it is on the other side, in the mutant or before it, does not give ``rank``."""
    if other is None or other.rank < rank:
        return firing.when
    return encoded.diagrams.without(firing.when, other.when)


def _silent(encoded: Encoded, firing: Firing, other: Fires | None, rivals: Sequence[Firing]) -> dict[int, int] | None:
    """The nearest row where this fires, and nothing on the other side gives as much."""
    where = lost_when(encoded, firing, other, firing.rank)
    if where == NEVER:
        return None
    return silent_row(encoded, where, [rival for rival in rivals if rival.rank >= firing.rank])[0]


def _nearest(encoded: Encoded, rows: Iterable[dict[int, int] | None]) -> dict[int, int] | None:
    costs = encoded.slots.costs
    found = [row for row in rows if row is not None]
    return min(found, key=lambda row: sum(costs[slot][value] for slot, value in row.items()), default=None)


def telling(encoded: Encoded, mutant: RuleSet, row: Row) -> Telling:
    """What a mutant does with the person of a row, from the plain evaluator.

    Raises:
        Disagreement: to the plain evaluator it makes no difference.
    """
    sheet = encoded.slots.answers(row)
    was, now = (reference.outcome_of(ruleset, sheet) for ruleset in (encoded.ruleset, mutant))
    if was == now:
        raise Disagreement(f"the plain evaluator says {was} of {sheet} with the mutant too, and the diagrams do not")
    before, after = (reference.counted(ruleset, sheet) for ruleset in (encoded.ruleset, mutant))
    asked = {question: picked for question, picked in after.items() if question not in before}
    return Telling(Example(before, was), now, asked)
