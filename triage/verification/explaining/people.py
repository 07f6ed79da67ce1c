"""One person's answers explained: the outcome, what fired, the smallest reason, and the nearest misses."""

from __future__ import annotations

from dataclasses import dataclass

from triage.engine.sheet import Answers
from triage.ruleset.model import Outcome
from triage.verification.encode import Encoded, Firing
from triage.verification.explaining.misses import Miss, nearest_miss
from triage.verification.explaining.reasons import smallest_reason
from triage.verification.search import example, firing_at


@dataclass(frozen=True)
class PersonExplained:
    """Why one person's answers lead to their outcome, and how far they are from another.

    Attributes:
        outcome: what they are told.
        fired: every choice and rule that gave an outcome, most urgent first.
        answers: the answers that count, in page order.
        reason: ids of the questions whose answers are the smallest reason; none at the least urgent outcome, where
            none of the red flags holds.
        misses: every single changed answer that would give another outcome, those that raise it first.
    """

    outcome: Outcome
    fired: tuple[Firing, ...]
    answers: Answers
    reason: tuple[str, ...]
    misses: tuple[Miss, ...]


def explain_person(encoded: Encoded, answers: Answers) -> PersonExplained:
    """Explain a complete answer sheet.

    Args:
        encoded: the rule set.
        answers: a complete sheet. Answers to questions that do not apply are ignored.

    Raises:
        Unanswered: a question applies and has no answer.
        Disagreement: the plain evaluator has another outcome.
    """
    reason, misses = smallest_reason(encoded, answers), nearest_miss(encoded, answers)
    row = encoded.slots.row({**encoded.slots.calm, **answers})
    shown = example(encoded, row)
    return PersonExplained(
        outcome=encoded.ruleset.outcome_by_id[shown.outcome],
        fired=tuple(firing_at(encoded, row, encoded.firings)),
        answers=shown.answers,
        reason=reason,
        misses=misses,
    )
