"""What a criterion means for many answer sheets at once, whatever a set of sheets is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Protocol

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet
from triage.verification.nodes import NEVER


class Sets(Protocol):
    """Sets of answer sheets, each a whole number: a diagram, or one bit for each sheet. 0 is the empty one."""

    @property
    def all(self) -> int:
        """Every sheet."""

    def both(self, a: int, b: int) -> int:
        """The sheets in both sets."""

    def either(self, a: int, b: int) -> int:
        """The sheets in one set or the other."""


def combined(sets: Sets, criterion: Criterion, meaning: Callable[[Criterion], int]) -> int:
    """Where a combination holds, given where its parts do."""
    match criterion:
        case All(parts=parts):
            return reduce(sets.both, map(meaning, parts), sets.all)
        case AnyOf(parts=parts):
            return reduce(sets.either, map(meaning, parts), NEVER)
        case AtLeast(n=n, parts=parts):
            return _at_least(sets, n, [meaning(part) for part in parts])
        case _:
            raise TypeError(f"{criterion} combines nothing")


def _at_least(sets: Sets, n: int, parts: Sequence[int]) -> int:
    """Where ``n`` parts or more hold. ``reach[k]``: where ``k`` or more of the parts looked at so far do."""
    reach = [sets.all] + [NEVER] * n
    for done, part in enumerate(parts):
        enough_left = n - len(parts) + done
        for count in range(min(n, done + 1), max(0, enough_left), -1):
            reach[count] = sets.either(reach[count], sets.both(reach[count - 1], part))
    return reach[n]


class Criteria(ABC):
    """Where the criteria of a rule set hold, given where choices are picked.

    Args:
        ruleset: whose criteria they are.
        sets: the sets of sheets.
    """

    def __init__(self, ruleset: RuleSet, sets: Sets) -> None:
        self.ruleset = ruleset
        self._sets = sets
        self._groups: dict[str, int] = {}

    @abstractmethod
    def picked(self, question_id: str, choices: Iterable[str]) -> int:
        """Where a question applies and its answer includes one of the choices, exactly as ticked."""

    def criterion(self, criterion: Criterion) -> int:
        """Where a criterion holds."""
        match criterion:
            case Picked(question=question, choices=choices):
                return self.picked(question, satisfying(self.ruleset.question_by_id[question], choices))
            case InGroup(group=group):
                if group not in self._groups:
                    self._groups[group] = self.criterion(self.ruleset.groups[group])
                return self._groups[group]
            case _:
                return combined(self._sets, criterion, self.criterion)
