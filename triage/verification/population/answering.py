"""How people of a class answer one question: which answers, and how likely each is."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

Picks = frozenset[str]
Chances = tuple[tuple[str, float], ...]
"""Choices, each with how likely it is, from 0 to 1. A choice may stand here twice; its chances then add up."""

CHILDBEARING = "female and 18<=age<=49"
"""The only ``only_if`` that a cohort may state."""


class Group(NamedTuple):
    """People who answer alike, given their class.

    Attributes:
        band: id of the age band.
        childbearing: whether :data:`CHILDBEARING` holds for them.
    """

    band: str
    childbearing: bool


@dataclass(frozen=True)
class Answering:
    """How people of a class answer one question.

    Attributes:
        chances: age band → what is picked. Of one choice, the rest is missing up to 1; of lines, each is ticked or
            not by itself.
        rest: the choice that takes the remaining probability; ``None`` for lines, of which any number is ticked.
        childbearing: whether only those may give another answer than ``rest`` for whom :data:`CHILDBEARING` holds.
        own: whether the class has these numbers for itself, and not from ``defaults``.
    """

    chances: Mapping[str, Chances]
    rest: str | None
    childbearing: bool = False
    own: bool = False

    def given(self, group: Group) -> dict[str, float]:
        """How likely each choice is to be picked: of one choice they add up to 1, of lines each stands alone."""
        if self.rest is not None and self.childbearing and not group.childbearing:
            return {self.rest: 1.0}
        found: dict[str, float] = {}
        for choice, likely in self.chances[group.band]:
            found[choice] = found.get(choice, 0.0) + likely
        if self.rest is not None:
            found[self.rest] = found.get(self.rest, 0.0) + max(0.0, 1 - sum(found.values()))
        return found

    def draw(self, chance: random.Random, group: Group) -> Picks:
        """An answer of somebody of a group. Ticking no line is an empty set."""
        if self.rest is None:
            return frozenset([line for line, likely in self.chances[group.band] if chance.random() < likely])
        rest, tables = self._tables
        if self.childbearing and not group.childbearing:
            return rest
        at = chance.random()
        for until, picked in tables[group.band]:
            if at < until:
                return picked
        return rest

    @cached_property
    def _tables(self) -> tuple[Picks, dict[str, list[tuple[float, Picks]]]]:
        return frozenset({str(self.rest)}), {band: _table(chances) for band, chances in self.chances.items()}


def _table(chances: Chances) -> list[tuple[float, Picks]]:
    untils = accumulate(likely for _, likely in chances)
    return [(until, frozenset({choice})) for until, (choice, _) in zip(untils, chances, strict=True)]
