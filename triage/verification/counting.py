"""What diagrams are walked for: how many sheets have each outcome, what share of people, and the nearest sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf, prod

from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, NEVER, TERMINALS
from triage.verification.slots import Row, Sheet

Weights = Sequence[Sequence[float]]
"""For each slot, what each of its values weighs: 1 to count sheets, or its share of people, which add up to one."""


class _Total:
    """The sum, over the rows inside a diagram, of what a row weighs times what its constant in another is worth."""

    def __init__(self, diagrams: Diagrams, weights: Weights, worth: Sequence[float]) -> None:
        self.diagrams = diagrams
        self.weights = weights
        self.worth = worth
        self.totals = [sum(values) for values in weights]
        self.memo: dict[tuple[int, int], float] = {}

    def of(self, a: int, within: int, slot: int) -> float:
        """The sum over the slots from ``slot`` on."""
        if within == NEVER:
            return 0
        slot_a, slot_b = self.diagrams.slot[a], self.diagrams.slot[within]
        first = slot_a if slot_a < slot_b else slot_b
        if first == len(self.totals):
            return self.worth[a] * prod(self.totals[slot:])
        found = self.memo.get((a, within))
        if found is None:
            _, left, right = self.diagrams.split(a, within)
            found = 0
            for index, weight in enumerate(self.weights[first]):
                found += weight * self.of(left[index], right[index], first + 1)
            self.memo[a, within] = found
        return found * prod(self.totals[slot:first]) if slot < first else found


def counts(diagrams: Diagrams, a: int, within: int) -> dict[int, int]:
    """How many rows inside ``within`` have each constant, exactly. All counts stand side by side in one number."""
    width = prod(diagrams.sizes).bit_length()
    worth = [1 << width * constant for constant in range(diagrams.worst + 1)]
    total = int(_Total(diagrams, [(1,) * size for size in diagrams.sizes], worth).of(a, within, 0))
    return {constant: total >> width * constant & (1 << width) - 1 for constant in range(len(worth))}


def share(diagrams: Diagrams, a: int, constant: int, weights: Weights) -> float:
    """What the rows with a constant weigh together. No row need be left out: a slot that is not read adds up to one."""
    worth = [float(other == constant) for other in range(TERMINALS)]
    return float(_Total(diagrams, weights, worth).of(a, ALWAYS, 0))


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
    best: dict[int, tuple[float, int]] = {c: (0 if c in good else inf, 0) for c in range(TERMINALS)}
    for part in diagrams.parts(a):
        priced = zip(diagrams.kids[part], costs[diagrams.slot[part]], strict=True)
        best[part] = min((best[kid][0] + cost, value) for value, (kid, cost) in enumerate(priced))
    if best[a][0] == inf:
        return None
    row: dict[int, int] = {}
    while a >= TERMINALS:
        row[diagrams.slot[a]] = best[a][1]
        a = diagrams.kids[a][best[a][1]]
    return row


def at(diagrams: Diagrams, a: int, row: Row | Sheet) -> int:
    """The constant of a row that has a value for every slot."""
    while a >= TERMINALS:
        a = diagrams.kids[a][row[diagrams.slot[a]]]
    return a
