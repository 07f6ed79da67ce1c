"""The fast engine means what the plain one says, on random rule sets and answer sheets, full and partial."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.random_rulesets import rulesets, sheets
from triage.engine import reference
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.engine.journey import journey
from triage.ruleset.model import RuleSet

MANY = settings(max_examples=100, deadline=None)


@MANY
@given(st.data())
def test_the_compiled_outcome_is_the_outcome_of_the_plain_evaluator(data):
    ruleset = data.draw(rulesets())
    answers = data.draw(sheets(ruleset))
    assessment = assess(compile_ruleset(ruleset), answers)
    assert assessment.outcome.id == reference.outcome_of(ruleset, answers)
    assert assessment.answers == reference.counted(ruleset, answers)


@MANY
@given(st.data())
def test_everything_that_fires_is_reported_and_nothing_else(data):
    ruleset = data.draw(rulesets())
    answers = data.draw(sheets(ruleset))
    counted = reference.counted(ruleset, answers)
    expected = {rule.id for rule in ruleset.rules if reference.holds(ruleset, rule.when, counted)}
    expected |= {
        f"{question}={choice}"
        for question, picked in counted.items()
        for choice in picked
        if ruleset.question_by_id[question].choice_by_id[choice].outcome
    }
    because = assess(compile_ruleset(ruleset), answers).because
    assert set(because) == expected
    assert len(because) == len(expected)


@MANY
@given(st.data())
def test_skipping_questions_never_changes_the_outcome(data):
    ruleset = data.draw(rulesets())
    answers = data.draw(sheets(ruleset))
    walked = journey(compile_ruleset(ruleset), answers)
    assert walked.assessment is not None
    assert walked.assessment.outcome.id == reference.outcome_of(ruleset, answers)


@MANY
@given(st.data())
def test_no_way_to_finish_a_part_filled_sheet_ends_below_the_outcome_so_far(data):
    ruleset = data.draw(rulesets())
    full = data.draw(sheets(ruleset))
    kept = data.draw(st.sets(st.sampled_from(sorted(full))))
    partial = journey(compile_ruleset(ruleset), {question: full[question] for question in kept})
    finished = reference.outcome_of(ruleset, {**full, **partial.answers})
    assert ruleset.rank[partial.so_far.id] <= ruleset.rank[finished]
    if partial.assessment is not None:
        assert partial.assessment.outcome.id == finished


@MANY
@given(st.data())
def test_the_journey_asks_in_order_until_nothing_is_missing(data):
    ruleset = data.draw(rulesets())
    answers = data.draw(sheets(ruleset))
    compiled = compile_ruleset(ruleset)
    given_so_far = {}
    seen = []
    while (here := journey(compiled, given_so_far)).next_page is not None:
        seen.append(here.next_page)
        given_so_far |= {question.id: answers[question.id] for question in here.asked[here.next_page]}
    assert seen == sorted(set(seen))
    assert here.answers == journey(compiled, answers).answers


@MANY
@given(st.data(), st.randoms())
def test_shuffled_rules_and_rewritten_labels_give_the_same_outcome(data, shuffler: random.Random):
    ruleset = data.draw(rulesets())
    answers = data.draw(sheets(ruleset))
    rules = list(ruleset.rules)
    shuffler.shuffle(rules)
    pages = tuple(
        page.model_copy(
            update={
                "title": "Other",
                "questions": tuple(q.model_copy(update={"label": "x", "text": "y?"}) for q in page.questions),
            }
        )
        for page in ruleset.pages
    )
    other: RuleSet = ruleset.model_copy(update={"rules": tuple(rules), "pages": pages})
    one, two = (assess(compile_ruleset(r), answers) for r in (ruleset, other))
    assert one.outcome.id == two.outcome.id
    assert set(one.because) == set(two.because)
