"""What diagrams combine to: either, both, the more urgent, and which is more than the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from triage.verification.nodes import ALWAYS, MOST_NODES, NEVER, TERMINALS, Nodes


@dataclass(frozen=True)
class _Lattice:
    """The greater or the lesser of two diagrams.

    Attributes:
        unit: the constant that changes nothing.
        absorbing: the constant that decides everything.
        of: what to do with two constants.
        memo: pairs already combined.
    """

    unit: int
    absorbing: int
    of: Callable[[int, int], int]
    memo: dict[tuple[int, int], int] = field(default_factory=dict)


class Diagrams(Nodes):
    """Every diagram of one verification, and what they combine to. Each pair is combined once."""

    def __init__(self, sizes: Sequence[int], worst: int, budget: int = MOST_NODES) -> None:
        super().__init__(sizes, worst, budget)
        self._exceeding: dict[tuple[int, int], int] = {}
        self._ordered: set[tuple[int, int]] = set()
        self._either = _Lattice(NEVER, ALWAYS, max)
        self._both = _Lattice(ALWAYS, NEVER, min)
        self._join = _Lattice(0, worst, max)

    def either(self, a: int, b: int) -> int:
        """One criterion or the other holds."""
        return self._combine(a, b, self._either)

    def any_of(self, criteria: Iterable[int]) -> int:
        """One criterion or more holds. Begins with those that look late: what they share is then made once."""
        return reduce(self.either, sorted(criteria, key=self.slot.__getitem__, reverse=True), NEVER)

    def both(self, a: int, b: int) -> int:
        """Both criteria hold."""
        return self._combine(a, b, self._both)

    def join(self, a: int, b: int) -> int:
        """The more urgent of two outcomes."""
        return self._combine(a, b, self._join)

    def _combine(self, a: int, b: int, op: _Lattice) -> int:
        if a == b or b == op.unit:
            return a
        if a == op.unit:
            return b
        if a == op.absorbing or b == op.absorbing:
            return op.absorbing
        pair = (a, b) if a < b else (b, a)
        found = op.memo.get(pair)
        if found is None:
            if pair[1] < TERMINALS:
                return op.of(a, b)
            slot, left, right = self.split(a, b)
            kids = []
            for kid_a, kid_b in zip(left, right, strict=True):
                kids.append(self._combine(kid_a, kid_b, op))
            found = op.memo[pair] = self.node(slot, tuple(kids))
        return found

    def exceeds(self, a: int, b: int) -> int:
        """Where the first is more than the second: a more urgent outcome, or a criterion that holds without it."""
        if a in (b, 0):
            return NEVER
        if a < TERMINALS and b < TERMINALS:
            return ALWAYS if a > b else NEVER
        found = self._exceeding.get((a, b))
        if found is None:
            slot, left, right = self.split(a, b)
            kids = []
            for kid_a, kid_b in zip(left, right, strict=True):
                kids.append(self.exceeds(kid_a, kid_b))
            found = self._exceeding[a, b] = self.node(slot, tuple(kids))
        return found

    def leq(self, a: int, b: int) -> bool:
        """Whether the first is nowhere more than the second. Makes no diagram."""
        if a in (b, 0) or b == self.worst:
            return True
        if a < TERMINALS and b < TERMINALS:
            return a < b
        if (a, b) in self._ordered:
            return True
        _, left, right = self.split(a, b)
        for kid_a, kid_b in zip(left, right, strict=True):
            if not self.leq(kid_a, kid_b):
                return False
        self._ordered.add((a, b))
        return True
