"""What diagrams are walked for: on how many rows a criterion holds, and which of them is the nearest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf, prod

from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, NEVER, TERMINALS
from triage.verification.slots import Row, Sheet


class Count:
    """How many rows inside a diagram are inside others too, exactly. What two of them share is counted once.

    Args:
        diagrams: where the diagrams live.
        within: the criterion whose rows are counted.
    """

    def __init__(self, diagrams: Diagrams, within: int) -> None:
        self.diagrams = diagrams
        self.within = within
        self._memo: dict[tuple[int, int], int] = {}

    def where(self, criterion: int) -> int:
        """On how many rows a criterion holds."""
        return self._rows(criterion, self.within, 0)

    def _rows(self, a: int, b: int, slot: int) -> int:
        """The rows of the slots from ``slot`` on, inside both."""
        if NEVER in (a, b):
            return 0
        diagrams = self.diagrams
        slot_a, slot_b = diagrams.slot[a], diagrams.slot[b]
        first = slot_a if slot_a < slot_b else slot_b
        if first == len(diagrams.sizes):
            return prod(diagrams.sizes[slot:])
        found = self._memo.get((a, b))
        if found is None:
            _, left, right = diagrams.split(a, b)
            found = 0
            for kid_a, kid_b in zip(left, right, strict=False):
                found += self._rows(kid_a, kid_b, first + 1)
            self._memo[a, b] = found
        return found * prod(diagrams.sizes[slot:first]) if slot < first else found


def cheapest(
    diagrams: Diagrams, a: int, costs: Sequence[Sequence[int]], good: Collection[int] = (ALWAYS,)
) -> dict[int, int] | None:
    """The row that costs least among those with a good constant, or ``None`` if there is none.

    Args:
        diagrams: where the diagram lives.
        a: the diagram.
        costs: for each slot, what each value costs. A slot that the answer lacks has a value that costs nothing.
        good: the constants wanted.
    """
    best: dict[int, float] = {constant: 0 if constant in good else inf for constant in range(TERMINALS)}

    def priced(part: int) -> list[float]:
        """For each value of the slot that a diagram looks at, the least that it and all later ones cost."""
        return [best[kid] + cost for kid, cost in zip(diagrams.kids[part], costs[diagrams.slot[part]], strict=False)]

    for part in diagrams.parts(a):
        best[part] = min(priced(part))
    if best[a] == inf:
        return None
    row: dict[int, int] = {}
    while a >= TERMINALS:
        value = row[diagrams.slot[a]] = priced(a).index(best[a])
        a = diagrams.kids[a][value]
    return row


def at(diagrams: Diagrams, a: int, row: Row | Sheet) -> int:
    """The constant of a row that has a value for every slot."""
    while a >= TERMINALS:
        a = diagrams.kids[a][row[diagrams.slot[a]]]
    return a
