"""For rule-engine: one expression for each rule, compiled once."""

from __future__ import annotations

import json

from rule_engine import Context, DataType, Rule

from tests.benchmarks.engines.flat import Engine, Plain, flat
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet


def rule_engine(ruleset: RuleSet) -> Engine:
    """The rule set in the language of rule-engine."""
    types = {question.id: DataType.ARRAY(DataType.STRING) for question in ruleset.questions}
    context = Context(type_resolver=types)
    rules = [(rule.id, Rule(_expression(rule.when), context)) for rule in flat(ruleset)]

    def fired(sheet: Plain) -> list[str]:
        return [id for id, rule in rules if rule.matches(sheet)]

    return fired


def _expression(criterion: Criterion) -> str:
    match criterion:
        case Picked(question=question, choices=choices):
            return f"({' or '.join(f'{json.dumps(choice)} in {question}' for choice in choices)})"
        case All(parts=parts):
            return f"({' and '.join(map(_expression, parts))})"
        case AnyOf(parts=parts):
            return f"({' or '.join(map(_expression, parts))})"
        case AtLeast(n=n, parts=parts):
            return f"({' + '.join(f'({_expression(part)} ? 1 : 0)' for part in parts)} >= {n:d})"
        case InGroup(group=group):
            raise TypeError(f"the group '{group}' is not spelled out")
