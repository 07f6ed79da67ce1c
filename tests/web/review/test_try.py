"""The page to try: what it says is what the plain evaluator says, and nothing of it is kept."""

from __future__ import annotations

import logging
import random

import pytest

from tests.answer_sheets import random_sheet
from tests.web.conscience import Opened, inspect, words_of
from tests.web.visitor import Visitor
from triage.engine import reference
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet

SHEETS = 40


def tries(reviewer: Visitor, answers: Answers, **more: str) -> Opened:
    form = {f"q_{question}": sorted(picked) for question, picked in answers.items()}
    response = reviewer.client.post("/review/try", data=form | more)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    return inspect("/review/try", response)


def outcome(rules: RuleSet, answers: Answers) -> str:
    return rules.outcome_by_id[reference.outcome_of(rules, answers)].name


def moves(page: Opened) -> dict[str, set[tuple[str, str]]]:
    """Outcome id → the questions of which one other answer would lead there, each with that answer."""
    found: dict[str, set[tuple[str, str]]] = {}
    for group in page.all("ul[@data-to]"):
        for move in group.findall("li[@data-move]"):
            said = words_of(move).partition(": “")[2].partition("” instead of")[0]
            found.setdefault(group.get("data-to"), set()).add((move.get("data-move"), said))
    return found


def one_answer_away(rules: RuleSet, answers: Answers) -> dict[str, set[tuple[str, str]]]:
    """The same by trying every other choice of every question that takes one choice."""
    own = reference.outcome_of(rules, answers)
    counted = reference.counted(rules, answers)
    found: dict[str, set[tuple[str, str]]] = {}
    for question in rules.questions:
        if question.choose == "any" or question.id not in counted:
            continue
        for choice in question.choices:
            opened = {
                q.id: frozenset([q.reassuring or q.none or q.choices[0].id])
                for q in rules.questions
                if q.id not in counted
            }
            there = reference.outcome_of(rules, {**counted, **opened, question.id: frozenset([choice.id])})
            if there != own:
                found.setdefault(there, set()).add((question.id, " ".join(choice.text.split())))
    return found


@pytest.mark.parametrize("seed", range(SHEETS))
def test_the_outcome_and_the_nearest_misses_are_those_of_the_plain_evaluator(reviewer, rules: RuleSet, seed: int):
    chance = random.Random(seed)
    answers = random_sheet(rules, chance, worry=chance.choice((0.0, 0.02, 0.1, 0.3)))
    page = tries(reviewer, answers)
    assert f"Outcome: {outcome(rules, answers)}" in [words_of(heading) for heading in page.all("h2")]
    single = {question.id for question in rules.questions if question.choose == "one"}
    told = {there: {move for move in found if move[0] in single} for there, found in moves(page).items()}
    assert {there: found for there, found in told.items() if found} == one_answer_away(rules, answers)


def test_what_was_picked_is_still_picked(reviewer, rules: RuleSet):
    answers = random_sheet(rules, random.Random(1), worry=0.2)
    assert {q: frozenset(picked) for q, picked in tries(reviewer, answers).picked().items()} == answers


def test_the_page_begins_with_the_reassuring_answers_and_the_least_urgent_outcome(reviewer, rules: RuleSet):
    page = reviewer.opens("/review/try")
    picked = {question: frozenset(choices) for question, choices in page.picked().items()}
    assert picked.keys() == rules.question_by_id.keys()
    assert reference.outcome_of(rules, picked) == rules.outcomes[0].id
    assert "nothing here is kept" in page.text


def test_what_fired_and_the_smallest_reason_are_said_in_words(reviewer, rules: RuleSet):
    calm = {question: frozenset(c) for question, c in reviewer.opens("/review/try").picked().items()}
    page = tries(reviewer, {**calm, "fever_chills": frozenset(["no_clear_cause"]), "leg_weakness": frozenset(["new"])})
    assert "Rule fever-with-nerve-sign" in page.text
    smallest = [words_of(line) for line in page.all("ul[@id='smallest']/li")]
    assert len(smallest) == 2
    assert {line.split(":")[0] for line in smallest} == {"Fever", "Weak leg or foot"}


def test_a_smallest_reason_is_one_for_this_outcome_or_a_more_urgent_one(reviewer, rules: RuleSet):
    calm = {question: frozenset(c) for question, c in reviewer.opens("/review/try").picked().items()}
    assert (
        "suffice for this, or for something more urgent,"
        in tries(reviewer, calm | {"fever_chills": frozenset(["no_clear_cause"])}).text
    )
    assert "suffice for this, whatever" in tries(reviewer, calm | {"saddle_numbness": frozenset(["yes"])}).text


def test_answers_to_questions_that_do_not_apply_are_said_to_be_left_aside(reviewer, rules: RuleSet):
    calm = {question: frozenset(c) for question, c in reviewer.opens("/review/try").picked().items()}
    assert not tries(reviewer, calm).all("ul[@id='aside']")
    counted = reference.counted(rules, calm)
    question = next(q for q in rules.questions if q.id not in counted and q.choose == "one")
    worst = question.choices[-1]
    page = tries(reviewer, {**calm, question.id: frozenset([worst.id])})
    assert "no warning sign that applies was reported" in page.text
    assert [words_of(line) for line in page.all("ul[@id='aside']/li")] == [f"{question.label}: “{worst.text}”"]


def test_a_question_that_applies_and_has_no_answer_is_an_error_and_there_is_no_outcome(reviewer, rules: RuleSet):
    answers = random_sheet(rules, random.Random(1), worry=0.0)
    page = tries(reviewer, {q: picked for q, picked in answers.items() if q != "fever_chills"})
    assert page.errors() == ["Fever: choose one answer"]
    assert page.title.startswith("Error: ")
    assert not page.all("ul[@data-to]")
    assert "Outcome:" not in page.text


def test_nothing_at_all_is_an_error_for_every_question_that_then_applies(reviewer, rules: RuleSet):
    page = tries(reviewer, {})
    always = [question for question in rules.questions if question.ask_when is None]
    assert len(page.errors()) == len(always)


@pytest.mark.parametrize("garbage", [{"q_fever_chills": "nonsense"}, {"q_nothing": "x"}, {"": ""}, {"q_": "\0"}])
def test_what_means_nothing_is_no_answer(reviewer, garbage: dict[str, str]):
    assert "Outcome:" not in tries(reviewer, {}, **garbage).text


def test_trying_logs_nothing_and_takes_nothing_from_a_visitors_own_check(reviewer, rules: RuleSet, caplog):
    caplog.set_level(logging.DEBUG)
    reviewer.goes_through({q: sorted(p) for q, p in random_sheet(rules, random.Random(1), worry=0.0).items()})
    cookie, result = reviewer.cookie(), reviewer.opens("/result").text
    tries(reviewer, random_sheet(rules, random.Random(2), worry=1.0))
    assert (reviewer.cookie(), reviewer.opens("/result").text) == (cookie, result)
    assert not [record for record in caplog.records if "q_" in record.getMessage()]


def test_another_site_cannot_show_anybody_an_outcome_of_its_own_choice(reviewer, rules: RuleSet):
    answers = random_sheet(rules, random.Random(1), worry=0.0)
    form = {f"q_{question}": sorted(picked) for question, picked in answers.items()}
    sent = reviewer.client.post("/review/try", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 400
    assert "Outcome:" not in sent.text
