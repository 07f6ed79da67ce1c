"""Shares as bars: where each piece of a stacked bar begins and how wide it is. The drawing is in the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 600.0
"""How wide a full bar is, in the chart's own units."""


@dataclass(frozen=True)
class Piece:
    """One piece of a bar.

    Attributes:
        name: what it stands for.
        level: which colour it has: 0 for the most urgent outcome, one more for each below it.
        share: of the whole, from 0 to 1.
        start: where it begins, in the chart's units.
        width: how wide it is.
    """

    name: str
    level: int
    share: float
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A bar with its name."""

    name: str
    pieces: tuple[Piece, ...]


def bar(name: str, parts: Iterable[tuple[str, int, float]]) -> Bar:
    """A stacked bar.

    Args:
        name: what it shows.
        parts: for each piece its name, its level as in :class:`Piece`, and how much of it there is; 0 or more.
    """
    known = list(parts)
    whole = sum(much for _, _, much in known)
    pieces, start = [], 0.0
    for part, level, much in known:
        share = much / whole if whole else 0.0
        pieces.append(Piece(part, level, share, round(start, 2), round(share * WIDTH, 2)))
        start += share * WIDTH
    return Bar(name, tuple(pieces))


def levels(outcomes: Sequence[str]) -> dict[str, int]:
    """The level of each outcome, given their ids from least to most urgent."""
    return {outcome: level for level, outcome in enumerate(reversed(outcomes))}
