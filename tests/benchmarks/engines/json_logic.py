"""For JsonLogic (json-logic-qubit): one expression for each rule."""

from __future__ import annotations

from typing import Any

from json_logic import jsonLogic

from tests.benchmarks.engines.flat import Engine, Plain, flat
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet


def json_logic(ruleset: RuleSet) -> Engine:
    """The rule set in JsonLogic."""
    rules = [(rule.id, _logic(rule.when)) for rule in flat(ruleset)]

    def fired(sheet: Plain) -> list[str]:
        return [id for id, logic in rules if jsonLogic(logic, sheet)]

    return fired


def _logic(criterion: Criterion) -> dict[str, Any]:
    match criterion:
        case Picked(question=question, choices=choices):
            return {"or": [{"in": [choice, {"var": question}]} for choice in choices]}
        case All(parts=parts):
            return {"and": [_logic(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"or": [_logic(part) for part in parts]}
        case AtLeast(n=n, parts=parts):
            return {">=": [{"+": [{"if": [_logic(part), 1, 0]} for part in parts]}, n]}
        case InGroup(group=group):
            raise TypeError(f"the group '{group}' is not spelled out")
