"""How answer sheets lie in a table: a row for each person, a column for each question, choice ids as text.

Several choices of one question are joined with ``;``. An empty cell, or none, is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from triage.errors import TriageError
from triage.ruleset.model import Question, RuleSet

MISSING = 1 << 24
"""The bit of no answer at all. No choice has it, so no criterion looks at it."""

UNREADABLE = MISSING << 1
"""The bit of an answer that the question does not allow."""

SEPARATOR = ";"
"""What stands between the choices of one answer. No id can hold it."""


def bits_of(question: Question) -> dict[str, int]:
    """Choice id → the number with the one bit that stands for it. Bits count within the question."""
    return {choice.id: 1 << index for index, choice in enumerate(question.choices)}


def check_columns(ruleset: RuleSet, names: Sequence[str], others: Sequence[str], file: str) -> None:
    """Refuse a table that lacks a question's column, or has a column that nobody asked for.

    Args:
        ruleset: what the columns are about.
        names: the columns of the table.
        others: the columns that stand for no question, such as the id, all of which must be there.
        file: what to call the table in an error.

    Raises:
        TriageError: says every column that is missing or not known, with the nearest name.
    """
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
