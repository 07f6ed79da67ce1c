"""What the engine knows when it is about to show a page: what is certain, what is possible, and what is open.

A shortcut keeps the diagrams small, and is exact. A rule matters only where the outcome so far is less urgent than
the rule's. If everybody there has been asked a question whom it applies to, then the question's answer is what it is
on the sheet, and no diagram of who was asked is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.verification.encode import Encoded, Firing, combined
from triage.verification.nodes import ALWAYS, NEVER

Rank = int
"""Of a rule: what is worked out for it need only be right where the outcome so far is less urgent. For 0 that is
nowhere, and every question of an earlier page counts as asked."""


@dataclass
class Known:
    """What is known when a page is about to be shown.

    Attributes:
        encoded: the rule set.
        asked: question id, of an earlier page → who was asked it.
        so_far: the outcome that the answers force already.
    """

    encoded: Encoded
    asked: dict[str, int]
    so_far: int
    _memo: dict[tuple[str, int, str, Rank], int] = field(default_factory=dict)

    def below(self, rank: Rank) -> int:
        """Where the outcome so far is less urgent than ``rank``."""
        return self.encoded.below(rank, self.so_far)

    def surely_asked(self, question: str, rank: Rank) -> bool:
        """Whether all whom a question applies to were asked it, where the outcome so far is below ``rank``."""
        key = "sure", 0, question, rank
        if key not in self._memo:
            due = self.encoded.diagrams.both(self.below(rank), self.encoded.applies[question])
            self._memo[key] = self.encoded.diagrams.leq(due, self.asked[question])
        return bool(self._memo[key])

    def certain(self, criterion: Criterion, rank: Rank) -> int:
        """Where the answers so far satisfy a criterion."""
        key = "certain", id(criterion), "", rank
        if key not in self._memo:
            self._memo[key] = self._certain(criterion, rank)
        return self._memo[key]

    def _certain(self, criterion: Criterion, rank: Rank) -> int:
        match criterion:
            case Picked(question=question):
                return self._answered(criterion, rank) if question in self.asked else NEVER
            case InGroup(group=group):
                return self.certain(self.encoded.ruleset.groups[group], rank)
            case _:
                return combined(self.encoded.diagrams, criterion, lambda part: self.certain(part, rank))

    def _answered(self, leaf: Picked, rank: Rank) -> int:
        """Where a question of an earlier page was asked and answered as a leaf of a criterion wants."""
        encoded = self.encoded
        if self.surely_asked(leaf.question, rank):
            return encoded.criterion(leaf)
        question = encoded.ruleset.question_by_id[leaf.question]
        marked = encoded.marked(question, satisfying(question, leaf.choices))
        return encoded.diagrams.both(self.asked[leaf.question], marked)

    def fires(self, firing: Firing, questions: Iterable[str]) -> int:
        """Where the answers so far make something fire, right where it matters: below its rank.

        On the sheet it fires at least there. If wherever it does so and matters all its questions were asked, then it
        fires just as on the sheet.
        """
        as_on_sheet = self.certain(firing.criterion, 0)
        rank = firing.rank
        unsure = [name for name in questions if name in self.asked and not self.surely_asked(name, rank)]
        if unsure:
            matters = self.encoded.diagrams.both(as_on_sheet, self.below(rank))
            if not all(self.encoded.diagrams.leq(matters, self.asked[name]) for name in unsure):
                return self.certain(firing.criterion, rank)
        return as_on_sheet

    def possible(self, criterion: Criterion, rank: Rank) -> int:
        """Where some way to finish the sheet may satisfy a criterion, as far as the engine can tell."""
        key = "possible", id(criterion), "", rank
        if key not in self._memo:
            self._memo[key] = self._possible(criterion, rank)
        return self._memo[key]

    def _possible(self, criterion: Criterion, rank: Rank) -> int:
        match criterion:
            case Picked(question=question):
                may = self._may_apply(question, rank)
                if question not in self.asked:
                    return may
                sure = self.surely_asked(question, rank)
                asked = self.encoded.applies[question] if sure else self.asked[question]
                unasked = self.encoded.diagrams.exceeds(may, asked)
                return self.encoded.diagrams.either(self._answered(criterion, rank), unasked)
            case InGroup(group=group):
                return self.possible(self.encoded.ruleset.groups[group], rank)
            case _:
                return combined(self.encoded.diagrams, criterion, lambda part: self.possible(part, rank))

    def _may_apply(self, question: str, rank: Rank) -> int:
        gate = self.encoded.ruleset.question_by_id[question].ask_when
        return ALWAYS if gate is None else self.possible(gate, rank)

    def open(self, criterion: Criterion, question: str, rank: Rank) -> int:
        """Where a criterion is not decided yet, and the answer to ``question`` can still decide it."""
        key = "open", id(criterion), question, rank
        if key not in self._memo:
            self._memo[key] = self._open(criterion, question, rank)
        return self._memo[key]

    def _open(self, criterion: Criterion, question: str, rank: Rank) -> int:
        diagrams = self.encoded.diagrams
        match criterion:
            case InGroup(group=group):
                return self.open(self.encoded.ruleset.groups[group], question, rank)
            case Picked(question=named):
                through = ALWAYS if named == question else NEVER
            case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
                through = diagrams.any_of([self.open(part, question, rank) for part in parts])
        if through == NEVER:
            return NEVER
        undecided = diagrams.exceeds(self.possible(criterion, rank), self.certain(criterion, rank))
        return diagrams.both(through, undecided)
