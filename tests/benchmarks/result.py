"""What was measured, beside what it should be."""

from __future__ import annotations

from typing import NamedTuple


class Measured(NamedTuple):
    """A line of the table.

    Attributes:
        what: was measured.
        value: with its unit.
        goal: with its unit; empty when there is none.
        met: whether the goal is met.
        note: how the value came about.
    """

    what: str
    value: str
    goal: str
    met: bool
    note: str
