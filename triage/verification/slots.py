"""The answer sheet as a row of slots, so that rows and the sheets that the form accepts correspond one to one.

A question with one choice is one slot with a value for each choice, in the order of the file. A question with any
number of choices is a slot for each of them, ticked or not, apart from the exclusive one: that is the row in which
nothing is ticked. Slots follow the order of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.reference import applies, holds
from triage.engine.sheet import Answers
from triage.ruleset.model import Question, RuleSet

Row = Mapping[int, int]
"""Slot → its value."""


@dataclass(frozen=True)
class Slot:
    """One thing that a sheet leaves open.

    Attributes:
        question: the question it belongs to.
        choices: for each value the choice that it picks, or ``None`` for a tick that is not set.
    """

    question: Question
    choices: tuple[str | None, ...]

    @property
    def is_tick(self) -> bool:
        """Whether it is a tick among several."""
        return self.choices[0] is None


@dataclass(frozen=True)
class Slots:
    """The slots of a rule set's sheet."""

    ruleset: RuleSet

    @cached_property
    def all(self) -> tuple[Slot, ...]:
        """Every slot, in page order."""
        return tuple(slot for question in self.ruleset.questions for slot in _slots_of(question))

    @cached_property
    def of(self) -> dict[str, tuple[int, ...]]:
        """Question id → its slots."""
        found: dict[str, tuple[int, ...]] = {question.id: () for question in self.ruleset.questions}
        for index, slot in enumerate(self.all):
            found[slot.question.id] += (index,)
        return found

    def answers(self, row: Row) -> Answers:
        """The sheet of a row that has a value for every slot: an answer to every question, whether it applies or not."""
        return {question.id: self._picked(question, row) for question in self.ruleset.questions}

    def _picked(self, question: Question, row: Row) -> frozenset[str]:
        chosen = [self.all[slot].choices[row[slot]] for slot in self.of[question.id]]
        picked = frozenset(choice for choice in chosen if choice is not None)
        return picked or frozenset([str(question.none)])

    def values(self, question: Question, picked: frozenset[str]) -> Iterator[tuple[int, int]]:
        """The slots of a question with the values that pick these choices."""
        for index in self.of[question.id]:
            slot = self.all[index]
            ids = [choice for choice in slot.choices if choice in picked]
            yield index, slot.choices.index(ids[0]) if ids else 0

    def row(self, answers: Answers) -> dict[int, int]:
        """The row of a sheet with an answer to every question."""
        by_id = self.ruleset.question_by_id
        return {index: value for q, picked in answers.items() for index, value in self.values(by_id[q], picked)}

    @cached_property
    def calm(self) -> Answers:
        """The answers from which an example departs in the fewest places.

        They are the reassuring answer to every question. Where none is named it is the first choice listed, and for a
        context question the one that gives the least urgent outcome then.
        """
        found = {question.id: frozenset([_first(question)]) for question in self.ruleset.questions}
        for question in self.ruleset.questions:
            if question.is_context and question.reassuring is None:
                options = [found | {question.id: frozenset([choice.id])} for choice in question.choices]
                found = min(options, key=lambda sheet: _rank(self.ruleset, sheet))
        return found


def _slots_of(question: Question) -> Iterator[Slot]:
    if question.choose == "one":
        yield Slot(question, tuple(choice.id for choice in question.choices))
        return
    for choice in question.choices:
        if choice.id != question.none:
            yield Slot(question, (None, choice.id))


def _first(question: Question) -> str:
    return question.reassuring or question.none or question.choices[0].id


def counting(ruleset: RuleSet, answers: Answers) -> Answers:
    """The answers of a full sheet that count: those to questions that apply."""
    found: dict[str, frozenset[str]] = {}
    for question in ruleset.questions:
        if applies(ruleset, question, found):
            found[question.id] = answers[question.id]
    return found


def _rank(ruleset: RuleSet, answers: Answers) -> int:
    counted = counting(ruleset, answers)
    ranks = [ruleset.rank[rule.outcome] for rule in ruleset.rules if holds(ruleset, rule.when, counted)]
    return max(ranks, default=0)
