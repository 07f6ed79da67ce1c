"""P2: no answer lowers the outcome below the reassuring one, and no worse answer or further tick lowers it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from triage.ruleset.model import Question
from triage.verification.compare import answer, failure, lowered
from triage.verification.encode import Encoded
from triage.verification.search import nearest
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import choice_texts


def monotone(encoded: Encoded) -> Verdict:
    """Compare the answers to each question that has an order of worry, or that names a reassuring answer."""
    found: list[Failure] = []
    for question in encoded.ruleset.questions:
        if question.choose == "any":
            ticks = [] if question.is_context else list(_ticks(encoded, question))
            found += ticks
            if question.reassuring and (ticks or question.is_context or question.reassuring != question.none):
                found += _any_below_reassuring(encoded, question)
        else:
            found += _one(encoded, question)
    return Verdict(
        "P2",
        "No answer lowers the outcome below its question's reassuring answer; no answer lowers it that is listed as "
        "worse; nor does one more tick.",
        tuple(found),
    )


def _one(encoded: Encoded, question: Question) -> list[Failure]:
    """The choices of a question that takes one: each against the one before, then each against the reassuring one."""
    ids = [choice.id for choice in question.choices]
    steps = [] if question.is_context else list(pairwise(ids))
    found = {}
    for low, high in steps:
        row = lowered(encoded, answer(encoded, question, low), answer(encoded, question, high))
        if row is not None:
            what = "is listed as worse and can lower the outcome below"
            found[low, high] = _worse(encoded, question, row, low, high, what)
    if question.reassuring and (found or question.is_context or question.reassuring != ids[0]):
        found |= _below_reassuring(encoded, question, question.reassuring)
    return list(found.values())


def _below_reassuring(encoded: Encoded, question: Question, low: str) -> dict[tuple[str, str], Failure]:
    """Each choice against the reassuring one. Needless when that is the first and no choice lowers the next."""
    found = {}
    for choice in question.choices:
        row = lowered(encoded, answer(encoded, question, low), answer(encoded, question, choice.id))
        if row is not None:
            what = "can lower the outcome below the reassuring answer"
            found[low, choice.id] = _worse(encoded, question, row, low, choice.id, what)
    return found


def _worse(encoded: Encoded, question: Question, row: dict[int, int], low: str, high: str, does: str) -> Failure:
    what = f"{choice_texts(question, [high])} {does} {choice_texts(question, [low])}"
    return failure(encoded, question, what, row | answer(encoded, question, low), row | answer(encoded, question, high))


def _ticks(encoded: Encoded, question: Question) -> Iterator[Failure]:
    """Each tick against the same sheet without it."""
    for slot in encoded.slots.of[question.id]:
        row = lowered(encoded, {slot: 0}, {slot: 1})
        if row is not None:
            tick = choice_texts(question, [str(encoded.slots.all[slot].choices[1])])
            what = f"to tick {tick} as well can lower the outcome"
            yield failure(encoded, question, what, row | {slot: 0}, row | {slot: 1})


def _any_below_reassuring(encoded: Encoded, question: Question) -> Iterator[Failure]:
    """Every set of ticks against the reassuring answer. Needless when no tick lowers and that answer has none."""
    reassuring = answer(encoded, question, str(question.reassuring))
    given, without = encoded.diagrams.given, encoded.diagrams.without
    lost = [without(given(level, reassuring), level) for level in encoded.levels]
    row = nearest(encoded, encoded.diagrams.any_of(lost))
    if row is not None:
        ticked = choice_texts(question, encoded.slots.answers(row)[question.id])
        what = f"{ticked} can lower the outcome below the reassuring answer"
        yield failure(encoded, question, what, row | reassuring, row)
