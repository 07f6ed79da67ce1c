"""A criterion in words as a tree, so that pages can show it as lists inside lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.verification.explaining.criterion_words import Line


@dataclass(frozen=True)
class Branch:
    """A line of a criterion, and the lines that stand below it."""

    line: Line
    parts: tuple[Branch, ...]


def branches(lines: Sequence[Line]) -> tuple[Branch, ...]:
    """The lines as a tree. A line is part of the nearest one before it that is nested less deeply."""
    if not lines:
        return ()
    starts = [index for index, line in enumerate(lines) if line.depth == lines[0].depth]
    ends = [*starts[1:], len(lines)]
    return tuple(
        Branch(lines[start], branches(lines[start + 1 : end])) for start, end in zip(starts, ends, strict=True)
    )
