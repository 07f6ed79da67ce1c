"""The shipped rule set, read and compiled once."""

import pytest

from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return load_ruleset(shipped("rules.yaml"))


@pytest.fixture(scope="session")
def compiled_rules(rules: RuleSet) -> CompiledRuleSet:
    return compile_ruleset(rules)
