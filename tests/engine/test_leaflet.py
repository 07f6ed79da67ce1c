"""The leaflet against the rule set: whoever follows its sentences never gets a lower box than from the check."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.answer_sheets import random_sheet
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.engine.leaflet import NOW, OTHERWISE, TODAY, VISIT, Leaflet, box_of, leaflet_of
from triage.engine.reference import holds, outcome_of
from triage.engine.sheet import Answers
from triage.engine.ways import ways
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import NOT_SURE

RULES = load_ruleset(shipped("rules.yaml"))
LEAFLET = leaflet_of(RULES)
ALONE = [(question, choice) for question in RULES.questions for choice in question.choices]


def box_on_paper(leaflet: Leaflet, answers: Answers) -> int:
    """What the sheet tells somebody to do who follows it to the letter, and counts each question once."""
    fitting = [
        (box_of(RULES, outcome), {part[0].question.id for part in line.parts})
        for outcome, lines in leaflet.lines.items()
        for line in lines
        if all(fits(part, answers) for part in line.parts)
    ]
    if not fitting:
        return OTHERWISE
    single = {question for _, questions in fitting if len(questions) == 1 for question in questions}
    beside = any(fits(part, answers) for part in leaflet.background)
    return min(max(box for box, _ in fitting) + (len(single) > 1 or (bool(single) and beside)), NOW)


def fits(part, answers: Answers) -> bool:
    """Whether a part of a line fits; not sure counts as yes."""
    picked = answers.get(part[0].question.id, frozenset())
    return NOT_SURE in picked or any(told.choice.id in picked for told in part)


def level_alone(question, choice) -> str:
    only = {question.id: frozenset({choice.id})}
    given = [rule.outcome for rule in RULES.rules if holds(RULES, rule.when, only)] + [choice.outcome or "guides"]
    return max(given, key=RULES.rank.__getitem__)


def sheets() -> Iterator[Answers]:
    chance = random.Random(20261122)
    for turn in range(3000):
        yield random_sheet(RULES, chance, worry=turn % 30 / 100)


@pytest.mark.parametrize(("question", "choice"), ALONE, ids=[f"{q.id}={c.id}" for q, c in ALONE])
def test_an_answer_alone_never_gets_a_lower_box_than_the_check_gives_it(question, choice):
    box = box_on_paper(LEAFLET, {question.id: frozenset({choice.id})})
    assert box >= box_of(RULES, level_alone(question, choice))


def test_a_whole_answer_sheet_never_gets_a_lower_box_than_the_check_gives_it_except_for_what_is_left_out():
    compiled, left_out = compile_ruleset(RULES), {rule.id for rule in LEAFLET.left_out}
    seen = set()
    for answers in sheets():
        found = assess(compiled, answers)
        box = box_of(RULES, found.outcome.id)
        seen.add(box)
        if box_on_paper(LEAFLET, found.answers) < box:
            assert {firing.id for firing in found.fired} <= left_out, found.because
    assert seen == {OTHERWISE, VISIT, TODAY, NOW}


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_way_to_meet_a_rule_gets_its_box_unless_the_sheet_says_that_it_leaves_the_rule_out(rule):
    for way in ways(RULES, rule.when):
        answers: dict[str, frozenset[str]] = {}
        for question, choice in way:
            answers[question] = answers.get(question, frozenset()) | {choice}
        assert holds(RULES, rule.when, answers)
        if box_on_paper(LEAFLET, answers) < box_of(RULES, rule.outcome):
            assert rule in LEAFLET.left_out


def test_what_is_left_out_is_never_more_than_the_least_urgent_visit():
    assert LEAFLET.left_out
    assert {rule.outcome for rule in LEAFLET.left_out} == {RULES.outcomes[1].id}


def test_a_way_to_meet_a_criterion_needs_all_of_its_answers():
    for rule in RULES.rules:
        for way in ways(RULES, rule.when):
            for pair in way:
                rest: dict[str, frozenset[str]] = {}
                for question, choice in way - {pair}:
                    rest[question] = rest.get(question, frozenset()) | {choice}
                assert not holds(RULES, rule.when, rest), rule.id


def test_nothing_is_both_a_line_and_background():
    alone = {
        (told.question.id, told.choice.id)
        for lines in LEAFLET.lines.values()
        for line in lines
        if len(line.parts) == 1
        for told in line.parts[0]
    }
    assert alone.isdisjoint((told.question.id, told.choice.id) for part in LEAFLET.background for told in part)


def test_an_answer_alone_gets_no_higher_box_unless_a_part_that_half_of_people_meet_is_left_out():
    higher = {
        (question.id, choice.id)
        for question, choice in ALONE
        if choice.id != NOT_SURE
        and box_on_paper(LEAFLET, {question.id: frozenset({choice.id})}) > box_of(RULES, level_alone(question, choice))
    }
    assert higher == {("risk_list", "aneurysm")}


def test_the_reassuring_answers_alone_fit_no_line():
    reassuring = {q.id: frozenset({q.reassuring}) for q in RULES.questions if q.reassuring}
    assert box_on_paper(LEAFLET, reassuring) == OTHERWISE


def test_the_property_notices_a_line_that_is_missing():
    lines = {outcome: found[1:] for outcome, found in LEAFLET.lines.items()}
    poorer = Leaflet(lines, LEAFLET.background, LEAFLET.left_out)
    lost = [
        (q, c) for q, c in ALONE if box_on_paper(poorer, {q.id: frozenset({c.id})}) < box_of(RULES, level_alone(q, c))
    ]
    assert lost


def test_the_levels_used_here_are_those_of_the_plain_evaluator():
    well = {q.id: frozenset({q.reassuring or q.choices[2].id}) for q in RULES.questions}
    well["pregnancy"] = frozenset({"no"})
    well["pain_duration"] = frozenset({"under_2w"})
    assert outcome_of(RULES, well) == "guides"
