"""Every claim of the verifier, on random small rule sets, against every answer sheet looked at one by one."""

from hypothesis import HealthCheck, given, settings

from tests.verification.brute_force import Everybody
from tests.verification.differential import CHECKS
from tests.verification.small_rulesets import small_rulesets
from triage.verification.encode import Encoded


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_rulesets())
def test_the_verifier_claims_what_holds_of_everybody(ruleset):
    everybody = Everybody(ruleset)
    for check in CHECKS:
        check(Encoded(ruleset), everybody)
