"""Multi-valued decision diagrams: functions of a whole answer sheet, small enough to compare, count and search.

A diagram is a whole number. Below :data:`TERMINALS` it is a constant: a truth value or the rank of an outcome. Any
other looks at one slot of the sheet and leads to one diagram for each value of the slot, all of which look only at
later slots. A diagram is made once, and never with equal children, hence (Bryant 1986, "Graph-based algorithms for
Boolean function manipulation"; Srinivasan et al. 1990 for several values):

- two functions are equal exactly when their numbers are;
- a function depends on a slot exactly when a diagram reachable from it looks at that slot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from triage.errors import TriageError

TERMINALS = 64
"""How many constants there are."""

MOST_NODES = 500_000
"""How many diagrams may be made before a rule set counts as too big: some 200 MB, and some ten seconds."""

MOST_SLOTS = 700
"""The most slots of a sheet. Every operation calls itself once for each slot, and Python allows 1,000 calls."""

NEVER = 0
"""The criterion that holds on no sheet; also the rank of the least urgent outcome."""

ALWAYS = 1
"""The criterion that holds on every sheet."""


class TooBig(TriageError):
    """The rule set has no exact form within the budget of memory and time."""


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


class Diagrams:
    """Every diagram of one verification. Truth values are :data:`NEVER` and :data:`ALWAYS`.

    Args:
        sizes: how many values each slot of a sheet takes, in the order in which diagrams look at them.
        worst: the rank of the most urgent outcome.
        budget: the most diagrams to make.

    Attributes:
        slot: diagram → the slot it looks at; for constants, one past the last.
        kids: diagram → the diagrams it leads to, one for each value.
    """

    def __init__(self, sizes: Sequence[int], worst: int, budget: int = MOST_NODES) -> None:
        if worst >= TERMINALS or len(sizes) > MOST_SLOTS:
            raise TooBig(
                f"this rule set is too big to prove: {worst + 1} outcomes and {len(sizes)} single answers, where "
                f"{TERMINALS} and {MOST_SLOTS} are the most. Ask less, or split it in two"
            )
        self.sizes = tuple(sizes)
        self.budget = budget
        self.slot = [len(sizes)] * TERMINALS
        self.kids: list[tuple[int, ...]] = [()] * TERMINALS
        self._made: dict[tuple[int, tuple[int, ...]], int] = {}
        self._exceeding: dict[tuple[int, int], int] = {}
        self._ordered: set[tuple[int, int]] = set()
        self._either = _Lattice(NEVER, ALWAYS, max)
        self._both = _Lattice(ALWAYS, NEVER, min)
        self._join = _Lattice(0, worst, max)

    @property
    def made(self) -> int:
        """How many diagrams were made, constants apart."""
        return len(self.slot) - TERMINALS

    def node(self, slot: int, kids: tuple[int, ...]) -> int:
        """The diagram that looks at ``slot`` and leads to ``kids``.

        Raises:
            TooBig: the budget is spent.
        """
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        key = slot, kids
        found = self._made.get(key)
        if found is None:
            if self.made >= self.budget:
                raise TooBig(
                    f"this rule set is too big to prove: its exact form passed {self.budget:,} parts. It helps to ask "
                    "about a detail right after the question it belongs to, and to keep rules within one subject"
                )
            found = self._made[key] = len(self.slot)
            self.slot.append(slot)
            self.kids.append(kids)
        return found

    def either(self, a: int, b: int) -> int:
        """One criterion or the other holds."""
        return self._combine(a, b, self._either)

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
            slot, left, right = self._split(a, b)
            kids = []
            for index in range(len(left)):
                kids.append(self._combine(left[index], right[index], op))
            found = op.memo[pair] = self.node(slot, tuple(kids))
        return found

    def _split(self, a: int, b: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """The first slot that either looks at, and what each becomes for each of its values."""
        slot_a, slot_b = self.slot[a], self.slot[b]
        slot = slot_a if slot_a < slot_b else slot_b
        size = self.sizes[slot]
        left = self.kids[a] if slot_a == slot else (a,) * size
        return slot, left, self.kids[b] if slot_b == slot else (b,) * size

    def exceeds(self, a: int, b: int) -> int:
        """Where the first is more than the second: a more urgent outcome, or a criterion that holds without it."""
        if a in (b, 0):
            return NEVER
        if a < TERMINALS and b < TERMINALS:
            return ALWAYS if a > b else NEVER
        found = self._exceeding.get((a, b))
        if found is None:
            slot, left, right = self._split(a, b)
            kids = []
            for index in range(len(left)):
                kids.append(self.exceeds(left[index], right[index]))
            found = self._exceeding[a, b] = self.node(slot, tuple(kids))
        return found

    def leq(self, a: int, b: int) -> bool:
        """Whether the first is nowhere more than the second. Makes no diagram."""
        if a in (b, 0):
            return True
        if a < TERMINALS and b < TERMINALS:
            return a < b
        if (a, b) in self._ordered:
            return True
        _, left, right = self._split(a, b)
        for index in range(len(left)):
            if not self.leq(left[index], right[index]):
                return False
        self._ordered.add((a, b))
        return True

    def replaced(self, a: int, constants: Sequence[int]) -> int:
        """The diagram with every constant ``c`` replaced by ``constants[c]``."""
        new = dict(enumerate(constants))
        for part in self.parts(a):
            new[part] = self.node(self.slot[part], tuple([new[kid] for kid in self.kids[part]]))
        return new[a]

    def where(self, criterion: int, rank: int) -> int:
        """An outcome where a criterion holds, and the least urgent one elsewhere."""
        return self.replaced(criterion, (0, rank))

    def given(self, a: int, slot: int, value: int) -> int:
        """The diagram for the sheets where a slot has a value; it no longer looks at that slot."""
        new = dict(enumerate(range(TERMINALS)))
        for part in self.parts(a):
            kids = tuple([new.get(kid, kid) for kid in self.kids[part]])
            new[part] = kids[value] if self.slot[part] == slot else self.node(self.slot[part], kids)
        return new[a]

    def parts(self, a: int) -> list[int]:
        """Every diagram reachable from one, itself included and constants left out: children before parents."""
        found: set[int] = set()
        waiting = [a]
        while waiting:
            part = waiting.pop()
            if part >= TERMINALS and part not in found:
                found.add(part)
                waiting += self.kids[part]
        return sorted(found)

    def support(self, a: int) -> set[int]:
        """The slots that a function depends on."""
        return {self.slot[part] for part in self.parts(a)}
