"""What only one choice, rule or question decides, against every answer sheet of random small rule sets."""

import random

from hypothesis import HealthCheck, given, settings

from tests.verification.brute_force import Everybody
from tests.verification.small_rulesets import small_rulesets
from triage.engine import reference
from triage.ruleset import mentions
from triage.verification.encode import Encoded
from triage.verification.explaining.alone import alone, decide, where_alone
from triage.verification.explaining.questions import explain_question
from triage.verification.explaining.rules import explain_rule

EXAMPLES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def people(everybody):
    """One key for each sheet that differs in what counts."""
    return {frozenset(counted.items()): key for key, counted in everybody.counted.items()}.values()


def decided(everybody, own):
    """The sheets whose outcome is less urgent without some choices and rules."""
    return [
        key
        for key in people(everybody)
        if max(everybody.fired[key].values(), default=0)
        > max((rank for id, rank in everybody.fired[key].items() if id not in own), default=0)
    ]


def agrees(encoded, everybody, found, own):
    expected = decided(everybody, own)
    assert found.of == len(people(everybody))
    assert found.fires == sum(not own.isdisjoint(everybody.fired[key]) for key in people(everybody))
    assert found.decides == len(expected)
    assert (found.example is None) == (not expected)
    if found.example:
        assert found.example.answers in [everybody.counted[key] for key in expected]
        calm = encoded.slots.calm
        fewest = min(len(everybody.departures(everybody.counted[key], calm)) for key in expected)
        assert len(everybody.departures(found.example.answers, calm)) == fewest


@EXAMPLES
@given(small_rulesets())
def test_what_only_a_rule_or_a_choice_decides_is_counted_exactly_with_the_nearest_sheet(ruleset):
    encoded, everybody = Encoded(ruleset), Everybody(ruleset)
    for firing in encoded.firings:
        agrees(encoded, everybody, explain_rule(encoded, (), firing.id).alone, {firing.id})


@EXAMPLES
@given(small_rulesets())
def test_what_only_a_question_decides_is_that_of_its_choices_and_of_the_rules_that_look_at_it(ruleset):
    encoded, everybody = Encoded(ruleset), Everybody(ruleset)
    for question in ruleset.questions:
        own = {f"{question.id}={choice.id}" for choice in question.choices if choice.outcome}
        for rule in ruleset.rules:
            if question.id in {leaf.question for leaf in mentions.picked(ruleset, [rule.when])}:
                own.add(rule.id)
        found = explain_question(encoded, (), question.id)
        agrees(encoded, everybody, found.alone, own)
        applying = {frozenset(c.items()) for c in everybody.counted.values() if question.id in c}
        assert found.applies == len(applying)


@EXAMPLES
@given(small_rulesets())
def test_the_sheets_on_which_two_rules_fire_are_counted_exactly(ruleset):
    encoded, everybody = Encoded(ruleset), Everybody(ruleset)
    for firing in encoded.firings:
        for overlap in explain_rule(encoded, (), firing.id).overlaps:
            both = [key for key in people(everybody) if {firing.id, overlap.firing.id} <= everybody.fired[key].keys()]
            assert overlap.sheets == len(both) > 0
            assert overlap.firing.rank >= firing.rank


@EXAMPLES
@given(small_rulesets())
def test_a_guarantee_rests_on_a_rule_when_it_breaks_for_somebody_without_it(ruleset):
    encoded, everybody = Encoded(ruleset), Everybody(ruleset)
    ranks = ruleset.rank
    for firing in encoded.firings:
        for touched in explain_rule(encoded, (), firing.id).guarantees:
            least = touched.guarantee.at_least or touched.guarantee.exactly
            about = [key for key in decided(everybody, {firing.id}) if everybody.holds(touched.guarantee.whenever, key)]
            rest = [
                max((rank for id, rank in everybody.fired[key].items() if id != firing.id), default=0) for key in about
            ]
            breaks = least is not None and any(
                rank < ranks[least] <= everybody.rank[key] for rank, key in zip(rest, about, strict=True)
            )
            assert touched.rests == breaks


def test_the_plain_evaluator_tells_who_decides_on_the_shipped_rules(rules, encoded_rules):
    chance = random.Random(11)
    for firing in chance.sample(encoded_rules.firings, 12):
        found = alone(encoded_rules, [firing], where_alone(encoded_rules, [firing]))
        assert found.example is not None
        assert found.example.outcome == rules.outcomes[firing.rank].id
        assert decide(rules, found.example.answers, {firing.id})
        assert reference.holds(rules, firing.criterion, found.example.answers)
        assert not decide(rules, found.example.answers, set())
