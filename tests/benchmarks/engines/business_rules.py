"""For business-rules: a variable for each question, and an action that notes the rule."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import BaseVariables, select_multiple_rule_variable

from tests.benchmarks.engines.flat import Engine, Plain, flat
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet


class Noted(BaseActions):  # type: ignore[misc]
    """Keeps the ids of the rules that fired."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    @rule_action(params={"id": FIELD_TEXT})  # type: ignore[untyped-decorator]
    def note(self, id: str) -> None:
        """Keep an id."""
        self.ids.append(id)


class Sheet(BaseVariables):  # type: ignore[misc]
    """One sheet; a method for each question is added by :func:`business_rules`."""

    def __init__(self, picked: Plain) -> None:
        self.picked = picked


def business_rules(ruleset: RuleSet) -> Engine:
    """The rule set in the language of business-rules."""
    questions = type("Questions", (Sheet,), {question.id: _variable(question.id) for question in ruleset.questions})
    rules = [
        {"conditions": _conditions(rule.when), "actions": [{"name": "note", "params": {"id": rule.id}}]}
        for rule in flat(ruleset)
    ]

    def fired(sheet: Plain) -> list[str]:
        noted = Noted()
        run_all(rules, questions(sheet), noted)
        return noted.ids

    return fired


def _variable(question: str) -> Any:
    @select_multiple_rule_variable()  # type: ignore[untyped-decorator]
    def picked(self: Sheet) -> list[str]:
        return self.picked[question]

    return picked


def _conditions(criterion: Criterion) -> dict[str, Any]:
    match criterion:
        case Picked(question=question, choices=choices):
            return {"name": question, "operator": "shares_at_least_one_element_with", "value": list(choices)}
        case All(parts=parts):
            return {"all": [_conditions(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [_conditions(part) for part in parts]}
        case AtLeast(n=n, parts=parts):
            # It cannot count, so every way to have that many is spelled out.
            return {"any": [{"all": [_conditions(part) for part in some]} for some in combinations(parts, n)]}
        case InGroup(group=group):
            raise TypeError(f"the group '{group}' is not spelled out")
