"""The smallest reason: the fewest answers that bring the outcome about by themselves."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tests.answer_sheets import random_sheet, sheets_where
from triage.engine import reference
from triage.engine.assess import assess
from triage.engine.compiled import CompiledRuleSet
from triage.engine.reference import holds
from triage.engine.smallest import smallest_reason
from triage.ruleset.model import RuleSet


def assessed(compiled: CompiledRuleSet, seed: int):
    chance = random.Random(seed)
    return assess(compiled, random_sheet(compiled.ruleset, chance, worry=chance.choice((0.03, 0.1, 0.3))))


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_answered_elsewhere_the_outcome_is_as_urgent(compiled_rules, rules: RuleSet, seed: int):
    assessment = assessed(compiled_rules, seed)
    kept: dict[str, set[str]] = {}
    for told in smallest_reason(rules, assessment):
        kept.setdefault(told.question.id, set()).add(told.choice.id)
    chance = random.Random(seed)
    for _ in range(20):
        other = random_sheet(rules, chance, worry=chance.choice((0.0, 0.3)))
        sheet = {**other, **{question: frozenset(picked) for question, picked in kept.items()}}
        assert rules.rank[reference.outcome_of(rules, sheet)] >= rules.rank[assessment.outcome.id]


@pytest.mark.parametrize("seed", range(60))
def test_no_fewer_answers_make_anything_fire_that_gives_the_outcome(compiled_rules, rules: RuleSet, seed: int):
    assessment = assessed(compiled_rules, seed)
    reason = smallest_reason(rules, assessment)
    assert bool(reason) == (assessment.outcome.id != rules.outcomes[0].id)
    pairs = [(question, choice) for question, picked in assessment.answers.items() for choice in picked]
    fewer = range(min(len(reason), 3))
    assert not any(fires(rules, assessment.outcome.id, few) for size in fewer for few in combinations(pairs, size))


def fires(rules: RuleSet, outcome: str, pairs: tuple[tuple[str, str], ...]) -> bool:
    """Whether these answers alone, of questions that they themselves have asked, make something give the outcome."""
    picked: dict[str, frozenset[str]] = {}
    for question, choice in pairs:
        picked[question] = picked.get(question, frozenset()) | {choice}
    if any(not reference.applies(rules, rules.question_by_id[question], picked) for question in picked):
        return False
    if any(rules.question_by_id[question].choice_by_id[choice].outcome == outcome for question, choice in pairs):
        return True
    return any(rule.outcome == outcome and holds(rules, rule.when, picked) for rule in rules.rules)


def test_for_every_rule_that_decides_the_reason_is_part_of_what_it_names(compiled_rules, rules: RuleSet):
    for rule in rules.rules[:20]:
        for sheet in sheets_where(rules, rule.when, 3, seed=1):
            assessment = assess(compiled_rules, sheet)
            reason = smallest_reason(rules, assessment)
            assert {(t.question.id, t.choice.id) for t in reason} <= {(q, c) for q, p in sheet.items() for c in p}
