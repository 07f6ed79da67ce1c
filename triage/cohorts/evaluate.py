"""Judge a file of answer sheets: every row gets an outcome and what fired, or a problem and no outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlglot import exp

from triage.cohorts.answers import Reader
from triage.cohorts.columns import MISSING, ROW
from triage.cohorts.fired import NO_OUTCOME, Fired
from triage.cohorts.query import UNANSWERED, UNKNOWN, counted
from triage.cohorts.table import Table, Watch, kind_of, quoted, text
from triage.ruleset.model import RuleSet

_AT_A_TIME = 500_000
"""How many rows are judged at a time."""

_OURS = ("row", "outcome", "fired", "problem")
"""The columns of what is written, besides those that are kept."""


@dataclass(frozen=True)
class Evaluated:
    """What a file of answer sheets came to.

    Attributes:
        by_outcome: outcome id → how many rows have it, least urgent first.
        without: how many rows have no outcome.
        bad_cells: how many cells are to blame for that.
    """

    by_outcome: dict[str, int]
    without: int
    bad_cells: int

    @property
    def rows(self) -> int:
        """How many answer sheets the file holds."""
        return sum(self.by_outcome.values()) + self.without


class Evaluation:
    """A file of answer sheets, judged once.

    Args:
        ruleset: what judges.
        file: see :class:`Table`.
        keep: columns to hand through, such as an id or a label.
        watch: is told how far it is.

    Raises:
        TriageError: as :class:`Table` does.
    """

    def __init__(self, ruleset: RuleSet, file: Path, keep: Sequence[str] = (), watch: Watch | None = None) -> None:
        self.ruleset = ruleset
        self.keep = tuple(dict.fromkeys(keep))
        self.table = Table(ruleset, file, keep, watch)
        self._reader = Reader(self.table, ruleset)
        self._fired = Fired(ruleset)
        self._outcomes = tuple(outcome.id for outcome in ruleset.outcomes)
        words = ", ".join(f"{word} UBIGINT" for word in self._fired.words)
        self.table.run(
            f"CREATE TABLE judged ({ROW} BIGINT, outcome UTINYINT, unreadable BOOL, unanswered BOOL, {words})"
        )
        count = self.table.run("SELECT count(*) FROM sheets")[0][0]
        for first in range(1, count + 1, _AT_A_TIME):
            last = min(first + _AT_A_TIME - 1, count)
            self._judge(first, last)
            if watch:
                watch(100 * last / count)

    def _judge(self, first: int, last: int) -> None:
        rows, answers = self._reader.read(first, last)
        self.table.insert("judged", {ROW: rows} | self._fired.judge(answers))

    @cached_property
    def result(self) -> Evaluated:
        """How many rows came to what."""
        rows = dict(self.table.run("SELECT outcome, count(*) FROM judged GROUP BY outcome"))
        without = rows.pop(NO_OUTCOME, 0)
        by_outcome = {outcome: rows.get(rank, 0) for rank, outcome in enumerate(self._outcomes)}
        bad = self.table.run(f"SELECT count(*) FROM ({self._bad_cells})")[0][0] if without else 0
        return Evaluated(by_outcome, without, bad)

    def write(self, out: Path) -> None:
        """Write a row for each of the file's: its number, the kept columns, ``outcome``, ``fired`` and ``problem``.

        Args:
            out: a name that ends in .csv or .parquet. ``fired`` holds ids, most urgent first, joined with ``;``. A kept
                column that is called like one of ours is written with ``given_`` before its name.

        Raises:
            TriageError: it cannot be written.
        """
        words = ", ".join(self._fired.words)
        same = " AND ".join(f"told.{word} = judged.{word}" for word in self._fired.words)
        kept = "".join(f"sheets.{quoted(name)} AS {quoted(_written(name))}, " for name in self.keep)
        self._copy(
            f"SELECT judged.{ROW} AS row, {kept}{self._named} AS outcome, "
            f"CASE WHEN judged.outcome <> {NO_OUTCOME} THEN told.fired END AS fired, "
            f"CASE WHEN judged.unreadable THEN {text(UNKNOWN)} WHEN judged.unanswered THEN {text(UNANSWERED)} END "
            f"AS problem FROM judged JOIN (SELECT {words}, {self._ids()} AS fired FROM "
            f"(SELECT DISTINCT {words} FROM judged)) AS told ON {same} "
            f"{f'JOIN sheets ON sheets.{ROW} = judged.{ROW} ' if kept else ''}ORDER BY judged.{ROW}",
            out,
        )

    def write_bad_cells(self, out: Path) -> None:
        """Write every cell to blame for a row without an outcome: row, column, what it holds, and the problem."""
        self._copy(f"SELECT * EXCLUDE (position) FROM ({self._bad_cells}) ORDER BY row, position", out)

    def labelled(self, label: str) -> dict[tuple[str | None, str | None], int]:
        """How many rows have each pair of a label, from a kept column, and an outcome."""
        found = self.table.run(
            f"SELECT sheets.{quoted(label)}, {self._named}, count(*) FROM judged "
            f"JOIN sheets ON sheets.{ROW} = judged.{ROW} GROUP BY ALL"
        )
        return {(given, outcome): count for given, outcome, count in found}

    def _copy(self, query: str, out: Path) -> None:
        form = "FORMAT csv, HEADER true" if kind_of(out) == "csv" else "FORMAT parquet"
        self.table.run(f"COPY ({query}) TO {text(out)} ({form})", about=out)

    @cached_property
    def _named(self) -> str:
        """The id of the outcome, or NULL."""
        names = " ".join(f"WHEN {rank} THEN {text(outcome)}" for rank, outcome in enumerate(self._outcomes))
        return f"CASE judged.outcome {names} END"

    def _ids(self) -> str:
        """The ids of what fired, read off the bits. Done once for each set of things that fire together."""
        places = ((thing.id, *self._fired.bit(index)) for index, thing in enumerate(self._fired.listed))
        pieces = (f"CASE WHEN {word} & {bit} <> 0 THEN {text(id_)} END" for id_, word, bit in places)
        return f"concat_ws(';', {', '.join([*pieces, 'NULL'])})"

    @cached_property
    def _bad_cells(self) -> str:
        """A query for every cell of a row without an outcome that cannot be read, or is empty and applies."""
        self.table.run(
            f"CREATE TABLE bad AS FROM sheets WHERE {ROW} IN (SELECT {ROW} FROM judged WHERE outcome = {NO_OUTCOME})"
        )
        bits = counted(self.ruleset, exp.to_table("bad"), (ROW,))
        self.table.run(f"CREATE TABLE bad_bits AS {bits.sql(dialect='duckdb')}")
        questions = enumerate(self.ruleset.questions)
        return " UNION ALL ".join(_bad_in(position, question.id) for position, question in questions)


def _written(name: str) -> str:
    """How a kept column is called in what is written."""
    return f"given_{name}" if name.lower() in _OURS else name


def _bad_in(position: int, question: str) -> str:
    name = quoted(question)
    return (
        f"SELECT {ROW} AS row, {position} AS position, {text(question)} AS column, bad.{name} AS value, "
        f"CASE WHEN bad_bits.{name} IS NULL THEN {text(UNKNOWN)} ELSE {text(UNANSWERED)} END AS problem "
        f"FROM bad JOIN bad_bits USING ({ROW}) WHERE bad_bits.{name} IS NULL OR bad_bits.{name} >= {MISSING}"
    )
