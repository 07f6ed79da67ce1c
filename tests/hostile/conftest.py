"""The small rule set, read once."""

from pathlib import Path

import pytest

from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet


@pytest.fixture(scope="session")
def specimen() -> RuleSet:
    return load_ruleset(Path(__file__).parents[1] / "specimen.yaml")
