"""Two answers to one question, compared on all sheets that agree on every other question."""

from __future__ import annotations

from collections.abc import Iterator

from triage.engine.sheet import Answers
from triage.ruleset.model import Question
from triage.verification.encode import Encoded
from triage.verification.search import example, firing_at, nearest, rank_at
from triage.verification.verdict import Failure
from triage.verification.words import cause, listed, outcome_name, quoted

Values = dict[int, int]
"""Some slots, each with its value."""


def answer(encoded: Encoded, question: Question, *choices: str) -> Values:
    """The slots of a question with the values that pick exactly these choices."""
    return dict(encoded.slots.values(question.id, frozenset(choices)))


def lowered(encoded: Encoded, low: Values, high: Values) -> Values | None:
    """The nearest row on which the values ``high`` give a less urgent outcome than ``low``; ``None`` if there is none.

    The outcome is less urgent where a level holds with ``low`` and not with ``high``.
    """
    changed = [slot for slot in low if low[slot] != high[slot]]
    if not changed:
        return None
    levels = encoded.levels
    if len(changed) == 1:
        slot = changed[0]
        levels = tuple(_losing(encoded, slot, low[slot], high[slot]))
    given, without = encoded.diagrams.given, encoded.diagrams.without
    lost = [without(given(level, low), given(level, high)) for level in levels]
    return nearest(encoded, encoded.diagrams.any_of(lost))


def _losing(encoded: Encoded, slot: int, low: int, high: int) -> Iterator[int]:
    """The levels that hold somewhere with one value of a slot, and not with another.

    It is enough to compare, in every diagram that looks at the slot, the two diagrams that it leads to: some row
    reaches each, and on rows that reach none the slot changes nothing.
    """
    diagrams = encoded.diagrams
    for level, looking in zip(encoded.levels, encoded.looking, strict=True):
        leads = [diagrams.kids[part] for part in looking.get(slot, ())]
        if not all(diagrams.implies(to[low], to[high]) for to in leads):
            yield level


def failure(encoded: Encoded, question: Question, what: str, low: Values, high: Values) -> Failure:
    """The failure that the answer on row ``high`` is worth less than the one on row ``low``.

    Args:
        encoded: the rule set.
        question: the question whose answers the rows differ in.
        what: which answer does what, in words.
        low: the row whose outcome should not be more urgent.
        high: the other.
    """
    one, other = example(encoded, low), example(encoded, high)
    before, after = (outcome_name(encoded.ruleset, rank_at(encoded, row)) for row in (low, high))
    lost = [f for f in firing_at(encoded, low, encoded.firings) if f.rank > rank_at(encoded, high)]
    says = f"On {quoted(question.text)}, {what}, from {before} to {after}. It loses {listed(map(cause, lost))}."
    return Failure(says + _closed(encoded, one.answers, other.answers), question.id, (one, other))


def _closed(encoded: Encoded, before: Answers, after: Answers) -> str:
    """The questions that the worse answer closes, in a sentence; empty when there are none."""
    by_id = encoded.ruleset.question_by_id
    closed = [quoted(by_id[question].text) for question in before if question not in after]
    return f" It closes {listed(closed)}." if closed else ""
