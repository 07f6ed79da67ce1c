import pytest

from triage.engine.compiled import compile_ruleset


@pytest.fixture(scope="package")
def compiled(rules):
    return compile_ruleset(rules)
