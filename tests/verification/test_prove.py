"""The proof of the shipped rule set, and what a proof is made of."""

import json
import random
import re
from pathlib import Path

import pytest

from tests.answer_sheets import random_sheet
from tests.verification.counting_by_hand import CountByHand
from triage.engine import reference
from triage.engine.journey import journey
from triage.engine.sheet import read_answers, why_not
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet, Waiver
from triage.verification import search
from triage.verification.counting import at
from triage.verification.encode import Encoded
from triage.verification.nodes import MOST_SLOTS, NEVER, TooBig
from triage.verification.properties import alive
from triage.verification.properties.exhaustive import all_sheets, exactly_one_outcome, sheets_by_outcome
from triage.verification.properties.journeys import same_as_asking_all
from triage.verification.prove import prove
from triage.verification.report import proof_data, proof_lines
from triage.verification.skipping import Journeys
from triage.verification.verdict import Proof

PLANTED = Path(__file__).parent / "planted"


@pytest.fixture(scope="module")
def proof(rules: RuleSet) -> Proof:
    return prove(rules)


def test_the_shipped_rule_set_has_every_property(proof):
    assert [verdict.code for verdict in proof.verdicts] == [f"P{number}" for number in range(1, 9)]
    assert [failure.says for verdict in proof.verdicts for failure in verdict.failures] == []
    assert proof.holds


def test_every_waiver_of_the_shipped_rule_set_is_needed(rules, proof):
    accepted = {waived.failure.question for verdict in proof.verdicts for waived in verdict.waived}
    assert accepted == {waiver.question for waiver in rules.waivers}


def test_another_count_of_the_shipped_answer_sheets_comes_to_the_same(rules, proof):
    by_hand = CountByHand(rules)
    assert by_hand.sheets() == proof.sheets
    least, worst = rules.outcomes[0].id, rules.outcomes[-1].id
    assert by_hand.sheets_up_to(0) == proof.by_outcome[least]
    assert by_hand.sheets() - by_hand.sheets_up_to(len(rules.outcomes) - 2) == proof.by_outcome[worst]


def test_the_diagrams_ask_what_the_engine_asks_on_the_shipped_rule_set(rules, compiled_rules):
    encoded = Encoded(rules)
    journeys = Journeys(encoded)
    chance = random.Random(4)
    for _ in range(300):
        sheet = random_sheet(rules, chance, worry=chance.choice((0.02, 0.1, 0.3)))
        row = encoded.slots.row(sheet)
        asked = [question.id for page in journey(compiled_rules, sheet).asked.values() for question in page]
        assert [q.id for q in rules.questions if at(encoded.diagrams, journeys.asked[q.id], row)] == asked


def test_a_proof_is_the_same_every_time(rules, proof):
    assert prove(rules) == proof


def test_every_example_is_a_real_answer_sheet_with_the_outcome_that_it_names(rules, proof):
    failures = [waived.failure for verdict in proof.verdicts for waived in verdict.waived]
    examples = [example for failure in failures for example in failure.examples]
    assert len(examples) >= 6
    for example in examples:
        answers = read_answers(rules, example.answers)
        assert reference.counted(rules, answers) == answers
        assert reference.outcome_of(rules, answers) == example.outcome


def test_the_calm_sheet_gives_the_least_urgent_outcome(rules, proof):
    assert reference.outcome_of(rules, proof.calm) == rules.outcomes[0].id


def test_a_report_speaks_in_texts_and_not_in_ids(rules, proof):
    text = "\n".join(proof_lines(rules, proof))
    ids = {question.id for question in rules.questions} | {c.id for q in rules.questions for c in q.choices}
    snake = set(re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", text))
    assert not snake & ids
    assert f"{proof.sheets:,}" in text


def test_a_proof_as_json_keeps_its_counts_exact(proof):
    data = json.loads(json.dumps(proof_data(proof)))
    assert data["holds"] is True
    assert data["sheets"] == sum(data["by_outcome"].values()) == proof.sheets
    assert [verdict["property"] for verdict in data["verdicts"]] == [verdict.code for verdict in proof.verdicts]


def planted(name: str) -> RuleSet:
    return load_ruleset(PLANTED / f"{name}.yaml")


def test_a_waiver_accepts_the_failure_of_its_property_and_question_with_its_reason():
    waiver = Waiver(property="P2", question="weak", because="Doubt is counted.")
    proof = prove(planted("worse-answer-lowers").model_copy(update={"waivers": (waiver,)}))
    verdict = proof.verdicts[1]
    assert proof.holds
    assert [waived.because for waived in verdict.waived] == ["Doubt is counted."]


@pytest.mark.parametrize(("property_", "question"), [("P2", "numb"), ("P8", "weak")])
def test_a_waiver_of_another_question_or_property_accepts_nothing_and_is_noted(property_, question):
    waiver = Waiver(property=property_, question=question, because="A slip.")
    proof = prove(planted("worse-answer-lowers").model_copy(update={"waivers": (waiver,)}))
    assert not proof.holds
    assert any("is not needed" in note for verdict in proof.verdicts for note in verdict.notes)


def test_a_rule_set_beyond_the_budget_is_too_big_and_says_what_helps(rules):
    with pytest.raises(TooBig, match=r"its exact form passed 5,000 parts\. It helps to ask"):
        prove(rules, budget=5_000)


def test_a_rule_set_with_too_many_single_answers_is_too_big():
    ruleset = planted("sound")
    page = ruleset.pages[0]
    numb = page.questions[1]
    many = tuple(numb.model_copy(update={"id": f"numb_{index}"}) for index in range(MOST_SLOTS))
    longer = ruleset.model_copy(
        update={"pages": (page, page.model_copy(update={"questions": many}), *ruleset.pages[1:])}
    )
    longer.__dict__.pop("questions", None)
    longer.__dict__.pop("question_by_id", None)
    with pytest.raises(TooBig, match="single answers"):
        prove(longer)


def test_an_example_that_the_plain_evaluator_does_not_confirm_stops_everything(monkeypatch):
    monkeypatch.setattr(search.reference, "outcome_of", lambda *_: "now")
    with pytest.raises(search.Disagreement, match="the diagrams do not"):
        prove(planted("guarantee-broken"))


@pytest.mark.parametrize(
    ("validator", "message"),
    [
        (lambda question, picked: why_not(question, picked) if picked else None, "The form accepts"),
        (
            lambda question, picked: why_not(question, picked) or ("no" if "yes" in picked else None),
            "The form accepts 2",
        ),
        (
            lambda question, picked: why_not(question, picked) if "none" not in picked else None,
            "that this proof is not",
        ),
    ],
    ids=["an empty answer accepted", "a choice refused", "the exclusive choice with others"],
)
def test_a_form_that_accepts_other_sheets_than_those_proved_breaks_p6(monkeypatch, validator, message):
    monkeypatch.setattr("triage.verification.properties.journeys.why_not", validator)
    encoded = Encoded(planted("sound"))
    verdict = same_as_asking_all(encoded, Journeys(encoded))
    assert any(message in failure.says for failure in verdict.failures)


def test_a_cover_that_is_too_long_to_thin_is_named_as_it_was_found(monkeypatch):
    monkeypatch.setattr(alive, "MOST_THINNED", 0)
    (failure,) = alive.alive(Encoded(planted("rule-covered-by-several"))).failures
    assert "one of these gives as much" in failure.says


def test_a_level_without_the_one_below_it_breaks_p1():
    encoded = Encoded(planted("sound"))
    everybody, least, worst, nobody = encoded.levels
    encoded.levels = (everybody, NEVER, worst, nobody)
    by_outcome = sheets_by_outcome(encoded)
    assert least != NEVER != worst
    assert sum(by_outcome.values()) == all_sheets(encoded)
    assert [failure.says for failure in exactly_one_outcome(encoded, by_outcome).failures] == [
        "Somebody gets more than “Visit”, and not even that."
    ]


def test_a_journey_with_another_outcome_breaks_p6_and_shows_the_nearest_person():
    encoded = Encoded(planted("sound"))
    journeys = Journeys(encoded)
    journeys.levels = (*journeys.levels[:2], NEVER, NEVER)
    (failure,) = same_as_asking_all(encoded, journeys).failures
    assert failure.says == "The journey of somebody ends with another outcome than all their answers give."
    assert failure.examples[0].outcome == "now"


def test_a_question_asked_of_somebody_to_whom_it_does_not_apply_breaks_p6():
    encoded = Encoded(planted("worse-answer-closes-a-question"))
    journeys = Journeys(encoded)
    journeys.asked["feet"] = 1
    failures = same_as_asking_all(encoded, journeys).failures
    assert [failure.says for failure in failures] == [
        "The journey asks “Do your feet drag?” of somebody to whom it does not apply."
    ]
