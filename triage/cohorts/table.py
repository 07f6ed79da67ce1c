"""A file of answer sheets as a table of text that SQL can read, with its rows numbered as they stand."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb
from numpy.typing import NDArray

from triage.cohorts.columns import ROW, SEPARATOR, check_columns
from triage.errors import TriageError
from triage.ruleset.model import RuleSet

Array = NDArray[Any]

Watch = Callable[[float], None]
"""Is told now and then how much of the work at hand is done, from 0 to 100."""

_EVERY = 0.1
_KINDS = {".csv": "csv", ".parquet": "parquet"}


def kind_of(file: Path) -> str:
    """``csv`` or ``parquet``, by the end of the file's name.

    Raises:
        TriageError: it is neither.
    """
    kind = _KINDS.get(file.suffix.lower())
    if kind is None:
        raise TriageError(f"{file}: the name has to end in {' or '.join(_KINDS)}, so that it is clear what it holds")
    return kind


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: object) -> str:
    """A text as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


class Table:
    """The answer sheets of a file, as a table ``sheets`` in a DuckDB of its own: ``_row``, and every column as text.

    Args:
        ruleset: what the columns are about.
        file: CSV with a header, commas and UTF-8, or Parquet. In Parquet an answer may also be a list of texts.
        keep: further columns to hand through, such as an id.
        watch: is told how far a query is.

    Raises:
        TriageError: the file cannot be read, or its columns are not those of the rule set.
    """

    def __init__(self, ruleset: RuleSet, file: Path, keep: Sequence[str], watch: Watch | None = None) -> None:
        self.file = file
        self._ruleset = ruleset
        self._keep = keep
        self._watch = watch
        self._base = duckdb.connect()
        self.run(f"CREATE VIEW sheets AS {self._csv() if kind_of(file) == 'csv' else self._parquet()}")

    def run(self, sql: str, about: Path | None = None) -> list[tuple[Any, ...]]:
        """What a statement returns.

        Args:
            sql: the statement.
            about: the file that an error is about; the one that is read when ``None``.

        Raises:
            TriageError: the file cannot be read or written; says the line, if one is to blame.
        """
        done = Event()
        watching = Thread(target=self._report, args=(done,), daemon=True)
        watching.start()
        try:
            with self._read_or_written(about or self.file):
                return self._base.execute(sql).fetchall()
        finally:
            done.set()
            watching.join()

    def arrays(self, sql: str) -> dict[str, Array]:
        """What a query returns, an array for each column. Numbers only.

        Raises:
            TriageError: as :meth:`run` does.
        """
        with self._read_or_written(self.file):
            return self._base.execute(sql).fetchnumpy()

    def insert(self, table: str, arrays: Mapping[str, Array]) -> None:
        """Add rows to a table, whose columns are named as the arrays.

        Raises:
            TriageError: there is no room for them.
        """
        with self._read_or_written(self.file):
            self._base.register("added", dict(arrays))
            self._base.execute(f"INSERT INTO {table} BY NAME FROM added")
            self._base.unregister("added")

    @staticmethod
    @contextmanager
    def _read_or_written(about: Path) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise TriageError(f"{about}: {_in_our_words(str(error))}") from None

    def _report(self, done: Event) -> None:
        while self._watch and not done.wait(_EVERY):
            self._watch(max(0.0, self._base.query_progress()))

    def _csv(self) -> str:
        """Loaded at once: only a table knows the place of each row while several threads read it."""
        names = _header(self.file)
        check_columns(self._ruleset, names, self._keep, str(self.file))
        columns = ", ".join(f"{text(name)}: 'VARCHAR'" for name in names)
        self.run(
            f"CREATE TABLE given AS FROM read_csv({_only(self.file)}, header=true, auto_detect=false, "
            f"columns={{{columns}}}, delim=',', quote='\"', escape='\"')"
        )
        return f"SELECT rowid + 1 AS {ROW}, * FROM given"

    def _parquet(self) -> str:
        read = f"read_parquet({_only(self.file)}"
        columns = self.run(f"DESCRIBE SELECT * FROM {read})")
        check_columns(self._ruleset, [name for name, *_ in columns], self._keep, str(self.file))
        texts = ", ".join(_as_text(name, kind) for name, kind, *_ in columns)
        return f"SELECT file_row_number + 1 AS {ROW}, {texts} FROM {read}, file_row_number=true)"


_CSV_TROUBLES = (
    (r"Expected Number of Columns: (\d+) Found: (\d+)", "it has {1} cells and the first line has {0}: give it as many"),
    ("unterminated quote", 'a " is opened in it and never closed: close it, or write two where one is meant'),
    ("not utf-8", "it is not UTF-8: save the file as 'CSV UTF-8'"),
    ("", 'it is no CSV with commas between cells, and " around cells that hold a comma'),
)
"""What DuckDB says of a line → what we say of it."""


def _in_our_words(error: str) -> str:
    """What went wrong, without the line itself, which holds somebody's answers, and without the SQL, which is ours."""
    line = re.search(r"CSV Error on Line: (\d+)", error)
    if line is None:
        return error.partition("\n")[0]
    found = ((re.search(pattern, error), words) for pattern, words in _CSV_TROUBLES)
    trouble, words = next((trouble, words) for trouble, words in found if trouble)
    return f"line {line[1]} cannot be read: {words.format(*trouble.groups())}"


def _header(file: Path) -> list[str]:
    """The names in the first line. Left to DuckDB, a broken line further down would make it doubt the first one."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            names = next(csv.reader(lines), [])
    except UnicodeDecodeError:
        raise TriageError(f"{file}: this file is not UTF-8: save it as 'CSV UTF-8'") from None
    except (OSError, csv.Error) as error:
        raise TriageError(f"{file}: this file cannot be read: {error}") from None
    if not names or len(set(names)) < len(names):
        raise TriageError(f"{file}: the first line has to name each column once")
    if len(names) == 1 and re.search("[;\t|]", names[0]):
        raise TriageError(f"{file}: the first line names one column only. Put a comma between two columns")
    return names


def _only(file: Path) -> str:
    """The name of one file, as SQL writes it: to DuckDB, ``*``, ``?`` and ``[`` would stand for other names too."""
    return text(re.sub(r"([*?[])", r"[\1]", str(file)))


def _as_text(name: str, kind: str) -> str:
    column = quoted(name)
    if kind.endswith("[]"):
        return f"array_to_string({column}, {text(SEPARATOR)}) AS {column}"
    return column if kind == "VARCHAR" else f"CAST({column} AS VARCHAR) AS {column}"
