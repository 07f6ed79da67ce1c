"""Nearest misses, against every other answer to every question of random small rule sets."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answer_sheets import random_sheet
from tests.verification.brute_force import Everybody, answers_to
from tests.verification.small_rulesets import small_rulesets
from triage.engine import reference
from triage.ruleset.model import Question
from triage.verification.encode import Encoded
from triage.verification.explaining.misses import nearest_miss

FEW = 8


def steps(question: Question, one: frozenset[str], other: frozenset[str]) -> int:
    """How many choices or ticks differ."""
    if question.choose == "one":
        return int(one != other)
    return len((one ^ other) - {question.none})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_rulesets(), st.randoms(use_true_random=False))
def test_a_miss_is_found_for_each_question_and_outcome_that_one_changed_answer_reaches(ruleset, chance):
    encoded, everybody = Encoded(ruleset), Everybody(ruleset)
    for key in chance.sample(list(everybody.full), min(FEW, len(everybody.full))):
        own = everybody.counted[key]
        full = tuple(own.get(question.id, encoded.slots.calm[question.id]) for question in ruleset.questions)
        reached = {
            (question.id, picked): everybody.rank[everybody.changed(full, question.id, picked)]
            for question in ruleset.questions
            if question.id in own
            for picked in answers_to(question)
        }
        moving = {change: rank for change, rank in reached.items() if rank != everybody.rank[key]}
        misses = nearest_miss(encoded, everybody.full[key])
        found = {(miss.question, miss.after): ruleset.rank[miss.outcome] for miss in misses}
        assert len(found) == len(misses)
        assert found.items() <= moving.items()
        assert {(q, rank) for (q, _), rank in found.items()} == {(q, rank) for (q, _), rank in moving.items()}
        for (question_id, picked), rank in moving.items():
            question = ruleset.question_by_id[question_id]
            far = steps(question, own[question_id], picked)
            if far == 1:
                assert (question_id, picked) in found
            same = [after for (q, after), r in found.items() if (q, r) == (question_id, rank)]
            assert min(steps(question, own[question_id], after) for after in same) <= far
        for miss in misses:
            assert (miss.moves == "up") == (ruleset.rank[miss.outcome] > everybody.rank[key])
            after = everybody.counted[everybody.changed(full, miss.question, miss.after)]
            assert set(miss.opens) == after.keys() - own.keys()


def test_on_the_shipped_rules_every_miss_is_what_the_plain_evaluator_says(rules, encoded_rules):
    chance = random.Random(3)
    calm = encoded_rules.slots.calm
    for worry in (0.0, 0.02, 0.1):
        own = reference.counted(rules, random_sheet(rules, chance, worry))
        misses = nearest_miss(encoded_rules, own)
        assert misses
        for miss in misses:
            changed = {**calm, **own, miss.question: miss.after}
            assert reference.outcome_of(rules, changed) == miss.outcome != reference.outcome_of(rules, own)


def test_somebody_with_nothing_serious_can_only_move_up(rules, encoded_rules):
    misses = nearest_miss(encoded_rules, encoded_rules.slots.calm)
    assert {miss.moves for miss in misses} == {"up"}
    assert "emergency" in {miss.outcome for miss in misses}
