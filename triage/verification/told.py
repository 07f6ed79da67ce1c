"""What the answers that journeys asked for come to, and no others.

A shortcut keeps the diagrams small, and is exact. A rule matters only where the outcome so far is less urgent than
the rule's. If everybody there has been asked a question whom it applies to, then the question's answer is what it is
on the sheet, and no diagram of who was asked is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import Criterion, InGroup, Picked
from triage.verification.criteria import combined
from triage.verification.encode import Encoded, Firing, Levels
from triage.verification.known import Known
from triage.verification.nodes import NEVER

Rank = int
"""Of a rule: what is worked out for it need only be right where the outcome so far is less urgent."""


@dataclass
class Told:
    """The answers that have been asked for by some page.

    Attributes:
        encoded: the rule set.
        asked: question id, of that page or an earlier one → who was asked it.
        so_far: the outcome that the answers to earlier pages force.
        sure: questions that all were asked who had to be, where the outcome so far is below a rank. It is known once
            and for all, since the outcome so far only rises.
    """

    encoded: Encoded
    asked: Mapping[str, int]
    so_far: Levels
    sure: set[tuple[str, Rank]]

    @cached_property
    def _known(self) -> Known:
        return Known(self.encoded, self.asked)

    def fires(self, firing: Firing, questions: Iterable[str]) -> int:
        """Where the answers make something fire, right where it matters: below its rank.

        On the sheet it fires at least there. If wherever it does so and matters all its questions were asked, then it
        fires just as on the sheet.

        Args:
            firing: the choice or rule.
            questions: ids of those that it names.
        """
        on_sheet = self._known.certain(firing.criterion)
        unsure = [name for name in questions if name in self.asked and not self._surely_asked(name, firing.rank)]
        if unsure:
            matters = self.encoded.diagrams.without(on_sheet, self.so_far[firing.rank])
            if not all(self.encoded.diagrams.implies(matters, self.asked[name]) for name in unsure):
                return self.satisfied(firing.criterion, firing.rank)
        return on_sheet

    def satisfied(self, criterion: Criterion, rank: Rank) -> int:
        """Where the answers satisfy a criterion."""
        match criterion:
            case Picked(question=question):
                return self._answered(criterion, rank) if question in self.asked else NEVER
            case InGroup(group=group):
                return self.satisfied(self.encoded.ruleset.groups[group], rank)
            case _:
                return combined(self.encoded.diagrams, criterion, lambda part: self.satisfied(part, rank))

    def _answered(self, leaf: Picked, rank: Rank) -> int:
        """Where a question was asked and answered as a leaf of a criterion wants."""
        if self._surely_asked(leaf.question, rank):
            return self.encoded.criterion(leaf)
        question = self.encoded.ruleset.question_by_id[leaf.question]
        marked = self.encoded.marked(question, satisfying(question, leaf.choices))
        return self.encoded.diagrams.both(self.asked[leaf.question], marked)

    def _surely_asked(self, question: str, rank: Rank) -> bool:
        """Whether all whom a question applies to were asked it, where the outcome so far is below ``rank``."""
        if (question, rank) not in self.sure:
            due = self.encoded.diagrams.without(self.encoded.applies[question], self.so_far[rank])
            if not self.encoded.diagrams.implies(due, self.asked[question]):
                return False
            self.sure.add((question, rank))
        return True
