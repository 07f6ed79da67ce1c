"""The same rule set in other rule engines, which must say the same of every sheet before their speed counts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from tests.answer_sheets import random_sheet
from tests.benchmarks.engines.business_rules import business_rules
from tests.benchmarks.engines.flat import Engine, plain
from tests.benchmarks.engines.json_logic import json_logic
from tests.benchmarks.engines.rule_engine import rule_engine
from tests.benchmarks.engines.zen_table import zen_table
from tests.benchmarks.result import Measured
from tests.benchmarks.stopwatch import measure
from triage.engine import reference
from triage.engine.assess import assess
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet

SHEETS = 1_000
"""Random ones, on which every engine must agree with ours."""

_ENGINES = {
    "zen-engine": zen_table,
    "json-logic-qubit": json_logic,
    "rule-engine": rule_engine,
    "business-rules": business_rules,
}


def beside(ruleset: RuleSet, sheets: list[Answers]) -> Iterator[Measured]:
    """Measure the engines on complete sheets.

    Ours is given what a person answered. The others are given only the answers that count, so that they need not
    find out what applies.

    Args:
        ruleset: the rule set.
        sheets: answers to every question.

    Raises:
        RuntimeError: an engine says something else of a sheet than ours.
    """
    compiled = compile_ruleset(ruleset)
    engines = {name: make(ruleset) for name, make in _ENGINES.items()}
    _compare(compiled, engines)
    given = [plain(ruleset, reference.counted(ruleset, sheet)) for sheet in sheets]
    took = measure(
        {"ours": lambda: [assess(compiled, sheet) for sheet in sheets]}
        | {name: lambda fired=fired: [fired(sheet) for sheet in given] for name, fired in engines.items()}
    )
    for name in engines:
        goal = ">= 20 x" if name == "zen-engine" else ""
        yield Measured(
            f"assess one complete sheet, beside {name} {version(name)}",
            f"{took[name] / took['ours']:.0f} x",
            goal,
            took[name] >= 20 * took["ours"],
            f"{took[name] / len(sheets) * 1e6:.0f} µs to {took['ours'] / len(sheets) * 1e6:.1f} µs; "
            f"the same on {SHEETS:,} random sheets",
        )


def _compare(compiled: CompiledRuleSet, engines: Mapping[str, Engine]) -> None:
    chance = random.Random(5)
    for _ in range(SHEETS):
        sheet = random_sheet(compiled.ruleset, chance, worry=chance.choice((0.0, 0.02, 0.1, 0.3)))
        ours = sorted(assess(compiled, sheet).because)
        given = plain(compiled.ruleset, reference.counted(compiled.ruleset, sheet))
        for name, fired in engines.items():
            if sorted(fired(given)) != ours:
                raise RuntimeError(f"{name} says {sorted(fired(given))} and ours {ours} of {given}")
