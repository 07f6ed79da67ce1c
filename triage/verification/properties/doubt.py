"""P8: "not sure" is safe to pick, and worth at least its stated price."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset.model import NOT_SURE, Question
from triage.verification.compare import answer, failure, lowered
from triage.verification.encode import Encoded
from triage.verification.search import example, rank_at, silent_row
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import choice_texts, outcome_name, quoted


def doubt(encoded: Encoded) -> Verdict:
    """Compare "not sure" with its price, and with the answers that it must not be worth less than."""
    unsure = [question for question in encoded.ruleset.questions if NOT_SURE in question.choice_by_id]
    found = [failure for question in unsure for failure in (*_price(encoded, question), *_safe(encoded, question))]
    return Verdict(
        "P8",
        f"“Not sure”, on each of {len(unsure)} questions, is never worth less than its stated price or than the "
        "reassuring answer, and on a context question never less than any answer.",
        tuple(found),
    )


def _price(encoded: Encoded, question: Question) -> Iterator[Failure]:
    price = question.choice_by_id[NOT_SURE].outcome
    if price is None:
        return
    rank = encoded.ruleset.rank[price]
    enough = [firing for firing in encoded.firings if firing.rank >= rank]
    row, _ = silent_row(encoded, encoded.picked(question.id, [NOT_SURE]), enough)
    if row is not None:
        got, stated = (outcome_name(encoded.ruleset, r) for r in (rank_at(encoded, row), rank))
        says = f"On {quoted(question.text)}, {_not_sure(question)} can mean {got}, below its stated {stated}."
        yield Failure(says, question.id, (example(encoded, row),))


def _safe(encoded: Encoded, question: Question) -> Iterator[Failure]:
    high = answer(encoded, question, NOT_SURE)
    for choice in _must_not_exceed(question):
        low = answer(encoded, question, choice)
        row = lowered(encoded, low, high)
        if row is not None:
            what = f"{_not_sure(question)} can lower the outcome below {choice_texts(question, [choice])}"
            yield failure(encoded, question, what, row | low, row | high)


def _must_not_exceed(question: Question) -> list[str]:
    """The answers that "not sure" must be worth as much as: on a context question, every one."""
    if question.is_context:
        return [choice.id for choice in question.choices if choice.id != NOT_SURE]
    return [question.reassuring or question.none or question.choices[0].id]


def _not_sure(question: Question) -> str:
    return choice_texts(question, [NOT_SURE])
