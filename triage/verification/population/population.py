"""What a rule set does to a crowd: exact shares in the base scenario, and samples of every scenario.

It compares rule sets on assumptions, and is no evidence that any of them is safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter

from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.errors import TriageError
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded
from triage.verification.population.cohort import Cohort, Kind
from triage.verification.population.drivers import drivers
from triage.verification.population.exact import by_outcome
from triage.verification.population.interval import wilson
from triage.verification.population.masses import Part, mixture
from triage.verification.population.result import Budgeted, ClassShares, InScenario, Population, SeriousShares
from triage.verification.population.scenario import Scenario
from triage.verification.population.scenarios import in_scenario
from triage.verification.population.sheets import unshared
from triage.verification.population.simulate import simulate

PEOPLE = 8_000
"""People with nothing serious that are drawn in each scenario, unless somebody asks for more or fewer."""

FEWER = 8
"""From each serious class, one in so many of that number is drawn: there are many such classes."""

SEED = 20_240_601

_DRIVEN = 2
"""How many of the most urgent outcomes are looked into for what gives them to people with nothing serious."""


def population(ruleset: RuleSet, cohort: Cohort, people: int = PEOPLE, seed: int = SEED) -> Population:
    """What a rule set does to a crowd.

    Args:
        ruleset: the rule set.
        cohort: the crowd.
        people: how many people with nothing serious to draw in each scenario, from :data:`FEWER` on.
        seed: the same seed draws the same people.

    Raises:
        TriageError: the cohort does not know one of the rule set's outcomes, names one that it lacks, or has nobody
            with nothing serious.
        TooBig: the rule set has no exact form within the budget of diagrams.
    """
    began = perf_counter()
    _refuse_unknown_outcomes(ruleset, cohort)
    if not any(kind.benign and kind.share for kind in cohort.kinds):
        raise TriageError(f"{cohort.name}: give a class with 'benign: true' a share of the visitors")
    encoded = Encoded(ruleset)
    parts = mixture(encoded.slots, cohort)
    classes = _classes(encoded, cohort, parts)
    benign = _together([found for found in classes if found.benign])
    causes = {
        ruleset.outcomes[rank].id: drivers(encoded, [part for part in parts if part.kind.benign], rank)
        for rank in sorted(range(1, len(ruleset.outcomes)), reverse=True)[:_DRIVEN]
    }
    exact_seconds = perf_counter() - began
    each = max(1, people // FEWER)
    compiled = compile_ruleset(ruleset)
    return Population(
        version=ruleset.version,
        fingerprint=fingerprint(ruleset),
        cohort=cohort.name,
        cohort_version=cohort.version,
        outcomes={outcome.id: outcome.name for outcome in ruleset.outcomes},
        unshared=unshared(ruleset, cohort),
        classes=classes,
        visitors=_together(classes),
        benign=benign,
        budget=tuple(Budgeted(line, sum(benign[outcome] for outcome in line.outcomes)) for line in cohort.budget),
        drivers=causes,
        scenarios=tuple(_sampled(compiled, cohort, scenario, people, each, seed) for scenario in cohort.scenarios),
        benign_people=people,
        serious_people=each,
        seed=seed,
        exact_seconds=exact_seconds,
        seconds=perf_counter() - began,
    )


def _refuse_unknown_outcomes(ruleset: RuleSet, cohort: Cohort) -> None:
    for outcome in ruleset.outcome_by_id:
        if cohort.counts_as.get(outcome, outcome) not in cohort.tiers:
            raise TriageError(f"{cohort.name}: as which tier does the outcome '{outcome}' count? Add it to 'counts_as'")
    for outcome in (outcome for line in cohort.budget for outcome in line.outcomes):
        if outcome not in ruleset.outcome_by_id:
            raise TriageError(f"{cohort.name}: the alarm budget names '{outcome}', which is no outcome of the rule set")


def _classes(encoded: Encoded, cohort: Cohort, parts: Sequence[Part]) -> tuple[ClassShares, ...]:
    """Exact shares for each class of the base scenario."""
    shares = {kind.id: [0.0] * len(encoded.ruleset.outcomes) for kind in cohort.kinds}
    found = by_outcome(encoded, [part.weights for part in parts])
    for part, by_rank in zip(parts, found, strict=True):
        for rank, likely in enumerate(by_rank):
            shares[part.kind.id][rank] += part.within * likely
    return tuple(_class_shares(encoded.ruleset, cohort, kind, shares[kind.id]) for kind in cohort.kinds)


def _class_shares(ruleset: RuleSet, cohort: Cohort, kind: Kind, by_rank: Sequence[float]) -> ClassShares:
    by_outcome = {outcome.id: likely for outcome, likely in zip(ruleset.outcomes, by_rank, strict=True)}
    return ClassShares(
        id=kind.id,
        label=kind.label,
        share=kind.share,
        benign=kind.benign,
        target=kind.target,
        floor=kind.floor,
        by_outcome=by_outcome,
        at_target=sum(likely for outcome, likely in by_outcome.items() if cohort.reaches(outcome, kind.target)),
        at_floor=sum(likely for outcome, likely in by_outcome.items() if cohort.reaches(outcome, kind.floor)),
    )


def _together(classes: Sequence[ClassShares]) -> dict[str, float]:
    """The shares of the people of some classes, taken together as they come."""
    people = sum(found.share for found in classes)
    return {
        outcome: sum(found.share * found.by_outcome[outcome] for found in classes) / people if people else 0.0
        for outcome in (classes[0].by_outcome if classes else ())
    }


def _sampled(
    compiled: CompiledRuleSet, cohort: Cohort, scenario: Scenario, people: int, each: int, seed: int
) -> InScenario:
    kinds = in_scenario(cohort, scenario).kinds
    name = f"{seed} {scenario.id}"
    benign = simulate(compiled, [(kind, kind.share * kind.part) for kind in kinds if kind.benign], people, name)
    serious = {}
    for id_, alike in _by_id(kinds):
        counted = simulate(compiled, [(kind, kind.part) for kind in alike], each, f"{name} {id_}")
        serious[id_] = _serious(cohort, alike[0], counted, each)
    return InScenario(
        id=scenario.id,
        label=scenario.label,
        benign={outcome: wilson(count, people) for outcome, count in benign.items()},
        serious=serious,
    )


def _by_id(kinds: Sequence[Kind]) -> Iterator[tuple[str, list[Kind]]]:
    """The serious classes, each with the kinds that a scenario has split it into."""
    for id_ in dict.fromkeys(kind.id for kind in kinds if not kind.benign):
        yield id_, [kind for kind in kinds if kind.id == id_]


def _serious(cohort: Cohort, kind: Kind, counted: Mapping[str, int], people: int) -> SeriousShares:
    at_target, at_floor = (
        wilson(sum(count for outcome, count in counted.items() if cohort.reaches(outcome, tier)), people)
        for tier in (kind.target, kind.floor)
    )
    return SeriousShares(at_target, at_floor)
