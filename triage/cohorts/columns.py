"""How answer sheets lie in a table: a row for each person, a column for each question, choice ids as text.

Several choices of one question are joined with ``;``. An empty cell, or none, is no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from triage.errors import TriageError
from triage.ruleset.model import Question, RuleSet

MOST_CHOICES = 30
"""How many choices a question may have: beside the sign and :data:`MISSING`, so many bits fit into a number of 32."""

MISSING = 1 << MOST_CHOICES
"""The bit of no answer at all. No choice has it, so no criterion looks at it."""

SEPARATOR = ";"
"""What stands between the choices of one answer. No id can hold it."""

ROW = "_row"
"""The column that numbers the rows from 1."""

NOT_FOR_FILES = ("", ROW, "rowid", "file_row_number")
"""Names that a file's columns may not have: DuckDB and we number the rows by them."""


def bits_of(question: Question) -> dict[str, int]:
    """Choice id → the number with the one bit that stands for it. Bits count within the question.

    Raises:
        TriageError: the question has too many choices.
    """
    if len(question.choices) > MOST_CHOICES:
        raise TriageError(
            f"'{question.id}' has {len(question.choices)} choices, and a table can tell {MOST_CHOICES} apart: "
            "split the question"
        )
    return {choice.id: 1 << index for index, choice in enumerate(question.choices)}


def check_columns(ruleset: RuleSet, names: Sequence[str], others: Sequence[str], file: str) -> None:
    """Refuse a table that lacks a question's column, or has a column that nobody asked for.

    Args:
        ruleset: what the columns are about.
        names: the columns of the table.
        others: the columns that stand for no question, such as the id, all of which must be there.
        file: what to call the table in an error.

    Raises:
        TriageError: says every column that is missing or not known, with the nearest name, or has no name of its own.
    """
    by_name = Counter(name.lower() for name in names)
    bad = [name for name in by_name if name in NOT_FOR_FILES or by_name[name] > 1]
    if bad:
        raise TriageError(
            f"{file}: rename these columns: {', '.join(map(repr, bad))}. Each needs a name of its own, in large or "
            f"small letters, other than {', '.join(filter(None, NOT_FOR_FILES))}"
        )
    asked = [question.id for question in ruleset.questions]
    missing = [name for name in (*asked, *others) if name not in names]
    unknown = [name for name in names if name not in asked and name not in others]
    complaints = [f"there is no column '{name}'" for name in missing]
    complaints += [_unknown(name, missing) for name in unknown]
    if complaints:
        raise TriageError(f"{file}: {'; '.join(complaints)}. The columns are the ids that `triage questions` lists")


def _unknown(name: str, missing: Sequence[str]) -> str:
    near = get_close_matches(name, missing, n=1)
    hint = f", did you mean '{near[0]}'?" if near else ""
    return f"column '{name}' is no question and was not named with --keep{hint}"
