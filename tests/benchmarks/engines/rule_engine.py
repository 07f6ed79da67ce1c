"""For rule-engine: one expression for each rule, compiled once."""

from __future__ import annotations

from rule_engine import Context, DataType, Rule

from tests.benchmarks.engines.flat import Engine, Plain, flat
from tests.benchmarks.engines.infix import infix
from triage.ruleset.model import RuleSet


def rule_engine(ruleset: RuleSet) -> Engine:
    """The rule set in the language of rule-engine."""
    types = {question.id: DataType.ARRAY(DataType.STRING) for question in ruleset.questions}
    context = Context(type_resolver=types)
    rules = [(rule.id, Rule(infix(rule.when), context)) for rule in flat(ruleset)]

    def fired(sheet: Plain) -> list[str]:
        return [id for id, rule in rules if rule.matches(sheet)]

    return fired
