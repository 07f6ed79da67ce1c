"""What a rule set does to a crowd, as plain data: shares from 0 to 1, and nothing of how they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.verification.population.interval import Interval
from triage.verification.population.scenario import Budget

WARNING = (
    "This compares rule sets on made-up people, most of whose numbers are assumptions. It is not evidence of safety."
)
"""What stands in front of every table."""


@dataclass(frozen=True)
class ClassShares:
    """What happens to the people of one class in the base scenario, exactly.

    Attributes:
        id: of the class.
        label: its name, for people.
        share: of all visitors.
        benign: whether nothing serious is behind it.
        target: the tier that people of this class should get.
        floor: the tier below which a result would be a harmful miss.
        by_outcome: outcome id → share of the class, least urgent first.
        at_target: the share at the target or above.
        at_floor: the share at the floor or above.
    """

    id: str
    label: str
    share: float
    benign: bool
    target: str
    floor: str
    by_outcome: Mapping[str, float]
    at_target: float
    at_floor: float


@dataclass(frozen=True)
class Budgeted:
    """A line of the alarm budget, and what people with nothing serious get."""

    budget: Budget
    share: float

    @property
    def kept(self) -> bool:
        """Whether the share is within the budget."""
        return self.budget.kept(self.share)


@dataclass(frozen=True)
class Driver:
    """A choice or a rule that gives people with nothing serious an urgent outcome.

    Attributes:
        id: the rule's id, or ``question=choice``.
        says: the same in words.
        fired: the share of these people whose outcome it gives, by itself or with others.
        alone: the share who would have a less urgent outcome without it.
    """

    id: str
    says: str
    fired: float
    alone: float


@dataclass(frozen=True)
class SeriousShares:
    """What happens to the people drawn from a serious class: how many are at its target and at its floor, or above."""

    at_target: Interval
    at_floor: Interval


@dataclass(frozen=True)
class InScenario:
    """What was counted in the sample of one scenario.

    Attributes:
        id: of the scenario.
        label: what it changes.
        benign: outcome id → share of the people with nothing serious, least urgent first.
        serious: class id → shares of its people.
    """

    id: str
    label: str
    benign: Mapping[str, Interval]
    serious: Mapping[str, SeriousShares]


@dataclass(frozen=True)
class Population:
    """What a rule set does to a crowd.

    Attributes:
        version: of the rule set.
        fingerprint: of its contents.
        cohort: name of the cohort file.
        cohort_version: the version it states.
        outcomes: outcome id → its name, least urgent first.
        unshared: what the cohort and the rule set do not share, in sentences.
        classes: exact shares by class, in the base scenario.
        visitors: outcome id → exact share of all visitors.
        benign: outcome id → exact share of the people with nothing serious.
        budget: the alarm budget, with the exact shares.
        drivers: outcome id → what gives it to people with nothing serious; for the two most urgent outcomes.
        scenarios: what was counted in samples.
        benign_people: people with nothing serious that were drawn in each scenario.
        serious_people: people that were drawn from each serious class in each scenario.
        seed: of the samples.
        exact_seconds: how long the exact part took. Not part of what makes two results equal.
        seconds: how long all of it took. Neither is this.
    """

    version: str
    fingerprint: str
    cohort: str
    cohort_version: str
    outcomes: Mapping[str, str]
    unshared: tuple[str, ...]
    classes: tuple[ClassShares, ...]
    visitors: Mapping[str, float]
    benign: Mapping[str, float]
    budget: tuple[Budgeted, ...]
    drivers: Mapping[str, tuple[Driver, ...]]
    scenarios: tuple[InScenario, ...]
    benign_people: int
    serious_people: int
    seed: int
    exact_seconds: float = field(compare=False)
    seconds: float = field(compare=False)

    @property
    def people(self) -> int:
        """How many people were drawn in all."""
        return sum(self.benign_people + self.serious_people * len(found.serious) for found in self.scenarios)
