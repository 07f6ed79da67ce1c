"""Some answer sheets at once, one bit for each: which outcome each gets, and which vignettes complain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage.engine.sheet import Answers
from triage.ruleset.model import Question, RuleSet
from triage.verification.mutation.meaning import Fires
from triage.verification.vignettes import Vignette


class SomeSheets:
    """Sets of some given sheets: bit ``i`` stands for the sheet ``i``.

    Args:
        sheets: full sheets, with an answer to every question.
    """

    def __init__(self, sheets: Sequence[Answers]) -> None:
        self.all = (1 << len(sheets)) - 1
        self._picked: dict[tuple[str, str], int] = {}
        for index, sheet in enumerate(sheets):
            for question, picked in sheet.items():
                for choice in picked:
                    self._picked[question, choice] = self._picked.get((question, choice), 0) | 1 << index

    def both(self, a: int, b: int) -> int:
        """The sheets in both sets."""
        return a & b

    def either(self, a: int, b: int) -> int:
        """The sheets in one set or the other."""
        return a | b

    def marked(self, question: Question, choices: frozenset[str]) -> int:
        """The sheets on which one of the choices is picked."""
        found = 0
        for choice in choices:
            found |= self._picked.get((question.id, choice), 0)
        return found


@dataclass(frozen=True)
class Outcomes:
    """Which outcome each of some sheets gets.

    Attributes:
        once: rank → the sheets on which something gives an outcome as urgent or more.
        twice: rank → the sheets on which two things or more do.
    """

    once: tuple[int, ...]
    twice: tuple[int, ...]

    def at(self, rank: int) -> int:
        """The sheets whose outcome has exactly this rank."""
        return self.once[rank] & ~self.once[rank + 1]

    def above(self, other: Outcomes) -> int:
        """The sheets whose outcome here is more urgent than there."""
        found = 0
        for here, there in zip(self.once, other.once, strict=True):
            found |= here & ~there
        return found


def outcomes(ruleset: RuleSet, everybody: int, firings: Mapping[str, Fires]) -> Outcomes:
    """The outcomes that firings give; ``everybody`` is the set of all sheets."""
    ranks = len(ruleset.outcomes)
    alarms: list[list[int]] = [[] for _ in range(ranks)]
    for fires in firings.values():
        alarms[fires.rank].append(fires.when)
    once, twice = [0] * (ranks + 1), [0] * (ranks + 1)
    for rank in range(ranks - 1, -1, -1):
        one, two = once[rank + 1], twice[rank + 1]
        for when in alarms[rank]:
            two |= one & when
            one |= when
        once[rank], twice[rank] = one, two
    once[0] = everybody
    return Outcomes(tuple(once), tuple(twice))


def with_changes(firings: Mapping[str, Fires], changed: Mapping[str, Fires | None]) -> dict[str, Fires]:
    """What fires in a mutant, given what fires without it and what it changes."""
    return {name: fires for name, fires in {**firings, **changed}.items() if fires is not None}


class Watch:
    """The vignettes, and what makes each complain: the same as in ``run_vignettes``, for all of them at once.

    Args:
        ruleset: the rule set.
        vignettes: what watches over it.
    """

    def __init__(self, ruleset: RuleSet, vignettes: Sequence[Vignette]) -> None:
        self.ruleset = ruleset
        self.vignettes = vignettes
        self.sheets = SomeSheets([vignette.answers for vignette in vignettes])
        self._welcome = tuple(
            _bits(index for index, v in enumerate(vignettes) if (outcome.id in v.allowed) != bool(v.known_miss))
            for outcome in ruleset.outcomes
        )
        self._because = self._naming([vignette.because for vignette in vignettes])
        self._not_because = self._naming([vignette.not_because for vignette in vignettes])

    @staticmethod
    def _naming(names: Iterable[str | None]) -> dict[str, int]:
        """Id → the vignettes that name it."""
        found: dict[str, int] = {}
        for index, name in enumerate(names):
            if name is not None:
                found[name] = found.get(name, 0) | 1 << index
        return found

    def complaints(self, firings: Mapping[str, Fires], given: Outcomes) -> int:
        """The vignettes that complain when these fire; ``given`` is what :func:`outcomes` makes of them."""
        wrong = 0
        for rank, welcome in enumerate(self._welcome):
            wrong |= given.at(rank) & ~welcome
        for name, naming in self._because.items():
            fires = firings.get(name)
            wrong |= naming & ~(fires.when & ~given.twice[fires.rank]) if fires else naming
        for name, naming in self._not_because.items():
            if name in firings:
                wrong |= naming & firings[name].when
        return wrong


def _bits(indexes: Iterable[int]) -> int:
    return sum(1 << index for index in indexes)
