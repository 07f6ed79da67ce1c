"""Who gets another outcome: for each old and new outcome, on which sheets, and what is behind it.

A choice or rule is *lost* when the other rule set has nothing of at least its rank that fires wherever it does. Only
what is lost can lower anybody, and only what is new in this sense can raise anybody: where all that gives somebody's
old outcome is still covered, the new outcome is at least as urgent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.verification.changes.both import Both
from triage.verification.changes.release import Release
from triage.verification.changes.tally import meets
from triage.verification.encode import Firing
from triage.verification.nodes import NEVER


@dataclass(frozen=True)
class Move:
    """From one outcome to another.

    Attributes:
        old: rank of the outcome before, among the outcomes of both rule sets.
        new: rank of the outcome after.
        where: the sheets, as a criterion.
        behind: what gave the old outcome and gives it no more, or for a raise what gives the new outcome and did not.
    """

    old: int
    new: int
    where: int
    behind: tuple[Firing, ...]

    @property
    def lowers(self) -> bool:
        """Whether the new outcome is less urgent."""
        return self.new < self.old


def moves(both: Both) -> tuple[Move, ...]:
    """Every pair of outcomes that some sheet moves between: lowerings first, the furthest fall first of all."""
    lowerings = [*_moves(both, both.old, both.new, lowering=True)]
    raises = [*_moves(both, both.new, both.old, lowering=False)]
    ordered = sorted(lowerings, key=lambda move: (-move.old, move.new))
    return (*ordered, *sorted(raises, key=lambda move: (-move.new, move.old)))


def _moves(both: Both, high: Release, low: Release, *, lowering: bool) -> Iterator[Move]:
    """The moves between an outcome that is more urgent in one release and what it is in the other."""
    diagrams = both.diagrams
    lost = uncovered(both, high, low)
    for rank in sorted({firing.rank for firing in lost}, reverse=True):
        own = [firing for firing in lost if firing.rank == rank]
        falls = diagrams.without(diagrams.any_of([firing.when for firing in own]), low.levels[rank])
        falls = diagrams.without(falls, high.levels[rank + 1])
        falls = diagrams.without(falls, both.not_compared)
        for to in range(rank - 1, -1, -1):
            where, falls = diagrams.both(falls, low.levels[to]), diagrams.without(falls, low.levels[to])
            if where != NEVER:
                behind = tuple(firing for firing in own if meets(diagrams, firing.when, where))
                yield Move(rank, to, where, behind) if lowering else Move(to, rank, where, behind)


def uncovered(both: Both, release: Release, other: Release) -> list[Firing]:
    """What fires in one release where nothing of the other that is at least as urgent surely does."""
    same = {(firing.when, firing.rank) for firing in other.firings}
    changed = [firing for firing in release.firings if (firing.when, firing.rank) not in same]
    return [firing for firing in changed if firing.when != NEVER and not _covered(both, firing, other.firings)]


def _covered(both: Both, firing: Firing, others: Sequence[Firing]) -> bool:
    implies = both.diagrams.implies
    return any(other.rank >= firing.rank and implies(firing.when, other.when) for other in others)
