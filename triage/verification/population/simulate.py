"""People drawn from a crowd, one by one, and what the engine tells each of them. It knows nothing of diagrams.

So it is a check on the exact masses, and they on it.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from triage.engine.compiled import CompiledRuleSet
from triage.engine.nodes import Test
from triage.ruleset.model import Question
from triage.verification.population.answering import Group
from triage.verification.population.cohort import Kind
from triage.verification.population.masses import Ages, by_choice, chances, groups
from triage.verification.population.sheets import AGE, plain_answer

Bits = tuple[int, ...]


@dataclass(frozen=True)
class _Urn:
    """One of several things, drawn with the chances they have."""

    untils: Sequence[float]
    of: Bits

    def bits(self, chance: Callable[[], float]) -> int:
        return self.of[bisect_right(self.untils, chance())]


@dataclass(frozen=True)
class _Ticks:
    """Lines, each ticked or not by itself."""

    likely: Sequence[tuple[int, float]]
    none: int

    def bits(self, chance: Callable[[], float]) -> int:
        found = 0
        for bit, likely in self.likely:
            if chance() < likely:
                found |= bit
        return found or self.none


_Alike = tuple[str, tuple[tuple[str, float], ...]]
"""A question, and how likely each answer is: groups of a class who answer it alike share one urn."""

Steps = tuple[tuple[Test | None, _Urn | _Ticks], ...]
"""For each question in page order, whether it applies, and how it is answered."""


@dataclass(frozen=True)
class _Crowd:
    """People of some classes, by what their answers hang on."""

    untils: Sequence[float]
    steps: Sequence[Steps]

    def sheets(self, chance: Callable[[], float], count: int) -> Iterator[int]:
        """Packed sheets of so many people: the answers that count."""
        for _ in range(count):
            certain = 0
            for gate, answers in self.steps[bisect_right(self.untils, chance())]:
                if gate is None or gate(certain):
                    certain |= answers.bits(chance)
            yield certain


def simulate(
    compiled: CompiledRuleSet, kinds: Sequence[tuple[Kind, float]], count: int, seed: str
) -> Mapping[str, int]:
    """How many of the people drawn get each outcome.

    Args:
        compiled: the rule set.
        kinds: classes, each with the weight with which people are drawn from it.
        count: how many people to draw.
        seed: the same seed draws the same people.

    Returns:
        outcome id → people, with every outcome of the rule set.
    """
    crowd = _crowd(compiled, kinds)
    chance = random.Random(seed).random  # noqa: S311 - nothing secret
    ranks = Counter(map(compiled.rank, crowd.sheets(chance, count)))
    return {outcome.id: ranks[rank] for rank, outcome in enumerate(compiled.ruleset.outcomes)}


def _crowd(compiled: CompiledRuleSet, kinds: Sequence[tuple[Kind, float]]) -> _Crowd:
    found = [(weight * share, steps) for kind, weight in kinds for share, steps in _alike(compiled, kind)]
    return _Crowd(_untils([share for share, _ in found]), [steps for _, steps in found])


def _alike(compiled: CompiledRuleSet, kind: Kind) -> Iterator[tuple[float, Steps]]:
    """The people of a class by what their answers hang on, each with their share of it."""
    same: dict[_Alike, _Urn | _Ticks] = {}
    for group, ages in groups(kind).items():
        share = sum(ages.values())
        if share:
            given = {age: likely / share for age, likely in ages.items()}
            yield share, tuple(_steps(compiled, kind, group, given, same))


def _steps(
    compiled: CompiledRuleSet, kind: Kind, group: Group, ages: Ages, same: dict[_Alike, _Urn | _Ticks]
) -> Iterator[tuple[Test | None, _Urn | _Ticks]]:
    for question in compiled.ruleset.questions:
        gate = compiled.ask_when.get(question.id)
        how = kind.answers.get(question.id)
        given = by_choice(question, ages) if question.id == AGE else chances(how, question, group)
        key = question.id, tuple(given.items())
        if key not in same:
            same[key] = (_urn if question.choose == "one" else _ticks)(compiled, question, given)
        yield gate.test if gate else None, same[key]


def _urn(compiled: CompiledRuleSet, question: Question, given: Mapping[str, float]) -> _Urn:
    known = {choice: likely for choice, likely in given.items() if likely and choice in question.choice_by_id}
    plain = plain_answer(question)
    known[plain] = known.get(plain, 0.0) + max(0.0, 1 - sum(known.values()))
    likeliest_first = sorted(known, key=lambda choice: -known[choice])
    bits = tuple(compiled.layout.bit[question.id, choice] for choice in likeliest_first)
    return _Urn(_untils([known[choice] for choice in likeliest_first]), bits)


def _ticks(compiled: CompiledRuleSet, question: Question, given: Mapping[str, float]) -> _Ticks:
    bit = compiled.layout.bit
    known = [(bit[question.id, line], likely) for line, likely in given.items() if line in question.choice_by_id]
    return _Ticks([(at, likely) for at, likely in known if likely], bit[question.id, str(question.none)])


def _untils(weights: Sequence[float]) -> list[float]:
    """Where the share of each thing but the last ends, from 0 to 1."""
    total = sum(weights)
    return [until / total for until in accumulate(weights)][:-1]
