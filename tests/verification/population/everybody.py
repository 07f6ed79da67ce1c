"""Everybody in a small crowd, one by one, with how likely each is: the slow way to a share, by multiplying out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from triage.engine.reference import outcome_of
from triage.ruleset.model import RuleSet
from triage.verification.population.cohort import Kind, Person, group_of
from triage.verification.population.sheets import sheet_of

Likely = tuple[frozenset[str], float]


def everybody(kind: Kind) -> Iterator[tuple[Person, float]]:
    """Each person of a class with their share of it."""
    for low, high, weight in kind.ages:
        for age in range(low, high + 1):
            for female, likely in ((True, kind.female), (False, 1 - kind.female)):
                group = group_of(kind.bands, age, female)
                answers = [
                    [
                        (question, *one)
                        for one in (_lines(how.given(group)) if how.rest is None else _one(how.given(group)))
                    ]
                    for question, how in kind.answers.items()
                ]
                for row in product(*answers):
                    share = weight / (high + 1 - low) * likely * kind.part
                    for _, _, chance in row:
                        share *= chance
                    yield Person(kind.id, age, female, {question: picked for question, picked, _ in row}), share


def _one(given: Mapping[str, float]) -> Iterator[Likely]:
    for choice, likely in given.items():
        yield frozenset({choice}), likely


def _lines(given: Mapping[str, float]) -> Iterator[Likely]:
    for ticks in product((False, True), repeat=len(given)):
        share = 1.0
        for ticked, likely in zip(ticks, given.values(), strict=True):
            share *= likely if ticked else 1 - likely
        yield frozenset(line for line, ticked in zip(given, ticks, strict=True) if ticked), share


def shares_of(ruleset: RuleSet, kind: Kind) -> dict[str, float]:
    """Outcome id → its share of a class, by the plain evaluator."""
    found = {outcome.id: 0.0 for outcome in ruleset.outcomes}
    for person, share in everybody(kind):
        found[outcome_of(ruleset, sheet_of(ruleset, person))] += share
    return found
