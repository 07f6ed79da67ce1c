"""Each scenario changes the chances that it names, as it says, and no others."""

from __future__ import annotations

import pytest

from tests.verification.population.everybody import shares_of
from tests.verification.population.small import small_cohort, small_ruleset
from triage.engine.compiled import compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.verification.encode import Encoded
from triage.verification.population.answering import Group
from triage.verification.population.cohort import Cohort, Kind
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.exact import by_outcome
from triage.verification.population.masses import mixture
from triage.verification.population.scenario import OverEndorse, Scenario
from triage.verification.population.scenarios import in_scenario
from triage.verification.population.simulate import simulate

YOUNG = Group("young", True)
SMALL = small_cohort()
SHIPPED = read_cohort()
RULESET = load_ruleset(shipped("rules.yaml"))
ENCODED = Encoded(RULESET)


def changed(kind: str, **change: object) -> Kind:
    """The last part of a class in a scenario."""
    found = in_scenario(SMALL, Scenario("mine", "Mine", **change))  # type: ignore[arg-type]
    return [part for part in found.kinds if part.id == kind][-1]


def numb(kind: Kind) -> dict[str, float]:
    return kind.answers["numb"].given(YOUNG)


def odds(likely: float) -> float:
    return likely / (1 - likely)


def test_the_base_changes_nothing() -> None:
    assert in_scenario(SMALL, SMALL.scenarios[0]) == SMALL
    assert in_scenario(SHIPPED, SHIPPED.scenarios[0]) == SHIPPED


def test_over_endorsing_multiplies_the_odds_of_a_warning_answer_and_splits_the_class() -> None:
    found = in_scenario(SMALL, Scenario("mine", "Mine", OverEndorse(share=0.1, odds=4)))
    plain, ready = (part for part in found.kinds if part.id == "ill")
    assert (plain.part, ready.part) == pytest.approx((0.9, 0.1))
    assert numb(plain) == {"yes": 0.7, "not_sure": 0.1, "no": pytest.approx(0.2)}
    assert odds(1 - numb(ready)["no"]) == pytest.approx(4 * odds(0.8))
    assert numb(ready)["yes"] / numb(ready)["not_sure"] == pytest.approx(7)


def test_over_endorsing_multiplies_the_odds_of_each_line_by_itself_and_leaves_other_lines() -> None:
    signs = changed("ordinary", over_endorse=OverEndorse(share=1, odds=2)).answers["signs"].given(YOUNG)
    assert odds(signs["fever"]) == pytest.approx(2 * odds(0.03))
    assert signs["thin"] == 0.01


def test_over_endorsing_only_defaults_leaves_what_a_class_has_for_itself() -> None:
    ill = changed("ill", over_endorse=OverEndorse(share=1, odds=2, only_defaults=True))
    assert numb(ill) == numb(SMALL.kinds[1])
    cancer = ill.answers["cancer"].given(YOUNG)
    assert odds(cancer["yes"]) == pytest.approx(2 * odds(0.01))


def test_answers_without_a_warning_never_change() -> None:
    for scenario in SMALL.scenarios:
        for kind in in_scenario(SMALL, scenario).kinds:
            assert kind.answers["pregnant"].given(YOUNG) == {"maybe": 0.1, "no": 0.9}


def test_set_defaults_sets_the_chances_that_it_names_for_those_without_numbers_of_their_own() -> None:
    wording = {"numb": {"yes": 0.2}}
    ordinary = numb(changed("ordinary", set_defaults=wording))
    assert ordinary == pytest.approx({"yes": 0.2, "not_sure": 0.05, "no": 0.75})
    assert numb(changed("ill", set_defaults=wording)) == numb(SMALL.kinds[1])


def test_half_of_the_doubt_becomes_a_clear_no_or_for_the_ill_a_yes() -> None:
    assert numb(changed("ordinary", resolve_not_sure=0.5)) == pytest.approx(
        {"yes": 0.02, "not_sure": 0.025, "no": 0.955}
    )
    assert numb(changed("ill", resolve_not_sure=0.5)) == pytest.approx({"yes": 0.75, "not_sure": 0.05, "no": 0.2})


def test_denying_turns_a_share_of_the_warning_answers_of_ill_people_into_the_harmless_one() -> None:
    ill = changed("ill", deny=0.1)
    assert numb(ill) == pytest.approx({"yes": 0.63, "not_sure": 0.09, "no": 0.28})
    assert ill.answers["signs"].given(YOUNG) == pytest.approx({"fever": 0.45})
    assert ill.answers["cancer"] == SMALL.kinds[1].answers["cancer"]
    assert numb(changed("ordinary", deny=0.1)) == numb(SMALL.kinds[0])


def exact(encoded: Encoded, cohort: Cohort, kind: str) -> dict[str, float]:
    """Outcome id → its share of a class."""
    parts = [part for part in mixture(encoded.slots, cohort) if part.kind.id == kind]
    found = dict.fromkeys(encoded.ruleset.outcome_by_id, 0.0)
    masses = by_outcome(encoded, [part.weights for part in parts])
    for part, by_rank in zip(parts, masses, strict=True):
        for outcome, likely in zip(found, by_rank, strict=True):
            found[outcome] += part.within * likely
    return found


@pytest.mark.parametrize("scenario", SMALL.scenarios, ids=lambda scenario: scenario.id)
def test_the_mass_of_every_scenario_is_that_of_its_people_one_by_one(scenario: Scenario) -> None:
    ruleset = small_ruleset()
    crowd = in_scenario(SMALL, scenario)
    for id_ in ("ordinary", "ill"):
        slow = dict.fromkeys(ruleset.outcome_by_id, 0.0)
        for kind in (kind for kind in crowd.kinds if kind.id == id_):
            for outcome, likely in shares_of(ruleset, kind).items():
                slow[outcome] += likely
        assert exact(Encoded(ruleset), crowd, id_) == pytest.approx(slow, abs=1e-12)


@pytest.mark.parametrize("scenario", SHIPPED.scenarios, ids=lambda scenario: scenario.id)
def test_people_drawn_one_by_one_and_told_by_the_engine_agree_with_the_exact_masses(scenario: Scenario) -> None:
    compiled, crowd, count = compile_ruleset(RULESET), in_scenario(SHIPPED, scenario), 2_000
    for id_ in ("nonspecific", "cauda_equina", "infection", "axspa", "obstetric"):
        kinds = [(kind, kind.part) for kind in crowd.kinds if kind.id == id_]
        counted = simulate(compiled, kinds, count, f"7 {id_}")
        for outcome, likely in exact(ENCODED, crowd, id_).items():
            error = (likely * (1 - likely) / count) ** 0.5
            assert counted[outcome] / count == pytest.approx(likely, abs=4 * error + 2 / count), (id_, outcome)
