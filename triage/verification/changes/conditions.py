"""Short conditions for who moves.

Somebody who is lowered to an outcome is described among those who now get that outcome; somebody who is raised, among
those who used to get the old one. All others may satisfy a condition or not, and so may who moves even further: without
that leave, each condition would have to say that there is no other warning sign. A condition tests a few answers, each
of which needs to be one of some choices, and no test can be left out (a prime implicant of what is behind the move).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from triage.verification.changes.both import Both
from triage.verification.changes.moves import Move
from triage.verification.changes.release import Release
from triage.verification.changes.tally import meets
from triage.verification.counting import at
from triage.verification.nodes import ALWAYS, NEVER, TERMINALS

MOST_TRIED = 20
"""How many conditions are worked out for one move before the rest of it is left without words."""

Tests = Mapping[int, frozenset[int]]
"""Slot → the values that it may have. Its question must be asked, too."""


@dataclass(frozen=True)
class Condition:
    """Some answers that, for somebody whom a move is described among, mean that the person moves.

    Attributes:
        tests: the answers.
        where: the sheets that move and have them.
    """

    tests: Tests
    where: int


def conditions(both: Both, move: Move) -> Iterator[Condition]:
    """Conditions that, together, hold for all who move, unless there are more than :data:`MOST_TRIED`."""
    diagrams = both.diagrams
    release = both.old if move.lowers else both.new
    allowed = diagrams.any_of([firing.when for firing in move.behind])
    left = move.where
    finder = _Finder(both, release, allowed, move.where)
    for _ in range(MOST_TRIED):
        if left == NEVER:
            return
        tests = finder.around(_calm_row(both, left))
        where = finder.holds(tests)
        left = diagrams.without(left, where)
        yield Condition(tests, diagrams.both(where, move.where))


@dataclass(frozen=True)
class _Finder:
    """Finds conditions.

    Attributes:
        release: the rule set whose questions a condition speaks of.
        allowed: where something behind the move fires. A condition must stay inside.
        wanted: the sheets that move.
    """

    both: Both
    release: Release
    allowed: int
    wanted: int

    def around(self, row: Mapping[int, int]) -> Tests:
        """A condition that a row satisfies on which something behind the move fires."""
        calm = self.both.slots.calm_row
        full = calm | dict(row)
        tests = {slot: frozenset([full[slot]]) for slot in self._looked_at(full)}
        for slot in sorted(tests, key=lambda slot: (full[slot] != calm[slot], self._place(slot))):
            rest = {other: values for other, values in tests.items() if other != slot}
            if self._inside(rest):
                tests = rest
        return self._narrowed(self._widened(tests))

    def _looked_at(self, row: Mapping[int, int]) -> Iterator[int]:
        """The slots that decide whether something behind the move fires, of questions that are asked on a row."""
        diagrams, asked, slots = self.both.diagrams, self.release.asked, self.both.slots
        named = {slots.all[slot].question for slot in diagrams.support(self.allowed)}
        gates = [diagrams.support(asked[name]) for name in named]
        named |= {slots.all[slot].question for support in gates for slot in support}
        for name in sorted(named):
            if at(diagrams, asked[name], row):
                yield from slots.of[name]

    def _place(self, slot: int) -> int:
        """Where a question stands in the form: what opens another question stands before it."""
        questions = [question.id for question in self.both.union.questions]
        return questions.index(self.both.slots.all[slot].question)

    def _widened(self, tests: Tests) -> Tests:
        for slot in list(tests):
            for value in range(self.both.diagrams.sizes[slot]):
                wider = {**tests, slot: tests[slot] | {value}}
                if self._inside(wider):
                    tests = wider
        return tests

    def _narrowed(self, tests: Tests) -> Tests:
        """Without the values that only reach people who may satisfy the condition or not."""
        for slot in tests:
            if len(tests[slot]) > 1:
                kept = [v for v in tests[slot] if self._moves_some({**tests, slot: frozenset([v])})]
                tests = {**tests, slot: frozenset(kept)}
        return tests

    def _moves_some(self, tests: Tests) -> bool:
        return meets(self.both.diagrams, self.holds(tests), self.wanted)

    def _inside(self, tests: Tests) -> bool:
        return self.both.diagrams.implies(self.holds(tests), self.allowed)

    def holds(self, tests: Tests) -> int:
        """Where a condition holds: every question that it names is asked, and answered as it says."""
        diagrams = self.both.diagrams
        found = ALWAYS
        for slot in sorted(tests, reverse=True):
            kids = [found if value in tests[slot] else NEVER for value in range(diagrams.sizes[slot])]
            found = diagrams.node(slot, tuple(kids))
        named = sorted({self.both.slots.all[slot].question for slot in tests})
        return reduce(diagrams.both, [self.release.asked[name] for name in named], found)


def _calm_row(both: Both, criterion: int) -> dict[int, int]:
    """A row where a criterion holds, as far as it looks: slot by slot the calm value, unless nothing is left then."""
    diagrams = both.diagrams
    row: dict[int, int] = {}
    while criterion >= TERMINALS:
        slot, kids = diagrams.slot[criterion], diagrams.kids[criterion]
        calm = both.slots.calm_row[slot]
        row[slot] = calm if kids[calm] != NEVER else next(v for v, kid in enumerate(kids) if kid != NEVER)
        criterion = kids[row[slot]]
    return row


def covered(both: Both, found: Sequence[Condition]) -> int:
    """Where one of some conditions holds for somebody who moves."""
    return both.diagrams.any_of([condition.where for condition in found])
