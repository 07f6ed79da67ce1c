"""The answers in a table of sheets, as arrays of bits.

A column that holds few different texts is a dictionary and codes for DuckDB and for Parquet, so it is read by its
codes, which takes a fraction of the time. A column that holds anything else, such as an empty cell, is read cell by
cell, as the query of ``triage sql`` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from triage.cohorts.columns import MISSING, ROW, bits_of
from triage.cohorts.expression import marks
from triage.cohorts.fired import Answers, Bits
from triage.cohorts.table import Array, Table, quoted, text
from triage.ruleset.model import Question, RuleSet

_MOST_TEXTS = 10_000
"""A column with more different answers is read cell by cell."""


class Reader:
    """Reads the answers in a table of sheets.

    Args:
        table: the sheets.
        ruleset: what they answer.

    Raises:
        TriageError: as :meth:`Table.run` does.
    """

    def __init__(self, table: Table, ruleset: RuleSet) -> None:
        self._table = table
        self._questions = ruleset.questions
        found = {question.id: self._texts(question) for question in self._questions}
        few = {id_: texts for id_, texts in found.items() if 0 < len(texts) <= _MOST_TEXTS}
        self._codes = ", ".join([ROW, *map(_code, few, few.values())])
        self._bits = {id_: _bits(ruleset.question_by_id[id_], texts) for id_, texts in few.items()}

    def read(self, first: int, last: int) -> tuple[Array, Answers]:
        """The answers of some rows.

        Args:
            first: the number of the first row.
            last: that of the last.

        Returns:
            The numbers of the rows, and the answers in the same order.

        Raises:
            TriageError: as :meth:`Table.arrays` does.
        """
        where = f"FROM sheets WHERE {ROW} BETWEEN {first} AND {last}"
        codes = self._table.arrays(f"SELECT {self._codes} {where}")
        rows = codes.pop(ROW)
        bits = {id_: self._bits[id_].take(code) for id_, code in codes.items() if not np.ma.is_masked(code)}
        missing: dict[str, Array] = {}
        unreadable = np.zeros(len(rows), np.bool_)
        for id_, cells in self._by_cell([q for q in self._questions if q.id not in bits], where, rows).items():
            missing[id_] = np.ma.filled(cells == MISSING, False)
            unreadable |= np.ma.getmaskarray(cells)
            bits[id_] = np.where(missing[id_], 0, np.ma.filled(cells, 0)).astype(np.uint32)
        return rows, Answers(bits, missing, unreadable)

    def _by_cell(self, questions: Sequence[Question], where: str, rows: Array) -> dict[str, Array]:
        """Columns of any kind, as :func:`triage.cohorts.expression.marks` reads them; masked where that is NULL."""
        if not questions:
            return {}
        cells = self._table.arrays(f"SELECT {', '.join([ROW, *map(_marks, questions)])} {where}")
        if not np.array_equal(cells.pop(ROW), rows):
            raise RuntimeError("DuckDB gave the same rows in two orders: no row can be trusted")
        return cells

    def _texts(self, question: Question) -> Mapping[str, int]:
        """The texts that answer a question → their bits. Several choices can make more texts than anybody can list, so
        those that are there are looked up."""
        if question.choose == "one":
            return bits_of(question)
        name = quoted(question.id)
        there = self._table.run(f"SELECT {name}, {_marks(question)} FROM (SELECT DISTINCT {name} FROM sheets)")
        return {cell: bits for cell, bits in there if bits is not None and bits != MISSING}


def _code(question: str, texts: Mapping[str, int]) -> str:
    """The place of each cell among some texts, from 0; NULL for any other."""
    known = ", ".join(map(text, texts))
    return f"enum_code(TRY_CAST({quoted(question)} AS ENUM ({known}))) AS {quoted(question)}"


def _bits(question: Question, texts: Mapping[str, int]) -> Bits:
    """The bits of each text, in numbers with room for every choice of the question."""
    return np.array(list(texts.values()), np.min_scalar_type(sum(bits_of(question).values())))


def _marks(question: Question) -> str:
    return f"{marks(question).sql(dialect='duckdb')} AS {quoted(question.id)}"
