"""Figures of the guides: numbers out of 100, each with its source, in a small file under ``guides/figures``.

Out of 100, since people understand "37 of 100" better than shares and odds; so all figures are read in one way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from triage.errors import TriageError
from triage.ruleset import shape
from triage.ruleset.fields import KebabId, Text
from triage.ruleset.load import by_place, file_bytes
from triage.ruleset.model import Part
from triage.ruleset.problem import RuleSetProblems
from triage.ruleset.read import read

MOST = 100
"""Every number is out of this many."""

_LONGEST_TIME = 1_000


def _whole(text: Any) -> int:
    if isinstance(text, str) and text.isascii() and text.isdecimal() and int(text) <= _LONGEST_TIME:
        return int(text)
    raise PydanticCustomError("not-a-number", "'{text}' is not a whole number of 0 or more", {"text": str(text)})


_Whole = Annotated[int, BeforeValidator(_whole)]


class Row(Part):
    """One number of a figure."""

    label: Text = Field(description="What the number is of.")
    number: _Whole = Field(description="The number, out of 100.")
    group: Text | None = Field(default=None, description="What it shares with the rows beside it.")
    low: _Whole | None = Field(default=None, description="The lower end of the 95% interval, out of 100.")
    high: _Whole | None = Field(default=None, description="The upper end of the 95% interval, out of 100.")
    at: _Whole | None = Field(default=None, description="When, for a line: weeks since the start.")


class Figure(Part):
    """What a figure shows, in words and numbers."""

    title: Text = Field(description="What the numbers are about. It names the picture to screen readers.")
    kind: Literal["bars", "line"] = Field(description="How it is drawn.")
    unit: Text = Field(description="What stands after each number, such as 'of 100'.")
    table: Text = Field(description="What leads to the table with the same numbers.")
    columns: tuple[Text, ...] = Field(description="The headings of that table.")
    source: KebabId = Field(description="The note of the guide that says where the numbers are from.")
    rows: Annotated[tuple[Row, ...], Field(min_length=2)]


def read_figure(file: Path) -> Figure:
    """The figure in a file.

    Raises:
        TriageError: the file cannot be read, or does not hold a figure; says where and why.
    """
    document = read(file_bytes(file), str(file))
    if document.problems:
        raise RuleSetProblems(document.problems)
    try:
        figure = Figure.model_validate(document.data)
    except ValidationError as error:
        found = (document.locate(problem) for _, problem in shape.problems(error, Figure))
        raise RuleSetProblems(sorted(found, key=by_place)) from None
    for wrong in (_wrong_numbers(figure), _wrong_columns(figure)):
        if wrong:
            raise TriageError(f"{file}: {wrong}")
    return figure


def cells(figure: Figure) -> tuple[tuple[str, ...], ...]:
    """The figure as the rows of a table: everything that the picture shows, and nothing else."""
    return tuple(_cells(figure, row) for row in figure.rows)


def _cells(figure: Figure, row: Row) -> tuple[str, ...]:
    named = (row.group, row.label) if row.group else (row.label,)
    interval = (f"{row.low}–{row.high} {figure.unit}",) if row.low is not None else ()
    return (*named, f"{row.number} {figure.unit}", *interval)


def _wrong_numbers(figure: Figure) -> str | None:
    for row in figure.rows:
        low, high = (row.number if end is None else end for end in (row.low, row.high))
        if not low <= row.number <= high <= MOST or (row.low is None) != (row.high is None):
            return f"'{row.label}': write low, number and high in this order, none over {MOST}, or no low and high"
    times = [-1 if row.at is None else row.at for row in figure.rows]
    if figure.kind == "line" and (min(times) < 0 or times != sorted(set(times))):
        return "a line needs 'at:' in every row, each later than the one before"
    if figure.kind == "bars" and max(times) >= 0:
        return "'at:' is for a line; bars do without it"
    return None


def _wrong_columns(figure: Figure) -> str | None:
    widths = {len(row) for row in cells(figure)}
    if widths == {len(figure.columns)}:
        return None
    return f"{len(figure.columns)} columns have a heading, and the rows have {' or '.join(map(str, sorted(widths)))}"
