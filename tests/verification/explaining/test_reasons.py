"""The smallest reason, against every set of a person's answers on random small rule sets."""

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.brute_force import Everybody
from tests.verification.small_rulesets import small_rulesets
from triage.engine import reference
from triage.verification.encode import Encoded
from triage.verification.explaining.reasons import smallest_reason

FEW = 6


def forces(everybody, own, kept, rank):
    """Whether everybody with these answers has an outcome at least as urgent."""
    return all(
        everybody.rank[key] >= rank
        for key, sheet in everybody.full.items()
        if all(sheet[question] == own[question] for question in kept)
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_rulesets(), st.randoms(use_true_random=False))
def test_the_smallest_reason_forces_the_outcome_and_no_smaller_set_of_answers_does(ruleset, chance):
    encoded, everybody = Encoded(ruleset), Everybody(ruleset)
    for key in chance.sample(list(everybody.full), min(FEW, len(everybody.full))):
        own, rank = everybody.counted[key], everybody.rank[key]
        reason = smallest_reason(encoded, everybody.full[key])
        assert set(reason) <= own.keys()
        assert forces(everybody, own, reason, rank)
        if reason:
            assert not any(forces(everybody, own, kept, rank) for kept in combinations(own, len(reason) - 1))


def test_the_least_urgent_outcome_needs_no_reason(encoded_rules):
    assert smallest_reason(encoded_rules, encoded_rules.slots.calm) == ()


def test_vignettes_have_short_reasons_that_decide_whatever_else_is_answered(rules, encoded_rules, vignettes):
    calm = encoded_rules.slots.calm
    for vignette in vignettes[::8]:
        own = reference.counted(rules, vignette.answers)
        reason = smallest_reason(encoded_rules, own)
        rank = rules.rank[reference.outcome_of(rules, own)]
        assert bool(reason) == (rank > 0)
        kept = {**calm, **{question: own[question] for question in reason}}
        assert rules.rank[reference.outcome_of(rules, kept)] >= rank
