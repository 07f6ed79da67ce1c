"""What the shipped rules.yaml promises, tested by sampling."""

import random

import pytest

from tests.answer_sheets import random_sheet, sheets_where
from triage.engine.assess import assess
from triage.engine.journey import journey
from triage.resources import shipped
from triage.ruleset.check import check_text
from triage.ruleset.load import load_ruleset

RULES = load_ruleset(shipped("rules.yaml"))
SEED_QUESTIONS = ("fever_chills", "neuro_rapid", "night_pain", "weight_loss", "unwell_weeks")
NHS_999 = {
    ("both_legs", "new_pain_tingle"),
    ("both_legs", "new_weak_numb"),
    ("saddle_numbness", "yes"),
    ("bladder_change", "new_or_worse"),
    ("bowel_change", "new_or_worse"),
    ("chest_breath", "yes"),
    ("major_trauma", "recent_unchecked"),
}
"""Each choice that the public NHS page on back pain sends to 999 or A&E (see rules.yaml for D1 and D12)."""


def test_the_shipped_rule_set_has_no_problem():
    assert [str(problem) for problem in check_text(shipped("rules.yaml").read_bytes(), "rules.yaml").problems] == []


def test_no_clinician_has_signed_it():
    assert RULES.review is None


def test_it_is_short_for_a_person():
    assert len(RULES.pages) <= 12
    assert all(1 <= len(page.questions) <= 4 for page in RULES.pages)


def test_every_choice_that_is_an_emergency_by_itself_is_on_the_first_three_pages():
    late = [
        (question.id, choice.id)
        for page in RULES.pages[3:]
        for question in page.questions
        for choice in question.choices
        if choice.outcome == RULES.outcomes[-1].id
    ]
    assert late == []


def test_every_choice_that_the_public_nhs_page_sends_to_hospital_is_an_emergency():
    given = {(q.id, c.id) for q in RULES.questions for c in q.choices if c.outcome == "emergency"}
    assert given >= NHS_999


def test_self_harm_is_not_asked_and_the_file_says_why():
    assert "self_harm" not in RULES.question_by_id
    assert "self-harm (decision D5)" in shipped("rules.yaml").read_text("utf-8")


def test_all_decision_points_are_marked_and_listed():
    assert [decision.id for decision in RULES.decisions] == [f"D{number}" for number in range(1, 15)]


def test_there_are_at_least_thirty_guarantees():
    assert len(RULES.guarantees) >= 30


@pytest.mark.parametrize("guarantee", [g for g in RULES.guarantees if g.whenever], ids=lambda g: g.id)
def test_the_guarantee_holds_on_sampled_answer_sheets(compiled_rules, guarantee):
    rank = RULES.rank
    for sheet in sheets_where(RULES, guarantee.whenever, count=60, seed=7):
        got = rank[assess(compiled_rules, sheet).outcome.id]
        assert guarantee.at_least is None or got >= rank[guarantee.at_least]
        assert guarantee.at_most is None or got <= rank[guarantee.at_most]
        assert guarantee.exactly is None or got == rank[guarantee.exactly]


@pytest.mark.parametrize("guarantee", [g for g in RULES.guarantees if g.unfinished], ids=lambda g: g.id)
def test_an_unfinished_journey_has_no_outcome(compiled_rules, guarantee):
    chance = random.Random(3)
    stopped = 0
    for _ in range(300):
        sheet = random_sheet(RULES, chance, worry=0.05)
        kept = dict(list(sheet.items())[: chance.randrange(len(sheet))])
        here = journey(compiled_rules, kept)
        stopped += here.next_page is not None
        assert (here.assessment is None) == (here.next_page is not None)
        if here.assessment is not None:
            assert here.assessment.outcome.id == assess(compiled_rules, sheet).outcome.id
    assert stopped > 100


@pytest.mark.parametrize("question_id", SEED_QUESTIONS)
def test_a_seed_warning_sign_is_never_below_soon_for_yes_and_for_not_sure(compiled_rules, question_id):
    question = RULES.question_by_id[question_id]
    reassured = {"no", "position_helps"}
    chance = random.Random(11)
    for choice in question.choices:
        if choice.id in reassured:
            continue
        sheet = random_sheet(RULES, chance, worry=0.0) | {question_id: frozenset([choice.id])}
        assert RULES.rank[assess(compiled_rules, sheet).outcome.id] >= RULES.rank["soon"]


@pytest.mark.parametrize("question", [q for q in RULES.questions if q.reassuring], ids=lambda q: q.id)
def test_no_answer_lowers_the_outcome_below_its_reassuring_answer(compiled_rules, question):
    chance = random.Random(question.id)
    for _ in range(40):
        sheet = random_sheet(RULES, chance)
        lowest = RULES.rank[assess(compiled_rules, sheet | {question.id: frozenset([question.reassuring])}).outcome.id]
        for choice in question.choices:
            got = assess(compiled_rules, sheet | {question.id: frozenset([choice.id])})
            assert RULES.rank[got.outcome.id] >= lowest


@pytest.mark.parametrize(
    "question",
    [q for q in RULES.questions if q.choose == "one" and not q.is_context],
    ids=lambda q: q.id,
)
def test_a_worse_answer_never_lowers_the_outcome_unless_it_is_waived(compiled_rules, question):
    waived = {waiver.question for waiver in RULES.waivers if waiver.property == "P2"}
    chance = random.Random(question.id)
    lowered = []
    for _ in range(150):
        sheet = random_sheet(RULES, chance)
        ranks = [
            RULES.rank[assess(compiled_rules, sheet | {question.id: frozenset([choice.id])}).outcome.id]
            for choice in question.choices
        ]
        lowered += [sheet] if ranks != sorted(ranks) else []
    assert not lowered or question.id in waived


def test_an_ordinary_strain_at_35_gets_guides(compiled_rules):
    calm = random_sheet(RULES, random.Random(1), worry=0.0)
    sheet = calm | {
        "age_years": frozenset(["16_44"]),
        "pain_duration": frozenset(["under_2w"]),
        "pregnancy": frozenset(["no"]),
        "sudden_severe": frozenset(["low_with_trigger"]),
    }
    assert assess(compiled_rules, sheet).outcome.id == "guides"


def test_nobody_is_asked_a_question_about_sex_under_16(compiled_rules):
    calm = random_sheet(RULES, random.Random(1), worry=0.0)
    sheet = calm | {"age_years": frozenset(["6_15"]), "sexual_change": frozenset(["yes"])}
    assert "sexual_change" not in assess(compiled_rules, sheet).answers
