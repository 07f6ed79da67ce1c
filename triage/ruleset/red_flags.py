"""Red flags: everything that raises the outcome, be it a choice by itself or a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.criteria import Criterion, Picked
from triage.ruleset.model import Choice, Question, Rule, RuleSet


@dataclass(frozen=True)
class RedFlag:
    """A choice by itself, or a rule, that raises the outcome above the least urgent one.

    Attributes:
        id: the rule's id, or ``question=choice``.
        rank: how urgent its outcome is, from 1.
        criterion: what it tests.
        question: the question, for a choice.
        cause: the choice or the rule.
    """

    id: str
    rank: int
    criterion: Criterion
    question: Question | None
    cause: Choice | Rule


def red_flags(ruleset: RuleSet) -> tuple[RedFlag, ...]:
    """Every red flag, most urgent first; of the same outcome choices before rules, in the order of the file."""
    return tuple(sorted((*_choices(ruleset), *_rules(ruleset)), key=lambda flag: -flag.rank))


def _choices(ruleset: RuleSet) -> Iterator[RedFlag]:
    for question in ruleset.questions:
        for choice in question.choices:
            if choice.outcome:
                criterion = Picked(question.id, (choice.id,))
                rank = ruleset.rank[choice.outcome]
                yield RedFlag(f"{question.id}={choice.id}", rank, criterion, question, choice)


def _rules(ruleset: RuleSet) -> Iterator[RedFlag]:
    for rule in ruleset.rules:
        yield RedFlag(rule.id, ruleset.rank[rule.outcome], rule.when, None, rule)
