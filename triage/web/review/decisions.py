"""The points that are open for a decision, with what hangs on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.model import Decision, Guarantee, Question, Rule, RuleSet


@dataclass(frozen=True)
class DecisionShown:
    """A point where the evidence gives no clear answer, and the parts of the rule set that carry it."""

    decision: Decision
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    guarantees: tuple[Guarantee, ...]


def decisions_shown(ruleset: RuleSet) -> Iterator[DecisionShown]:
    """Every decision point, in the order of the file."""
    for decision in ruleset.decisions:
        yield DecisionShown(
            decision=decision,
            questions=tuple(question for question in ruleset.questions if decision.id in _named_by(question)),
            rules=tuple(rule for rule in ruleset.rules if rule.decision == decision.id),
            guarantees=tuple(promise for promise in ruleset.guarantees if promise.decision == decision.id),
        )


def _named_by(question: Question) -> set[str | None]:
    return {question.decision, *(choice.decision for choice in question.choices)}
