"""The printed query says of each row, on real engines, what is said of the row alone."""

import csv

import duckdb
import pytest
import sqlglot

from tests.cohorts.postgres import postgres
from tests.cohorts.tables import one_by_one, sheets, write_csv
from triage.cohorts.query import DIALECTS, outcome_sql
from triage.errors import TriageError


def test_duckdb_agrees_on_every_row(compiled, tmp_path):
    rows = sheets(compiled.ruleset, 4_000, seed=9, spoilt=0.2)
    base = duckdb.connect()
    base.execute(f"CREATE TABLE answers AS FROM read_csv('{write_csv(tmp_path / 'in.csv', rows)}', all_varchar=true)")
    found = base.execute(outcome_sql(compiled.ruleset, "duckdb", "answers", ["id"])).fetchall()
    expected = {row["id"]: (o, p) for row, (o, _, p) in zip(rows, one_by_one(compiled, rows), strict=True)}
    assert {id_: (outcome, problem) for id_, outcome, problem in found} == expected


def test_postgresql_agrees_on_every_row(compiled, tmp_path):
    rows = sheets(compiled.ruleset, 2_000, seed=10, spoilt=0.2)
    columns = ", ".join(f'"{name}" text' for name in rows[0])
    given = write_csv(tmp_path / "in.csv", rows).read_text("utf-8")
    with postgres() as server:
        server.psql(f"CREATE TABLE answers ({columns})")
        server.psql("COPY answers FROM STDIN WITH (FORMAT csv, HEADER true)", given)
        found = csv.reader(server.psql(outcome_sql(compiled.ruleset, "postgres", "answers", ["id"])).splitlines())
        got = {id_: (outcome or None, problem or None) for id_, outcome, problem in found}
    assert got == {row["id"]: (o, p) for row, (o, _, p) in zip(rows, one_by_one(compiled, rows), strict=True)}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_is_sql_that_its_own_parser_reads(rules, dialect):
    [statement] = sqlglot.parse(outcome_sql(rules, dialect, "answers", ["id"]), dialect=dialect)
    assert {column.alias_or_name for column in statement.selects} == {"id", "outcome", "_problem"}


def test_an_unknown_dialect_is_said_with_the_ones_there_are(rules):
    with pytest.raises(TriageError, match="postgres"):
        outcome_sql(rules, "cobol", "answers", [])
