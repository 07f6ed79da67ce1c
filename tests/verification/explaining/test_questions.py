"""Rules, choices and questions of the shipped file, explained."""

import pytest

from triage.engine import reference
from triage.errors import TriageError
from triage.verification.explaining.alone import decide
from triage.verification.explaining.questions import explain_choice, explain_question
from triage.verification.explaining.rules import explain_rule


def test_every_rule_is_explained_with_its_own_words_and_sources(rules, encoded_rules, vignettes):
    for rule in rules.rules:
        found = explain_rule(encoded_rules, vignettes, rule.id)
        assert (found.rule, found.because, found.outcome.id) == (rule, rule.because, rule.outcome)
        assert [cited.id for cited in found.sources] == list(rule.sources)
        assert all(cited.source is rules.bibliography[cited.id] for cited in found.sources)
        assert (found.decision.id if found.decision else None) == rule.decision
        assert found.alone.decides > 0


def test_the_vignettes_of_a_rule_are_those_that_it_decides_and_those_that_just_miss_it(rules, encoded_rules, vignettes):
    for rule in rules.rules[::4]:
        found = explain_rule(encoded_rules, vignettes, rule.id).vignettes
        decisive = [v for v in vignettes if decide(rules, reference.counted(rules, v.answers), {rule.id})]
        assert list(found.decisive) == decisive
        assert {v.sentence for v in vignettes if v.because == rule.id} <= {v.sentence for v in found.decisive}
        assert [v.sentence for v in found.near_misses] == [v.sentence for v in vignettes if v.not_because == rule.id]


def test_a_choice_that_raises_nothing_says_why_and_what_it_counts_for(encoded_rules, vignettes):
    found = explain_choice(encoded_rules, vignettes, "sudden_severe", "low_with_trigger")
    assert found.outcome is None
    assert found.alone is None
    assert found.choice.raises_nothing
    assert found.named_by.rules


def test_a_choice_that_gives_an_outcome_is_explained_like_a_rule(encoded_rules, vignettes):
    found = explain_choice(encoded_rules, vignettes, "very_unwell", "yes")
    assert found.outcome is not None
    assert found.alone is not None
    assert found.alone.choice is found.choice
    assert [touched.guarantee.id for touched in found.alone.guarantees if touched.rests] == ["very-unwell-now"]


def test_doubt_on_a_context_question_counts_for_every_rule_that_names_the_question(rules, encoded_rules, vignettes):
    found = explain_question(encoded_rules, vignettes, "pregnancy")
    (doubt,) = [short for short in found.choices if short.choice.id == "not_sure"]
    assert set(doubt.rules) == {rule.id for rule in found.named_by.rules}


def test_every_question_is_explained_with_its_page_choices_and_waivers(rules, encoded_rules, vignettes):
    for question in rules.questions[::5]:
        found = explain_question(encoded_rules, vignettes, question.id)
        assert question in rules.pages[found.page - 1].questions
        assert tuple(short.choice for short in found.choices) == question.choices
        assert bool(found.asked_when) == (question.ask_when is not None)
        assert [w.question for w in found.waivers] == [w.question for w in rules.waivers if w.question == question.id]


def test_what_gives_no_outcome_is_no_rule(encoded_rules, vignettes):
    with pytest.raises(TriageError, match="very_unwell=no"):
        explain_rule(encoded_rules, vignettes, "very_unwell=no")
