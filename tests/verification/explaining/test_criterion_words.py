"""Criteria in words, on the small rule set and on every criterion that is shipped."""

import pytest

from triage.ruleset import mentions
from triage.ruleset.criteria import All, AnyOf, AtLeast, InGroup, Picked
from triage.ruleset.model import RuleSet
from triage.verification.explaining.criterion_words import criterion_lines


def shown(ruleset, criterion):
    return [f"{'  ' * line.depth}{line.text}" for line in criterion_lines(ruleset, criterion)]


@pytest.fixture
def worded() -> RuleSet:
    place = {"id": "uk", "name": "UK", "emergency_number": "999", "closed": "call 111", "doctor": "a GP"} | {
        "your_doctor": "your GP", "hospital": "A&E", "text_relay": "18000", "crisis": [], "source": "x",
        "status": "not_checked",
    }  # fmt: skip
    yes_no = [{"id": "no", "text": "No"}, {"id": "not_sure", "text": "I'm not sure"}, {"id": "yes", "text": "Yes"}]
    ticks = [{"id": "none", "text": "None of these"}, {"id": "not_sure", "text": "I'm not sure"}]
    ages = [{"id": "young", "text": "Under 50"}, {"id": "old", "text": "50 or over"}]
    return RuleSet.model_validate(
        {
            "version": "0",
            "intended_use": "Tests.",
            "outcomes": [{"id": o, "name": o, "heading": o, "means": o, "told": o} for o in ("read", "call")],
            "pages": [
                {
                    "id": "one",
                    "title": "One",
                    "questions": [
                        {"id": "numb", "label": "n", "text": "Is it numb?", "choices": yes_no},
                        {"id": "age", "label": "a", "text": "How old are you?", "order": "none"}
                        | {"choices": [*ages, {"id": "not_sure", "text": "I'd rather not say"}]},
                        {"id": "had", "label": "h", "text": "Have you had:", "choose": "any", "none": "none"}
                        | {"choices": [*ticks, {"id": "fall", "text": "A fall"}, {"id": "crash", "text": "A crash"}]},
                    ],
                }
            ],
            "groups": {"hurt": {"any": [{"had": "fall"}, {"had": "crash"}]}},
            "places": [place],
        }
    )


def test_one_choice_is_what_the_answer_is_and_ticks_are_what_the_answers_include(worded):
    assert shown(worded, Picked("numb", ("not_sure", "yes"))) == [
        "the answer to “Is it numb?” is “I'm not sure” or “Yes”"
    ]
    assert shown(worded, Picked("had", ("fall", "crash"))) == [
        "the answers to “Have you had:” include “A fall” or “A crash”"
    ]


def test_on_a_context_question_the_words_say_that_doubt_counts(worded):
    assert shown(worded, Picked("age", ("old",))) == [
        "the answer to “How old are you?” is “50 or over” or “I'd rather not say”"
    ]


def test_combinations_and_groups_are_written_out_one_step_deeper(worded):
    numb = Picked("numb", ("yes",))
    assert shown(worded, AtLeast(2, (All((numb, InGroup("hurt"))), AnyOf((numb,)), numb))) == [
        "at least 2 of:",
        "  all of:",
        "    the answer to “Is it numb?” is “Yes”",
        "    the group 'hurt':",
        "      any of:",
        "        the answers to “Have you had:” include “A fall”",
        "        the answers to “Have you had:” include “A crash”",
        "  the answer to “Is it numb?” is “Yes”",
        "  the answer to “Is it numb?” is “Yes”",
    ]


def test_the_lines_of_a_shipped_criterion_name_every_question_that_it_looks_at_and_no_other(rules):
    criteria = [criterion for _, criterion in mentions.criteria(rules)]
    assert criteria
    for criterion in criteria:
        lines = criterion_lines(rules, criterion)
        named = {line.question for line in lines if line.question}
        assert named == {leaf.question for leaf in mentions.picked(rules, [criterion])}
        assert all(rules.question_by_id[line.question].text in line.text for line in lines if line.question)
