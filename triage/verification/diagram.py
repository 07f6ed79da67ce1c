"""What diagrams combine to: either, both, one without the other, and the more urgent outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from triage.verification.nodes import ALWAYS, MOST_NODES, NEVER, Nodes

Kids = tuple[int, ...]
"""Diagrams side by side, as a diagram leads to them."""


@dataclass(frozen=True)
class _Lattice:
    """The greater or the lesser of two diagrams.

    Attributes:
        unit: the constant that changes nothing.
        absorbing: the constant that decides everything.
        memo: pairs already combined, the lower number first.
    """

    unit: int
    absorbing: int
    memo: dict[tuple[int, int], int] = field(default_factory=dict)


class Diagrams(Nodes):
    """Every diagram of one verification, and what they combine to. Each pair is combined once.

    To combine two diagrams is to combine two rows, each of one diagram. What need not be looked into is settled in one
    loop over the row, without a call: three quarters of all pairs.
    """

    all = ALWAYS

    def __init__(self, sizes: Sequence[int], worst: int, budget: int = MOST_NODES) -> None:
        super().__init__(sizes, worst, budget)
        self._without: dict[tuple[int, int], int] = {}
        self._implied: set[tuple[int, int]] = set()
        self._either = _Lattice(NEVER, ALWAYS)
        self._both = _Lattice(ALWAYS, NEVER)
        self._join = _Lattice(0, worst, {(low, high): high for high in range(worst) for low in range(high)})

    def either(self, a: int, b: int) -> int:
        """One criterion or the other holds."""
        return self._combined((a,), (b,), self._either)[0]

    def any_of(self, criteria: Iterable[int]) -> int:
        """One criterion or more holds. Begins with those that look late: what they share is then made once."""
        return reduce(self.either, sorted(criteria, key=self.slot.__getitem__, reverse=True), NEVER)

    def both(self, a: int, b: int) -> int:
        """Both criteria hold."""
        return self._combined((a,), (b,), self._both)[0]

    def join(self, a: int, b: int) -> int:
        """The more urgent of two outcomes."""
        return self._combined((a,), (b,), self._join)[0]

    def without(self, a: int, b: int) -> int:
        """The first criterion holds, and the second does not."""
        return self._differences((a,), (b,))[0]

    def implies(self, a: int, b: int) -> bool:
        """Whether the second criterion holds wherever the first does. Makes no diagram."""
        return self._all_imply((a,), (b,))

    def _combined(self, left: Kids, right: Kids, op: _Lattice) -> Kids:
        """What the diagrams of two rows combine to, one by one."""
        unit, absorbing, memo = op.unit, op.absorbing, op.memo
        known = memo.get
        found = []
        for a, b in zip(left, right, strict=False):
            if a == b or b == unit:
                found.append(a)
            elif a == unit:
                found.append(b)
            elif a == absorbing or b == absorbing:
                found.append(absorbing)
            else:
                pair = (a, b) if a < b else (b, a)
                made = known(pair)
                if made is None:
                    slot, kids_a, kids_b = self.split(a, b)
                    made = memo[pair] = self.node(slot, self._combined(kids_a, kids_b, op))
                found.append(made)
        return tuple(found)

    def _differences(self, left: Kids, right: Kids) -> Kids:
        """Where the criteria of one row hold without those of another, one by one."""
        memo = self._without
        known = memo.get
        found = []
        for a, b in zip(left, right, strict=False):
            if a in (b, NEVER) or b == ALWAYS:
                found.append(NEVER)
            elif b == NEVER:
                found.append(a)
            else:
                made = known((a, b))
                if made is None:
                    slot, kids_a, kids_b = self.split(a, b)
                    made = memo[a, b] = self.node(slot, self._differences(kids_a, kids_b))
                found.append(made)
        return tuple(found)

    def _all_imply(self, left: Kids, right: Kids) -> bool:
        """Whether each criterion of one row implies that of another, one by one."""
        implied = self._implied
        for a, b in zip(left, right, strict=False):
            if a in (b, NEVER) or b == ALWAYS or (a, b) in implied:
                continue
            if a == ALWAYS or b == NEVER:
                return False
            _, kids_a, kids_b = self.split(a, b)
            if not self._all_imply(kids_a, kids_b):
                return False
            implied.add((a, b))
        return True
