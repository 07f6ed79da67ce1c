"""The journey is replayed from the answers: what is asked, what counts, and when it ends."""

import pytest

from triage.engine.assess import assess
from triage.engine.explain import answers_behind, what_decided
from triage.engine.journey import journey
from triage.engine.sheet import read_answers
from triage.errors import Unanswered, UnknownAnswer


def walked(small, **given):
    return journey(small, read_answers(small.ruleset, given))


def asked_ids(journey_so_far):
    return {page: [q.id for q in questions] for page, questions in journey_so_far.asked.items()}


def test_an_unfinished_journey_has_no_outcome(small):
    here = walked(small, numb="no")
    assert here.assessment is None
    assert here.next_page == 0


def test_a_missing_answer_is_never_a_no_json_logic_js_60(small):
    """In jwadhams/json-logic-js#60 an answer that is missing is taken for 0, and so compares as one."""
    with pytest.raises(Unanswered) as error:
        assess(small, read_answers(small.ruleset, {"numb": "no", "age": "old", "weak": "no", "risks": "no"}))
    assert error.value.question == "falls"


def test_a_question_that_does_not_apply_is_not_asked(small):
    assert asked_ids(walked(small, numb="no", age="young"))[1] == ["weak"]
    assert asked_ids(walked(small, numb="no", age="old"))[1] == ["weak", "falls"]


def test_doubt_on_a_context_question_opens_what_it_may_hide(small):
    assert asked_ids(walked(small, numb="no", age="not_sure"))[1] == ["weak", "falls"]


def test_answers_that_no_longer_apply_stop_counting_eq_survey_runner_1744_digital_form_builder_503(small):
    """In ONSdigital/eq-survey-runner#1744 and XGovFormBuilder/digital-form-builder#503 they still decided."""
    here = walked(small, numb="no", age="young", weak="no", falls="yes", risks="no")
    assert "falls" not in here.answers
    assert here.assessment.outcome.id == "guides"


def test_emergency_ends_the_questions_even_with_others_unanswered(small):
    here = walked(small, numb="yes")
    assert here.next_page is None
    assert here.assessment.outcome.id == "emergency"
    assert asked_ids(here) == {0: ["numb", "age"]}


def test_a_question_that_can_no_longer_change_the_outcome_is_not_asked(small):
    here = walked(small, numb="no", age="young", weak="no")
    assert 2 not in here.asked
    assert here.assessment.outcome.id == "guides"
    assert asked_ids(walked(small, numb="no", age="young", weak="yes"))[2] == ["risks"]


def test_only_pages_done_and_the_next_one_may_be_visited(small):
    here = walked(small, numb="no", age="old")
    assert [here.may_visit(page) for page in range(3)] == [True, True, False]
    assert (here.page_before(1), here.page_after(0), here.page_after(1)) == (0, 1, None)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"leg": "no"}, "no such question"),
        ({"numb": "maybe"}, "no such choice"),
        ({"numb": []}, "at least one"),
        ({"numb": ["no", "yes"]}, "one choice"),
        ({"risks": ["no", "steroids"]}, "excludes"),
        ({"numb": 1}, "choice id"),
        ({"numb": {"yes": 1}}, "choice id"),
        ({"numb": [["yes"]]}, "choice id"),
    ],
)
def test_unknown_or_impossible_answers_are_refused(small_ruleset, given, says):
    with pytest.raises(UnknownAnswer, match=says):
        read_answers(small_ruleset, given)


def test_what_decided_is_the_persons_own_answers_most_serious_first(small):
    here = walked(small, numb="no", age="old", weak="yes", falls="no", risks=["steroids", "diabetes"])
    assert here.assessment.because[0] == "weak-on-steroids"
    told = what_decided(small.ruleset, here.assessment)
    assert [(t.question.id, t.choice.id) for t in told] == [("weak", "yes"), ("risks", "steroids")]


def test_nothing_decided_the_least_urgent_outcome(small):
    here = walked(small, numb="no", age="young", weak="no")
    assert what_decided(small.ruleset, here.assessment) == ()


def test_the_answers_behind_a_criterion_are_those_that_make_it_hold(small_ruleset):
    rule = small_ruleset.rules[1]
    answers = read_answers(small_ruleset, {"age": "old", "risks": ["diabetes", "steroids"]})
    assert [t.choice.id for t in answers_behind(small_ruleset, rule.when, answers)] == ["old", "diabetes"]
