"""Two rule sets in one room of diagrams, over the union of their questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from triage.ruleset.model import Choice, Question, RuleSet
from triage.verification.changes.release import Release
from triage.verification.changes.union import union
from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, MOST_NODES
from triage.verification.order import good_order
from triage.verification.picks import untouched
from triage.verification.slots import Slots


@dataclass(frozen=True)
class Alone:
    """A choice that one of two rule sets has, of a question that both have and that takes one choice.

    Nobody knows what people who pick it would pick in the other. So their sheets are not compared.

    Attributes:
        question: the question, with the choices of both.
        choice: the choice.
        in_old: whether it is the old rule set that has it.
        sheets: where it is picked, and the other rule set asks the question too.
    """

    question: Question
    choice: Choice
    in_old: bool
    sheets: int

    @property
    def id(self) -> str:
        """``question=choice``."""
        return f"{self.question.id}={self.choice.id}"


class Both:
    """Two rule sets over one answer sheet.

    Args:
        old: the rule set before a change.
        new: the rule set after it.
        budget: the most diagrams to make.

    Raises:
        TooBig: they have no exact form within the budget.
        TriageError: they rank the same outcomes in different orders.
    """

    def __init__(self, old: RuleSet, new: RuleSet, budget: int = MOST_NODES) -> None:
        together = union(old, new)
        self.union = together.ruleset
        self.outcomes = self.union.outcomes
        self.slots = Slots(self.union, good_order(self.union))
        sizes = [len(slot.choices) for slot in self.slots.all]
        self.diagrams = Diagrams(sizes, len(self.outcomes) - 1, budget)
        rank = {outcome.id: rank for rank, outcome in enumerate(self.outcomes)}
        self.old = Release(old, together.old, self.slots, self.diagrams, rank)
        self.new = Release(new, together.new, self.slots, self.diagrams, rank)

    @cached_property
    def sheets(self) -> int:
        """One row for each answer sheet: where a question that neither asks is left at its first value."""
        found = ALWAYS
        for question in reversed(self.union.questions):
            asked = self.diagrams.either(self.old.asked[question.id], self.new.asked[question.id])
            if asked != ALWAYS:
                left = untouched(self.diagrams, self.slots, question.id)
                found = self.diagrams.both(self.diagrams.either(asked, left), found)
        return found

    @cached_property
    def alone(self) -> tuple[Alone, ...]:
        """The choices that only one of the two has, of questions that take one choice and that both have."""
        return tuple(found for question in self.union.questions for found in self._alone(question))

    def _alone(self, question: Question) -> Iterator[Alone]:
        old, new = (release.question_by_name.get(question.id) for release in (self.old, self.new))
        if old is None or new is None or question.choose == "any":
            return
        (slot,) = self.slots.of[question.id]
        for choice in question.choices:
            in_old, in_new = choice.id in old.choice_by_id, choice.id in new.choice_by_id
            if in_old and in_new:
                continue
            picked = tuple(int(value == choice.id) for value in self.slots.all[slot].choices)
            lacks = self.new if in_old else self.old
            sheets = self.diagrams.both(lacks.asked[question.id], self.diagrams.node(slot, picked))
            yield Alone(question, choice, in_old, sheets)

    @cached_property
    def not_compared(self) -> int:
        """Where a choice is picked that the other rule set asks about and does not know."""
        return self.diagrams.any_of([alone.sheets for alone in self.alone])
