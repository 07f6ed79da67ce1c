"""The rule set as other engines can take it: each thing that gives an outcome, with a criterion without groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from triage.engine.sheet import Answers, satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet

Plain = Mapping[str, list[str]]
"""Question id → the choice ids picked; an empty list for a question that is not asked."""

Engine = Callable[[Plain], list[str]]
"""The ids of all that fires on a sheet, in any order: rules, and ``question=choice``."""


class Flat(NamedTuple):
    """A rule, or a choice that gives an outcome by itself."""

    id: str
    when: Criterion


def flat(ruleset: RuleSet) -> list[Flat]:
    """Everything that gives an outcome."""
    choices = [
        Flat(f"{question.id}={choice.id}", Picked(question.id, (choice.id,)))
        for question in ruleset.questions
        for choice in question.choices
        if choice.outcome
    ]
    return choices + [Flat(rule.id, _spelled_out(ruleset, rule.when)) for rule in ruleset.rules]


def plain(ruleset: RuleSet, counted: Answers) -> Plain:
    """A sheet of the answers that count, as data of JSON."""
    return {question.id: sorted(counted.get(question.id, ())) for question in ruleset.questions}


def _spelled_out(ruleset: RuleSet, criterion: Criterion) -> Criterion:
    """Without groups, and with what doubt satisfies named."""
    match criterion:
        case InGroup(group=group):
            return _spelled_out(ruleset, ruleset.groups[group])
        case Picked(question=question, choices=choices):
            return Picked(question, tuple(sorted(satisfying(ruleset.question_by_id[question], choices))))
        case All(parts=parts):
            return All(tuple(_spelled_out(ruleset, part) for part in parts))
        case AnyOf(parts=parts):
            return AnyOf(tuple(_spelled_out(ruleset, part) for part in parts))
        case AtLeast(n=n, parts=parts):
            return AtLeast(n, tuple(_spelled_out(ruleset, part) for part in parts))
