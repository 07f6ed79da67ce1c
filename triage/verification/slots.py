"""The answer sheet as a row of slots, so that rows and the sheets that the form accepts correspond one to one.

A question with one choice is one slot with a value for each choice, in the order of the file. A question with any
number of choices is a slot for each of them, ticked or not, apart from the exclusive one: that is the row in which
nothing is ticked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.reference import outcome_of
from triage.engine.sheet import Answers
from triage.ruleset.model import Question, RuleSet

Row = Mapping[int, int]
"""Slot → its value."""

PLACE = 1_000_000
"""What one departure from the calm sheet costs, besides how far down the list of choices it goes."""


@dataclass(frozen=True)
class Slot:
    """One thing that a sheet leaves open.

    Attributes:
        question: the id of the question it belongs to.
        choices: for each value the choice that it picks, or ``None`` for a tick that is not set.
    """

    question: str
    choices: tuple[str | None, ...]

    @property
    def is_tick(self) -> bool:
        """Whether it is a tick among several."""
        return self.choices[0] is None

    def value(self, picked: frozenset[str]) -> int:
        """Its value when these choices of its question are picked."""
        for value, choice in enumerate(self.choices):
            if choice in picked:
                return value
        return 0


@dataclass(frozen=True)
class Sheet:
    """A sheet with an answer to every question, read slot by slot: cheaper than its row where few slots are looked at.

    Attributes:
        slots: of the rule set.
        answers: the sheet.
    """

    slots: Slots
    answers: Answers

    def __getitem__(self, slot: int) -> int:
        """The value of a slot."""
        asked = self.slots.all[slot]
        return asked.value(self.answers[asked.question])


def in_page_order(ruleset: RuleSet) -> tuple[Slot, ...]:
    """The slots of a rule set's sheet, as its pages have them."""
    return tuple(slot for question in ruleset.questions for slot in _slots_of(question))


def _slots_of(question: Question) -> Iterator[Slot]:
    if question.choose == "one":
        yield Slot(question.id, tuple(choice.id for choice in question.choices))
        return
    for choice in question.choices:
        if choice.id != question.none:
            yield Slot(question.id, (None, choice.id))


@dataclass(frozen=True)
class Slots:
    """The slots of a rule set's sheet, in the order in which diagrams look at them.

    Attributes:
        ruleset: the rule set.
        all: every slot.
    """

    ruleset: RuleSet
    all: tuple[Slot, ...]

    @cached_property
    def of(self) -> dict[str, tuple[int, ...]]:
        """Question id → its slots."""
        found: dict[str, tuple[int, ...]] = {question.id: () for question in self.ruleset.questions}
        for index, slot in enumerate(self.all):
            found[slot.question] += (index,)
        return found

    def answers(self, row: Row) -> Answers:
        """An answer to every question, whether it applies or not. A slot that the row lacks is as in the calm sheet."""
        return {question.id: self.picked(question, row) for question in self.ruleset.questions}

    def picked(self, question: Question, row: Row) -> frozenset[str]:
        """The choices that a row picks of one question."""
        chosen = [self.all[slot].choices[row.get(slot, self.calm_row[slot])] for slot in self.of[question.id]]
        picked = frozenset(choice for choice in chosen if choice is not None)
        return picked or frozenset([str(question.none)])

    def row(self, answers: Answers) -> dict[int, int]:
        """The row of a sheet with an answer to every question."""
        return {slot: value for question, picked in answers.items() for slot, value in self.values(question, picked)}

    def values(self, question: str, picked: frozenset[str]) -> Iterator[tuple[int, int]]:
        """The slots of a question, each with its value when these choices are picked."""
        for index in self.of[question]:
            yield index, self.all[index].value(picked)

    @cached_property
    def calm(self) -> Answers:
        """The sheet from which an example departs in the fewest places: the reassuring answer to every question.

        Where none is named it is the exclusive choice or the first one, and for a context question the choice that
        then gives the least urgent outcome.
        """
        found = {question.id: frozenset([_first(question)]) for question in self.ruleset.questions}
        for question in self.ruleset.questions:
            if question.is_context and question.reassuring is None and question.choose == "one":
                options = [found | {question.id: frozenset([choice.id])} for choice in question.choices]
                found = min(options, key=self._rank)
        return found

    def _rank(self, answers: Answers) -> int:
        return self.ruleset.rank[outcome_of(self.ruleset, answers)]

    @cached_property
    def calm_row(self) -> dict[int, int]:
        """The row of the calm sheet."""
        return self.row(self.calm)

    @cached_property
    def costs(self) -> tuple[tuple[int, ...], ...]:
        """For each slot, what each value costs: nothing as in the calm sheet, else :data:`PLACE` and its distance."""
        return tuple(
            tuple(0 if value == calm else PLACE + abs(value - calm) for value in range(len(slot.choices)))
            for slot, calm in ((slot, self.calm_row[index]) for index, slot in enumerate(self.all))
        )


def _first(question: Question) -> str:
    return question.reassuring or question.none or question.choices[0].id
