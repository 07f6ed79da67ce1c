"""The answers in a table of sheets, as arrays of bits.

A column of single choices is a dictionary and codes for DuckDB and for Parquet, so it is read by its codes, which takes
a fraction of the time. A column that holds anything else is read cell by cell, as the query of ``triage sql`` does.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from triage.cohorts.columns import ROW, UNREADABLE, bits_of
from triage.cohorts.expression import marks
from triage.cohorts.fired import Bits
from triage.cohorts.table import Array, Table, quoted, text
from triage.ruleset.model import Question, RuleSet


def read_answers(table: Table, ruleset: RuleSet, first: int, last: int) -> tuple[Array, dict[str, Bits]]:
    """The answers of some rows.

    Args:
        table: the sheets.
        ruleset: what they answer.
        first: the number of the first row.
        last: that of the last.

    Returns:
        The numbers of the rows, and question id → the answers, in the same order.
    """
    where = f"FROM sheets WHERE {ROW} BETWEEN {first} AND {last}"
    coded = table.arrays(f"SELECT {ROW}, {_codes(q for q in ruleset.questions if q.choose == 'one')} {where}")
    other = [q for q in ruleset.questions if q.id not in coded or np.ma.is_masked(coded[q.id])]
    marked = table.arrays(f"SELECT {', '.join([ROW, *map(_marks, other)])} {where}")
    if not np.array_equal(coded[ROW], marked[ROW]):
        raise RuntimeError("DuckDB gave the same rows in two orders: no row can be trusted")
    found = {question.id: np.ma.filled(marked[question.id], UNREADABLE) for question in other}
    return coded[ROW], {
        question.id: found[question.id] if question.id in found else _bits(coded[question.id])
        for question in ruleset.questions
    }


def _codes(questions: Iterable[Question]) -> str:
    """For each question the place of the choice, from 0; NULL for anything else."""
    return ", ".join(
        f"CAST(enum_code(TRY_CAST({quoted(q.id)} AS ENUM ({', '.join(map(text, bits_of(q)))}))) AS UTINYINT) "
        f"AS {quoted(q.id)}"
        for q in questions
    )


def _marks(question: Question) -> str:
    return f"{marks(question).sql(dialect='duckdb')} AS {quoted(question.id)}"


def _bits(codes: Array) -> Bits:
    """The bits of choices, given their places: see :func:`triage.cohorts.columns.bits_of`."""
    return np.left_shift(1, codes, dtype=np.int32)
