"""What a rule set does to a crowd, against everybody in a small crowd one by one, and against people drawn anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.verification.population.everybody import everybody, shares_of
from tests.verification.population.small import small_cohort, small_ruleset
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.interval import wilson
from triage.verification.population.population import population
from triage.verification.population.result import Driver
from triage.verification.population.sheets import sheet_of

SMALL = small_ruleset()
CROWD = small_cohort()
FOUND = population(SMALL, CROWD, people=800)
SHIPPED = load_ruleset(shipped("rules.yaml"))


def test_the_shares_of_each_class_are_those_of_its_people_one_by_one() -> None:
    for kind, found in zip(CROWD.kinds, FOUND.classes, strict=True):
        assert found.by_outcome == pytest.approx(shares_of(SMALL, kind), abs=1e-12)


def test_target_and_floor_count_the_outcomes_at_them_and_above() -> None:
    ill = FOUND.classes[1]
    assert ill.at_target == pytest.approx(ill.by_outcome["emergency"])
    assert ill.at_floor == pytest.approx(ill.by_outcome["emergency"] + ill.by_outcome["same_day"])


def test_all_visitors_are_the_classes_by_their_shares() -> None:
    ordinary, ill = FOUND.classes
    for outcome, likely in FOUND.visitors.items():
        assert likely == pytest.approx(0.9 * ordinary.by_outcome[outcome] + 0.1 * ill.by_outcome[outcome])
    assert FOUND.benign == pytest.approx(ordinary.by_outcome)


@pytest.mark.parametrize("outcome", ["emergency", "same_day"])
def test_what_gives_an_outcome_and_what_gives_it_alone_is_so_for_everybody_one_by_one(outcome: str) -> None:
    compiled = compile_ruleset(SMALL)
    fired: dict[str, float] = {}
    alone: dict[str, float] = {}
    for person, share in everybody(CROWD.kinds[0]):
        found = assess(compiled, sheet_of(SMALL, person))
        top = [firing.id for firing in found.fired if firing.rank == found.fired[0].rank]
        if found.outcome.id == outcome:
            fired |= {id_: fired.get(id_, 0.0) + share for id_ in top}
            alone |= {id_: alone.get(id_, 0.0) + share for id_ in top if len(top) == 1}
    drivers = {driver.id: driver for driver in FOUND.drivers[outcome]}
    assert fired.keys() <= drivers.keys()
    assert len(fired) >= 2
    for id_, driver in drivers.items():
        assert driver.fired == pytest.approx(fired.get(id_, 0.0), abs=1e-12)
        assert driver.alone == pytest.approx(alone.get(id_, 0.0), abs=1e-12)


def test_what_decides_most_alone_comes_first() -> None:
    def order(driver: Driver) -> float:
        return -driver.alone

    for drivers in FOUND.drivers.values():
        assert list(drivers) == sorted(drivers, key=order)


def test_without_a_driver_its_share_alone_is_what_the_outcome_loses() -> None:
    data = SMALL.model_dump(mode="json", exclude_none=True)
    data["rules"] = [rule for rule in data["rules"] if rule["id"] != "fever-and-thin"]
    lesser = population(type(SMALL).model_validate(data), CROWD, people=8)
    driver = next(driver for driver in FOUND.drivers["emergency"] if driver.id == "fever-and-thin")
    assert driver.alone > 0
    assert FOUND.benign["emergency"] - lesser.benign["emergency"] == pytest.approx(driver.alone)


def test_the_alarm_budget_is_held_against_people_with_nothing_serious() -> None:
    emergency, guides = FOUND.budget
    assert emergency.share == FOUND.benign["emergency"]
    assert emergency.kept == (FOUND.benign["emergency"] <= 0.05)
    assert guides.kept == (FOUND.benign["guides"] >= 0.6)
    assert not replace(emergency, share=0.051).kept
    assert not replace(guides, share=0.599).kept


def test_every_scenario_counts_as_many_people_as_it_says_and_their_shares_add_up_to_one() -> None:
    assert [found.id for found in FOUND.scenarios] == [scenario.id for scenario in CROWD.scenarios]
    assert FOUND.people == (800 + 100) * len(CROWD.scenarios)
    for found in FOUND.scenarios:
        assert sum(share.share for share in found.benign.values()) == pytest.approx(1)
        assert all(share == wilson(round(share.share * 800), 800) for share in found.benign.values())
        assert found.serious.keys() == {"ill"}


def test_the_sample_of_the_base_scenario_agrees_with_the_exact_shares() -> None:
    base = FOUND.scenarios[0]
    for outcome, likely in FOUND.benign.items():
        error = (likely * (1 - likely) / FOUND.benign_people) ** 0.5
        assert base.benign[outcome].share == pytest.approx(likely, abs=4 * error)


def test_the_same_seed_gives_the_same_result_and_another_seed_another() -> None:
    assert population(SMALL, CROWD, people=800) == FOUND
    other = population(SMALL, CROWD, people=800, seed=1)
    assert other.scenarios != FOUND.scenarios
    assert other.classes == FOUND.classes


def test_people_made_with_age_and_sex_agree_with_the_exact_shares_of_the_shipped_rules() -> None:
    """The other way to draw people, which the comparison with the draft uses."""
    compiled, cohort, count = compile_ruleset(SHIPPED), read_cohort(), 2_000
    exact = {found.id: found.by_outcome for found in population(SHIPPED, cohort, people=8).classes}
    for kind in (kind for kind in cohort.kinds if kind.id in ("nonspecific", "malignancy")):
        told = [assess(compiled, sheet_of(SHIPPED, person)).outcome.id for person in kind.people(count, seed=3)]
        for outcome, likely in exact[kind.id].items():
            error = (likely * (1 - likely) / count) ** 0.5
            assert told.count(outcome) / count == pytest.approx(likely, abs=4 * error)


def test_a_crowd_in_which_nobody_has_nothing_serious_is_told() -> None:
    kinds = tuple(replace(kind, share=0.0 if kind.benign else 1.0) for kind in CROWD.kinds)
    with pytest.raises(TriageError, match="'benign: true'"):
        population(SMALL, replace(CROWD, kinds=kinds), people=8)


def test_an_outcome_that_the_cohort_cannot_place_is_told() -> None:
    with pytest.raises(TriageError, match="'soon'"):
        population(SMALL, replace(CROWD, tiers=("guides", "same_day", "emergency")))


def test_a_budget_for_an_outcome_that_the_rule_set_lacks_is_told() -> None:
    line = replace(CROWD.budget[0], outcomes=("days",))
    with pytest.raises(TriageError, match="'days'"):
        population(SMALL, replace(CROWD, budget=(line,)))
