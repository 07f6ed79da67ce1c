"""Multi-valued decision diagrams: functions of a whole answer sheet, small enough to compare, count and search.

A diagram is a whole number. Below :data:`TERMINALS` it is a constant: a truth value or the rank of an outcome. Any
other looks at one slot of the sheet and leads to one diagram for each value of the slot, all of which look only at
later slots. A diagram is made once, and never with equal children, hence (Bryant 1986, "Graph-based algorithms for
Boolean function manipulation"; Srinivasan et al. 1990 for several values):

- two functions are equal exactly when their numbers are;
- a function depends on a slot exactly when a diagram reachable from it looks at that slot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.errors import TriageError

TERMINALS = 64
"""How many constants there are."""

MOST_NODES = 500_000
"""How many diagrams may be made before a rule set counts as too big: some 200 MB."""

MOST_STEPS = 5_000_000
"""How often a diagram may be looked into before a rule set counts as too big: some 10 seconds. Counted, not timed: the
same rule set is too big on every machine, or on none."""

MOST_SLOTS = 700
"""The most slots of a sheet. Every operation calls itself once for each slot, and Python allows 1,000 calls."""

NEVER = 0
"""The criterion that holds on no sheet; also the rank of the least urgent outcome."""

ALWAYS = 1
"""The criterion that holds on every sheet."""


_HELP = "It helps to ask about a detail right after the question it belongs to, and to keep rules within one subject"


class TooBig(TriageError):
    """The rule set has no exact form within the budget of memory and time."""


class Nodes:
    """Every diagram of one verification. Truth values are :data:`NEVER` and :data:`ALWAYS`.

    Args:
        sizes: how many values each slot of a sheet takes, in the order in which diagrams look at them.
        worst: the rank of the most urgent outcome.
        budget: the most diagrams to make.

    Attributes:
        slot: diagram → the slot it looks at; for constants, one past the last.
        kids: diagram → the diagrams it leads to, one for each value.
        steps: how often a diagram was looked into so far.
    """

    def __init__(self, sizes: Sequence[int], worst: int, budget: int = MOST_NODES) -> None:
        if worst >= TERMINALS or len(sizes) > MOST_SLOTS:
            raise TooBig(
                f"this rule set is too big to prove: {worst + 1} outcomes and {len(sizes)} single answers, where "
                f"{TERMINALS} and {MOST_SLOTS} are the most. Ask less, or split it in two"
            )
        self.sizes = tuple(sizes)
        self.worst = worst
        self.budget = budget
        self._most = budget + TERMINALS
        self.slot = [len(sizes)] * TERMINALS
        self.kids: list[tuple[int, ...]] = [()] * TERMINALS
        self.steps = 0
        self._made: dict[tuple[int, tuple[int, ...]], int] = {}

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
            if len(self.slot) >= self._most:
                raise TooBig(f"this rule set is too big to prove: its exact form passed {self.budget:,} parts. {_HELP}")
            found = self._made[key] = len(self.slot)
            self.slot.append(slot)
            self.kids.append(kids)
        return found

    def split(self, a: int, b: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """The first slot that either looks at, and what each is for each value of it.

        Raises:
            TooBig: the budget of steps is spent.
        """
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise self._endless()
        slot_a, slot_b = self.slot[a], self.slot[b]
        if slot_a == slot_b:
            return slot_a, self.kids[a], self.kids[b]
        if slot_a < slot_b:
            return slot_a, self.kids[a], (b,) * self.sizes[slot_a]
        return slot_b, (a,) * self.sizes[slot_b], self.kids[b]

    def _endless(self) -> TooBig:
        return TooBig(f"this rule set is too big to prove: it takes more than {MOST_STEPS:,} steps. {_HELP}")

    def replaced(self, a: int, constants: Sequence[int]) -> int:
        """The diagram with every constant ``c`` replaced by ``constants[c]``."""
        new = dict(enumerate(constants))
        for part in self.parts(a):
            new[part] = self.node(self.slot[part], tuple([new[kid] for kid in self.kids[part]]))
        return new[a]

    def where(self, criterion: int, rank: int) -> int:
        """An outcome where a criterion holds, and the least urgent one elsewhere."""
        return self.replaced(criterion, (0, rank))

    def given(self, a: int, values: Mapping[int, int]) -> int:
        """The diagram for the sheets where some slots have these values; it no longer looks at them."""
        new = dict(enumerate(range(TERMINALS)))
        for part in self.parts(a):
            slot = self.slot[part]
            kids = tuple([new[kid] for kid in self.kids[part]])
            new[part] = kids[values[slot]] if slot in values else self.node(slot, kids)
        return new[a]

    def parts(self, *roots: int) -> list[int]:
        """Every diagram reachable from these, themselves included, constants left out: children before parents."""
        found: set[int] = set()
        waiting = list(roots)
        while waiting:
            part = waiting.pop()
            if part >= TERMINALS and part not in found:
                found.add(part)
                waiting += self.kids[part]
        self.steps += len(found)
        if self.steps > MOST_STEPS:
            raise self._endless()
        return sorted(found)

    def support(self, a: int) -> set[int]:
        """The slots that a function depends on."""
        return {self.slot[part] for part in self.parts(a)}
