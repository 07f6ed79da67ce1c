"""The shipped rule set as diagrams, and its vignettes."""

import pytest

from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded
from triage.verification.vignettes import Vignette, read_vignettes


@pytest.fixture(scope="session")
def encoded_rules(rules: RuleSet) -> Encoded:
    return Encoded(rules)


@pytest.fixture(scope="session")
def vignettes(rules: RuleSet) -> tuple[Vignette, ...]:
    return read_vignettes(shipped("vignettes"), rules)
