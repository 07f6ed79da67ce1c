"""The crowd as a mixture of independent parts weighs what everybody in it weighs, one by one."""

from __future__ import annotations

import pytest

from tests.verification.population.everybody import shares_of
from tests.verification.population.small import small_cohort, small_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded
from triage.verification.order import good_order
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.exact import by_outcome
from triage.verification.population.masses import mixture
from triage.verification.population.sheets import age_choice, unshared
from triage.verification.slots import Slots

SHIPPED = load_ruleset(shipped("rules.yaml"))
PARTS = mixture(Slots(SHIPPED, good_order(SHIPPED)), read_cohort())


def test_the_mass_of_every_outcome_in_every_class_is_that_of_its_people_one_by_one() -> None:
    ruleset, cohort = small_ruleset(), small_cohort()
    encoded = Encoded(ruleset)
    parts = mixture(encoded.slots, cohort)
    masses = list(by_outcome(encoded, [part.weights for part in parts]))
    for kind in cohort.kinds:
        for outcome, slow in shares_of(ruleset, kind).items():
            rank = ruleset.rank[outcome]
            exact = sum(part.within * mass[rank] for part, mass in zip(parts, masses, strict=True) if part.kind is kind)
            assert slow > 0
            assert exact == pytest.approx(slow, abs=1e-12), (kind.id, outcome)


def test_the_shares_of_the_shipped_crowd_add_up_to_one_and_so_do_the_weights_of_every_slot() -> None:
    assert sum(part.share for part in PARTS) == pytest.approx(1)
    for part in PARTS:
        assert part.within > 0
        for weights in part.weights:
            assert min(weights) >= 0
            assert sum(weights) == pytest.approx(1)


def test_the_parts_of_a_class_make_up_the_class_even_if_it_has_no_share_of_the_crowd() -> None:
    for kind in read_cohort().kinds:
        assert sum(part.within for part in PARTS if part.kind.id == kind.id) == pytest.approx(1)


def test_the_shipped_cohort_and_the_shipped_rules_know_the_same_questions_and_choices() -> None:
    assert unshared(SHIPPED, read_cohort()) == ()


def test_a_question_that_the_cohort_is_silent_on_is_named_and_answered_reassuringly() -> None:
    ruleset, cohort = small_ruleset(), small_cohort()
    assert unshared(ruleset, cohort) == ("The cohort is silent on 'unheard_of': everybody gives it the answer 'no'.",)
    slots = Slots(ruleset, good_order(ruleset))
    (slot,) = slots.of["unheard_of"]
    assert all(part.weights[slot] == (1, 0, 0) for part in mixture(slots, cohort))


def test_a_choice_that_the_rule_set_lost_is_named_and_its_people_answer_reassuringly() -> None:
    data = small_ruleset().model_dump(mode="json", exclude_none=True)
    numb = data["pages"][0]["questions"][1]
    numb["choices"][2]["id"] = "very"
    ruleset = RuleSet.model_validate({**data, "rules": []})
    assert "The rule set has no 'numb=yes': those people answer 'no'." in unshared(ruleset, small_cohort())
    slots = Slots(ruleset, good_order(ruleset))
    (slot,) = slots.of["numb"]
    ordinary = mixture(slots, small_cohort())[0]
    assert ordinary.weights[slot] == pytest.approx((0.95, 0.05, 0))


@pytest.mark.parametrize(
    ("age", "choice"),
    [(3, "under_6"), (6, "6_15"), (44, "16_44"), (45, "45_49"), (69, "65_69"), (70, "70_plus"), (95, "70_plus")],
)
def test_an_age_in_years_is_the_choice_that_names_it(age: int, choice: str) -> None:
    assert age_choice(SHIPPED.question_by_id["age_years"], age) == choice
