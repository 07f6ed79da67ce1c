"""What share of people a criterion holds for, and whether two of them meet. What is added up once is remembered."""

from __future__ import annotations

from collections.abc import Sequence

from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.population.exact import add_up, steps
from triage.verification.population.masses import Weights


class Masses:
    """What rows weigh together, under several weightings at once.

    Args:
        diagrams: where the criteria live.
        weightings: in each, for each slot, how likely each of its values is. They add up to one, so a slot that a
            criterion does not look at changes nothing, and what a part of a diagram weighs is the same in all.
    """

    def __init__(self, diagrams: Diagrams, weightings: Sequence[Weights]) -> None:
        self.diagrams = diagrams
        self._known: set[int] = {NEVER, ALWAYS}
        self._memos: list[tuple[Weights, dict[int, float]]] = [(w, {NEVER: 0.0, ALWAYS: 1.0}) for w in weightings]

    def of(self, criterion: int) -> list[float]:
        """What the rows weigh where a criterion holds, in each weighting."""
        new = steps(self.diagrams, self._unknown(criterion))
        for weights, shares in self._memos:
            add_up(new, weights, shares)
        return [shares[criterion] for _, shares in self._memos]

    def _unknown(self, criterion: int) -> list[int]:
        """The parts of a criterion that nothing is known of yet, children before parents."""
        found: list[int] = []
        waiting = [criterion]
        while waiting:
            part = waiting.pop()
            if part not in self._known:
                self._known.add(part)
                found.append(part)
                waiting += self.diagrams.kids[part]
        return sorted(found)


def meets(diagrams: Diagrams, a: int, b: int) -> bool:
    """Whether two criteria hold together on some row. Makes no diagram."""
    seen: set[tuple[int, int]] = set()
    waiting = [(a, b)]
    while waiting:
        one, other = waiting.pop()
        if NEVER in (one, other) or (one, other) in seen:
            continue
        if one in (other, ALWAYS) or other == ALWAYS:
            return True
        seen.add((one, other))
        _, left, right = diagrams.split(one, other)
        waiting += zip(left, right, strict=True)
    return False
