"""Made-up people, drawn from ``tests/cohort.yaml`` (scenario: base), to compare rule sets with each other.

A comparison of rule sets on assumptions, most of them guesses: no evidence that the check is safe.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet

COHORT = Path(__file__).parents[1] / "cohort.yaml"
BENIGN = frozenset({"nonspecific", "radiculopathy_benign"})

Picks = frozenset[str]


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


Draw = Callable[[random.Random, int, bool], Picks]
"""Draws an answer for somebody of an age and sex."""


@dataclass(frozen=True)
class Kind:
    """A class of the cohort.

    Attributes:
        share: of all visitors, from 0 to 1.
        target: the tier that people of this class should get.
        floor: the tier below which a result would be a harmful miss; ``guides`` for benign classes.
    """

    id: str
    label: str
    share: float
    target: str
    floor: str
    female: float
    ages: tuple[tuple[int, int, float], ...]
    draws: Mapping[str, Draw]

    def people(self, count: int, seed: int) -> Iterator[Person]:
        """The first ``count`` people of this class. They depend on the seed and the class alone."""
        chance = random.Random(f"{seed} {self.id}")
        weights = [weight for *_, weight in self.ages]
        for _ in range(count):
            low, high, _ = chance.choices(self.ages, weights)[0]
            age, female = chance.randint(low, high), chance.random() < self.female
            yield Person(self.id, age, female, {q: draw(chance, age, female) for q, draw in self.draws.items()})


def read_cohort(path: Path = COHORT) -> tuple[Kind, ...]:
    """The classes of the cohort, with answers not given for a class taken from ``defaults``."""
    data = YAML(typ="safe").load(path)
    bands, defaults = data["age_bands"], data["defaults"]
    known = sum(entry["share"]["value"] for entry in data["classes"] if entry["share"]["value"] != "rest")
    return tuple(_kind(entry, bands, defaults, 1 - known) for entry in data["classes"])


def _kind(entry: Mapping[str, Any], bands: Mapping[str, Any], defaults: Mapping[str, Any], remaining: float) -> Kind:
    share, own = entry["share"]["value"], entry.get("answers", {})
    return Kind(
        id=entry["id"],
        label=entry["label"],
        share=remaining if share == "rest" else share,
        target=entry["target"],
        floor=entry.get("floor", "guides"),
        female=entry["female"]["value"],
        ages=tuple(map(tuple, entry["age"]["bands"])),
        draws={question: _draw(own.get(question), default, bands) for question, default in defaults.items()},
    )


def _draw(own: Mapping[str, Any] | None, default: Mapping[str, Any], bands: Mapping[str, Any]) -> Draw:
    if "lines" in default:
        return _ticks(own or default, bands)
    block = default if own is None else {"rest": default["rest"], **own}
    return _one(block, bands)


def _one(block: Mapping[str, Any], bands: Mapping[str, Any]) -> Draw:
    """One choice. With ``only_if``, others give the answer that takes the remaining probability."""
    rest: Picks = frozenset({block["rest"]})
    tables = {name: _table(chances) for name, chances in block.get("p_by_age", {"": block.get("p")}).items()}
    only = block.get("only_if")
    if only not in (None, "female and 18<=age<=49"):
        raise ValueError(f"unknown only_if: {only}")

    def draw(chance: random.Random, age: int, female: bool) -> Picks:
        if only and not (female and 18 <= age <= 49):
            return rest
        table = tables[""] if "" in tables else tables[_band(bands, age)]
        at = chance.random()
        return next((picked for until, picked in table if at < until), rest)

    return draw


def _table(chances: Mapping[str, float]) -> list[tuple[float, Picks]]:
    return list(zip(accumulate(chances.values()), (frozenset({choice}) for choice in chances), strict=True))


def _ticks(block: Mapping[str, Any], bands: Mapping[str, Any]) -> Draw:
    """Any number of lines, each ticked or not by itself."""
    lines, by_age = block["lines"], block.get("lines_by_age", {})
    chances = {
        band: [*lines.items(), *((line, ages[band]) for line, ages in by_age.items() if line not in lines)]
        for band in bands
    }

    def draw(chance: random.Random, age: int, female: bool) -> Picks:
        return frozenset([line for line, likely in chances[_band(bands, age)] if chance.random() < likely])

    return draw


def _band(bands: Mapping[str, tuple[int, int]], age: int) -> str:
    return next(name for name, (low, high) in bands.items() if low <= age <= high)


def age_choice(age: int) -> str:
    """The age band of ``rules.yaml`` for an age in years."""
    starts = ((70, "70_plus"), (65, "65_69"), (60, "60_64"), (50, "50_59"), (45, "45_49"), (16, "16_44"), (6, "6_15"))
    return next((band for start, band in starts if age >= start), "under_6")


def sheet_of(ruleset: RuleSet, person: Person) -> Answers:
    """The person's answers to every question of the rule set, also those that do not apply to them.

    Raises:
        KeyError: the cohort says nothing about a question.
    """
    picked = {**person.picked, "age_years": frozenset({age_choice(person.age)})}
    return {q.id: picked[q.id] or frozenset({q.none or ""}) for q in ruleset.questions}
