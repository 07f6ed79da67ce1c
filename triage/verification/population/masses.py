"""The crowd as a mixture of parts within each of which every answer is given independently of the others.

A class splits by what its answers hang on: age band, and whether pregnancy is possible. Age itself may vary within a
part, since nothing else in the part hangs on it. So a share of people is a sum over parts, and exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.ruleset.model import Question
from triage.verification.population.answering import Answering, Group
from triage.verification.population.cohort import Cohort, Kind, group_of
from triage.verification.population.sheets import AGE, age_choice, plain_answer, speaks_of
from triage.verification.slots import Slot, Slots

Weights = Sequence[Sequence[float]]
"""For each slot, how likely each of its values is. They add up to one, so a slot that is not read changes nothing."""

Ages = Mapping[int, float]
"""Age in years → share."""


@dataclass(frozen=True)
class Part:
    """People of one class whose answers are independent of each other.

    Attributes:
        kind: the class.
        within: their share of the class. It stands for itself, as a class for stress tests has no share of the crowd.
        weights: for each slot, how likely each value is; they add up to 1.
    """

    kind: Kind
    within: float
    weights: Weights

    @property
    def share(self) -> float:
        """Their share of all visitors."""
        return self.kind.share * self.within


def mixture(slots: Slots, cohort: Cohort) -> tuple[Part, ...]:
    """The crowd as parts whose shares add up to 1.

    Args:
        slots: of the rule set that asks.
        cohort: the crowd. :func:`triage.verification.population.sheets.unshared` says what does not fit.
    """
    return tuple(part for kind in cohort.kinds for part in _parts(slots, kind))


def _parts(slots: Slots, kind: Kind) -> Iterator[Part]:
    for group, ages in groups(kind).items():
        within = sum(ages.values())
        if within:
            given = {age: share / within for age, share in ages.items()}
            weights = tuple(_weights(slots, slot, kind, group, given) for slot in slots.all)
            yield Part(kind, kind.part * within, weights)


def groups(kind: Kind) -> Mapping[Group, Ages]:
    """The people of a class by group, and in each by age, as shares of the class."""
    found: dict[Group, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    total = sum(weight for *_, weight in kind.ages)
    for low, high, weight in kind.ages:
        for age in range(low, high + 1):
            for female, likely in ((True, kind.female), (False, 1 - kind.female)):
                found[group_of(kind.bands, age, female)][age] += weight / total / (high + 1 - low) * likely
    return found


def _weights(slots: Slots, slot: Slot, kind: Kind, group: Group, ages: Ages) -> tuple[float, ...]:
    question = slots.ruleset.question_by_id[slot.question]
    if question.id == AGE:
        return _of_choices(slot, question, by_choice(question, ages))
    how = kind.answers.get(question.id)
    given = chances(how, question, group)
    return _of_tick(slot, given) if slot.is_tick else _of_choices(slot, question, given)


def by_choice(question: Question, ages: Ages) -> dict[str, float]:
    """The choices of the question about age, each with the share of those who give it."""
    found: dict[str, float] = defaultdict(float)
    for age, likely in ages.items():
        found[age_choice(question, age)] += likely
    return found


def chances(how: Answering | None, question: Question, group: Group) -> Mapping[str, float]:
    """How likely each answer to a question is, as far as the cohort and the rule set share it."""
    return how.given(group) if how is not None and speaks_of(how, question) else {}


def _of_tick(slot: Slot, given: Mapping[str, float]) -> tuple[float, ...]:
    ticked = given.get(str(slot.choices[1]), 0.0)
    return 1 - ticked, ticked


def _of_choices(slot: Slot, question: Question, given: Mapping[str, float]) -> tuple[float, ...]:
    found = {str(choice): given.get(str(choice), 0.0) for choice in slot.choices}
    found[plain_answer(question)] += max(0.0, 1 - sum(found.values()))
    return tuple(found.values())
