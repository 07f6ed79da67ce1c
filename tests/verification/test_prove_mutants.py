"""The verifier itself is verified: break it in any of many places, and a differential test notices."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.verification import differential
from tests.verification.brute_force import Everybody
from tests.verification.mutants import MUTANTS, break_verifier, name_of
from tests.verification.small_rulesets import small_rulesets, telling_ruleset
from triage.verification.encode import Encoded


@pytest.fixture(scope="module")
def everybodies() -> list[Everybody]:
    """A telling rule set, and random ones that are the same every time."""
    drawn = [Everybody(telling_ruleset())]

    @settings(max_examples=70, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(small_rulesets())
    def draw(ruleset):
        drawn.append(Everybody(ruleset))

    draw()
    return drawn


def noticed(everybodies: list[Everybody]) -> str:
    """How a differential test fails; empty when none does."""
    for everybody in everybodies:
        try:
            for check in differential.CHECKS:
                check(Encoded(everybody.ruleset), everybody)
        except Exception as error:
            return f"{check.__name__}: {type(error).__name__}: {error}"
    return ""


def test_the_sound_verifier_is_not_noticed(everybodies):
    assert noticed(everybodies) == ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=map(name_of, MUTANTS))
def test_a_broken_verifier_is_noticed(mutant, everybodies, monkeypatch):
    break_verifier(monkeypatch, mutant)
    assert noticed(everybodies)
