"""The plain evaluator: reads the rule set as a clinician would, one criterion at a time.

Slow, obvious, and the oracle that the compiled form is tested against.
"""

from __future__ import annotations

from triage.engine.sheet import Answers, satisfying
from triage.errors import Unanswered
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import Question, RuleSet


def holds(ruleset: RuleSet, criterion: Criterion, answers: Answers) -> bool:
    """Whether a criterion holds for answers, all of which count. A question not in them satisfies nothing."""
    match criterion:
        case Picked(question=question, choices=choices):
            named = satisfying(ruleset.question_by_id[question], choices)
            return question in answers and not named.isdisjoint(answers[question])
        case InGroup(group=group):
            return holds(ruleset, ruleset.groups[group], answers)
        case All(parts=parts):
            return all(holds(ruleset, part, answers) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(ruleset, part, answers) for part in parts)
        case AtLeast(n=n, parts=parts):
            return sum(holds(ruleset, part, answers) for part in parts) >= n


def applies(ruleset: RuleSet, question: Question, answers: Answers) -> bool:
    """Whether a question applies to somebody with these answers to earlier pages."""
    return question.ask_when is None or holds(ruleset, question.ask_when, answers)


def counted(ruleset: RuleSet, answers: Answers) -> Answers:
    """The answers that count: those to questions that apply.

    Raises:
        Unanswered: a question applies and has no answer.
    """
    counting: dict[str, frozenset[str]] = {}
    for question in ruleset.questions:
        if not applies(ruleset, question, counting):
            continue
        if question.id not in answers:
            raise Unanswered(question.id)
        counting[question.id] = answers[question.id]
    return counting


def outcome_of(ruleset: RuleSet, answers: Answers) -> str:
    """The outcome id of a complete sheet: the most urgent that any choice or rule gives.

    Raises:
        Unanswered: a question applies and has no answer.
    """
    counting = counted(ruleset, answers)
    given = [
        ruleset.question_by_id[question].choice_by_id[choice].outcome
        for question, picked in counting.items()
        for choice in picked
    ]
    given += [rule.outcome for rule in ruleset.rules if holds(ruleset, rule.when, counting)]
    return max(
        (outcome for outcome in given if outcome),
        key=ruleset.rank.__getitem__,
        default=ruleset.outcomes[0].id,
    )
