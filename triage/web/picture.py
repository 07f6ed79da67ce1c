"""Where everything in the picture of a figure goes. The template only writes it down as SVG.

The picture is 300 units wide, so that on a screen of 320 pixels its words are nearly as large as the text around
it. It says every number beside its bar or point, and needs no colour to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from triage.web.figures import MOST, Figure, Row

WIDTH = 300
"""Of every picture, in its own units."""

_SIDE = 58
_NUMBERS = 74
_LINE = 22
_BAR = 16
_GAP = 12
_DOT = 5

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Words:
    """A text, placed by one end of its baseline or its middle."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    strong: bool = False


@dataclass(frozen=True)
class Box:
    """A bar, or the track that it fills in part."""

    x: float
    y: float
    width: float
    height: float
    kind: Literal["track", "bar"]


@dataclass(frozen=True)
class Stroke:
    """A line: the course of the numbers, an axis, or how far off a number may be."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["course", "axis", "interval"]


@dataclass(frozen=True)
class Dot:
    """A number on a line."""

    x: float
    y: float
    radius: float = _DOT


@dataclass(frozen=True)
class Picture:
    """Everything to draw, back to front.

    Attributes:
        height: in the same units as :data:`WIDTH`.
    """

    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    words: tuple[Words, ...]


def picture(figure: Figure) -> Picture:
    """The picture of a figure."""
    return _bars(figure) if figure.kind == "bars" else _line(figure)


def _bars(figure: Figure) -> Picture:
    boxes: list[Box] = []
    strokes: list[Stroke] = []
    words: list[Words] = []
    y, above = 0.0, None
    for row in figure.rows:
        heading = row.group or row.label
        if heading != above:
            y += _GAP if above else 0
            words.append(Words(0, y + _LINE - 7, heading, strong=row.group is not None))
            y, above = y + _LINE, heading
        start = _SIDE if row.group else 0
        if row.group:
            words.append(Words(0, y + _BAR - 3, row.label))
        words.append(Words(WIDTH, y + _BAR - 3, f"{row.number} {figure.unit}", "end"))
        boxes += _bar(row, start, y)
        strokes += _interval(row, start, y + _BAR + 5)
        y += _LINE if row.low is None else _LINE + 8
    return Picture(y, tuple(boxes), tuple(strokes), (), tuple(words))


def _bar(row: Row, start: float, y: float) -> tuple[Box, Box]:
    full = WIDTH - _NUMBERS - start
    return Box(start, y, full, _BAR, "track"), Box(start, y, _round(full * row.number / MOST), _BAR, "bar")


def _interval(row: Row, start: float, y: float) -> tuple[Stroke, ...]:
    if row.low is None or row.high is None:
        return ()
    full = WIDTH - _NUMBERS - start
    low, high = (_round(start + full * end / MOST) for end in (row.low, row.high))
    ends = (Stroke(x, y - 3, x, y + 3, "interval") for x in (low, high))
    return (Stroke(low, y, high, y, "interval"), *ends)


_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 268, 12, 172
"""The field in which a line runs."""


def _line(figure: Figure) -> Picture:
    longest = figure.rows[-1].at or 1
    points = [(_round(_LEFT + (_RIGHT - _LEFT) * (row.at or 0) / longest), _height(row.number)) for row in figure.rows]
    words = [Words(_LEFT - 10, _height(mark) + 5, str(mark), "end") for mark in (MOST // 2, MOST)]
    axes = [Stroke(_LEFT, _height(mark), _RIGHT, _height(mark), "axis") for mark in (0, MOST // 2, MOST)]
    for index, (row, (x, y)) in enumerate(zip(figure.rows, points, strict=True)):
        below = _BOTTOM + _LINE * (1 + index % 2)
        axes.append(Stroke(x, _BOTTOM, x, below - 14, "axis"))
        words.append(Words(x, below, row.label, "middle"))
        said = f"{row.number} {figure.unit}"
        is_last = index == len(points) - 1
        words.append(
            Words(WIDTH if is_last else x + _DOT, y - _DOT - 4, said, "end" if is_last else "start", strong=True)
        )
    course = [Stroke(*here, *there, "course") for here, there in pairwise(points)]
    dots = tuple(Dot(x, y) for x, y in points)
    return Picture(_BOTTOM + 2 * _LINE + 6, (), (*axes, *course), dots, tuple(words))


def _height(number: int) -> float:
    return _round(_BOTTOM - (_BOTTOM - _TOP) * number / MOST)


def _round(length: float) -> float:
    return round(length, 1)
