"""The nearest miss: which single changed answer would give one person another outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from triage.engine.reference import counted
from triage.engine.sheet import Answers
from triage.ruleset.model import Question
from triage.verification.encode import Encoded
from triage.verification.explaining.nearby import nearest_to
from triage.verification.search import example, rank_at


@dataclass(frozen=True)
class Miss:
    """One changed answer that gives another outcome, all other answers staying as they are.

    Attributes:
        question: id of the question.
        before: the choices that the person picked.
        after: the choices that would change the outcome.
        outcome: id of the outcome then, as the plain evaluator has it.
        moves: whether that is more or less urgent than the person's own.
        opens: ids of the questions that only then apply. The outcome is for the reassuring answer to each of them.
    """

    question: str
    before: frozenset[str]
    after: frozenset[str]
    outcome: str
    moves: Literal["up", "down"]
    opens: tuple[str, ...]


def nearest_miss(encoded: Encoded, answers: Answers) -> tuple[Miss, ...]:
    """Every single changed answer that would give a person another outcome, in page order, those that raise it first.

    Where one choice is picked, that is every other choice. Where ticks are, it is every tick set or taken away; and
    for each outcome that takes more than one tick of the question, the answer that changes the fewest.

    Args:
        encoded: the rule set. It is only read.
        answers: a complete sheet. Answers to questions that do not apply are ignored.

    Raises:
        Unanswered: a question applies and has no answer.
        Disagreement: the plain evaluator has another outcome for a changed sheet.
    """
    own = counted(encoded.ruleset, answers)
    row = encoded.slots.row({**encoded.slots.calm, **own})
    found = [
        _miss(encoded, own, row, question, changes)
        for question in encoded.ruleset.questions
        if question.id in own
        for changes in _moving(encoded, row, question)
    ]
    return tuple(sorted(found, key=lambda miss: miss.moves == "down"))


def _moving(encoded: Encoded, row: dict[int, int], question: Question) -> Iterator[dict[int, int]]:
    """The changes to one answer, as slots with their new values, that give another outcome."""
    own, slots = rank_at(encoded, row), encoded.slots.of[question.id]
    reached = {own}
    for slot in slots:
        for value in range(encoded.diagrams.sizes[slot]):
            rank = rank_at(encoded, row | {slot: value})
            if rank != own:
                reached.add(rank)
                yield {slot: value}
    for rank in range(encoded.worst + 1) if len(slots) > 1 else ():
        changes = None if rank in reached else nearest_to(encoded.diagrams, encoded.outcome, row, slots, (rank,))
        if changes is not None:
            yield changes


def _miss(encoded: Encoded, own: Answers, row: dict[int, int], question: Question, changes: dict[int, int]) -> Miss:
    changed = row | changes
    shown = example(encoded, changed)
    return Miss(
        question=question.id,
        before=own[question.id],
        after=shown.answers[question.id],
        outcome=shown.outcome,
        moves="up" if encoded.ruleset.rank[shown.outcome] > rank_at(encoded, row) else "down",
        opens=tuple(opened for opened in shown.answers if opened not in own),
    )
