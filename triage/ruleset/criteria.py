"""Criteria: the closed vocabulary of tests on answers that ``when``, ``whenever`` and ``ask_when`` use.

There is no ``not``: a criterion that holds can never stop holding because a person picked more, or worse. All that
the rest of the software promises (skipping, early exit, "unsure is never no") rests on that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

YamlPath = tuple[str | int, ...]

NOT_SURE = "not_sure"
"""The choice id that says "I'm not sure" on every question."""


@dataclass(frozen=True)
class Picked:
    """The answer to ``question`` includes one of ``choices``: ``question: choice`` or ``question: [choices]``."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class InGroup:
    """The criterion named ``group`` in ``groups:`` holds."""

    group: str


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Criterion, ...]


@dataclass(frozen=True)
class AnyOf:
    """One part or more holds."""

    parts: tuple[Criterion, ...]


@dataclass(frozen=True)
class AtLeast:
    """``n`` parts or more hold. Each part counts once; several parts may name the same question."""

    n: int
    parts: tuple[Criterion, ...]


Criterion = Picked | InGroup | All | AnyOf | AtLeast
Leaf = Picked | InGroup


def leaves(criterion: Criterion, path: YamlPath = ()) -> Iterator[tuple[YamlPath, Leaf]]:
    """Every leaf of a criterion with the path at which it stands in the file, ``path`` being the criterion's own."""
    match criterion:
        case Picked(question=question):
            yield (*path, question), criterion
        case InGroup():
            yield path, criterion
        case All(parts=parts):
            yield from _leaves_of(parts, (*path, "all"))
        case AnyOf(parts=parts):
            yield from _leaves_of(parts, (*path, "any"))
        case AtLeast(parts=parts):
            yield from _leaves_of(parts, (*path, "at_least", "of"))


def _leaves_of(parts: tuple[Criterion, ...], path: YamlPath) -> Iterator[tuple[YamlPath, Leaf]]:
    for index, part in enumerate(parts):
        yield from leaves(part, (*path, index))
