"""Why an assessment came out as it did: the answers behind what fired, most serious first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.engine.assess import Assessment
from triage.engine.reference import holds
from triage.engine.sheet import Answers, satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import Choice, Question, RuleSet


@dataclass(frozen=True)
class Told:
    """One answer that a person gave: a choice of a question."""

    question: Question
    choice: Choice


def what_decided(ruleset: RuleSet, assessment: Assessment) -> tuple[Told, ...]:
    """The answers that set the outcome, most serious first: those behind each choice or rule that gave it.

    A choice that means much by itself comes before one that means less; else page order holds. Empty when nothing
    fired, which is so at the least urgent outcome.
    """
    top = [flag.criterion for flag in assessment.fired if flag.rank == assessment.fired[0].rank]
    pairs = dict.fromkeys(pair for when in top for pair in _satisfying_pairs(ruleset, when, assessment.answers))
    told = [_told(ruleset, *pair) for pair in pairs]
    place = {question.id: index for index, question in enumerate(ruleset.questions)}
    return tuple(sorted(told, key=lambda t: (-ruleset.rank.get(t.choice.outcome or "", 0), place[t.question.id])))


def answers_behind(ruleset: RuleSet, criterion: Criterion, answers: Answers) -> tuple[Told, ...]:
    """The answers that make a criterion hold, in the order in which it names them."""
    pairs = dict.fromkeys(_satisfying_pairs(ruleset, criterion, answers))
    return tuple(_told(ruleset, *pair) for pair in pairs)


def _told(ruleset: RuleSet, question_id: str, choice_id: str) -> Told:
    question = ruleset.question_by_id[question_id]
    return Told(question, question.choice_by_id[choice_id])


def _satisfying_pairs(ruleset: RuleSet, criterion: Criterion, answers: Answers) -> Iterator[tuple[str, str]]:
    match criterion:
        case Picked(question=question, choices=choices):
            named = satisfying(ruleset.question_by_id[question], choices)
            for choice in ruleset.question_by_id[question].choices:
                if choice.id in named and choice.id in answers.get(question, ()):
                    yield question, choice.id
        case InGroup(group=group):
            yield from _satisfying_pairs(ruleset, ruleset.groups[group], answers)
        case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            for part in parts:
                if holds(ruleset, part, answers):
                    yield from _satisfying_pairs(ruleset, part, answers)
