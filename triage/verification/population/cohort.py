"""Made-up people, drawn from a cohort file, to compare rule sets with each other.

A comparison of rule sets on assumptions, most of them guesses: no evidence that the check is safe.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.verification.population.answering import Answering, Group, Picks
from triage.verification.population.scenario import Budget, Scenario

Bands = Mapping[str, tuple[int, int]]
"""Age band → its first and last year."""


@dataclass(frozen=True)
class Person:
    """Somebody with back pain who answers every question, also those that would not be asked.

    Attributes:
        kind: id of the cohort class.
        age: in years.
        picked: question id → what is picked. Ticking no line of a list is an empty set.
    """

    kind: str
    age: int
    female: bool
    picked: Mapping[str, Picks]


@dataclass(frozen=True)
class Kind:
    """A class of the cohort.

    Attributes:
        share: of all visitors, from 0 to 1.
        target: the tier that people of this class should get.
        floor: the tier below which a result would be a harmful miss; ``guides`` for benign classes.
        benign: whether nothing is wrong that needs anybody: the target is the least urgent tier.
        female: share of women, from 0 to 1.
        ages: first year, last year, and share of the class.
        bands: the cohort's age bands.
        answers: question id → how it is answered.
        part: the share of its class that these people make up, where a scenario has split it; else 1.
    """

    id: str
    label: str
    share: float
    target: str
    floor: str
    benign: bool
    female: float
    ages: tuple[tuple[int, int, float], ...]
    bands: Bands
    answers: Mapping[str, Answering]
    part: float = 1.0

    def people(self, count: int, seed: int) -> Iterator[Person]:
        """The first ``count`` people of this class. They depend on the seed and the class alone."""
        chance = random.Random(f"{seed} {self.id}")  # noqa: S311 - nothing secret
        for _ in range(count):
            yield self.person(chance)

    def person(self, chance: random.Random) -> Person:
        """The next person of this class that chance makes."""
        low, high, _ = chance.choices(self.ages, [weight for *_, weight in self.ages])[0]
        age, female = chance.randint(low, high), chance.random() < self.female
        group = group_of(self.bands, age, female)
        return Person(self.id, age, female, {q: how.draw(chance, group) for q, how in self.answers.items()})


def group_of(bands: Bands, age: int, female: bool) -> Group:
    """The group of somebody of an age in years and a sex."""
    band = next(name for name, (low, high) in bands.items() if low <= age <= high)
    return Group(band, female and 18 <= age <= 49)


@dataclass(frozen=True)
class Cohort:
    """A made-up crowd.

    Attributes:
        name: how messages call its file.
        version: of the file.
        tiers: what targets and floors are stated in, least urgent first.
        counts_as: outcome id → the tier it counts as, for outcomes that are not called like a tier.
        kinds: its classes.
        warnings: question id → the answers that over-endorsers, deniers and the like give more or less readily.
        scenarios: changes of the base, for sensitivity runs; the base itself is the first.
        budget: how many people with nothing serious may get which outcome.
    """

    name: str
    version: str
    tiers: tuple[str, ...]
    counts_as: Mapping[str, str]
    kinds: tuple[Kind, ...]
    warnings: Mapping[str, frozenset[str]]
    scenarios: tuple[Scenario, ...]
    budget: tuple[Budget, ...]

    def reaches(self, outcome: str, tier: str) -> bool:
        """Whether an outcome is at a tier or above it.

        Raises:
            ValueError: the cohort does not know the outcome.
        """
        return self.tiers.index(self.counts_as.get(outcome, outcome)) >= self.tiers.index(tier)
