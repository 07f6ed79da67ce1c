"""The commands for many sheets: files, words and exit statuses."""

import csv
import random

import pytest
from click.testing import CliRunner

from tests.cohorts.tables import sheets, write_csv
from triage.cli import main


@pytest.fixture
def triage():
    runner = CliRunner()
    return lambda *args: runner.invoke(main, [str(arg) for arg in args], catch_exceptions=False)


def test_evaluate_writes_a_row_for_each_and_compares_with_labels(triage, rules, tmp_path):
    chance = random.Random(2)
    rows = [row | {"truth": chance.choice(list(rules.rank))} for row in sheets(rules, 60, seed=3)]
    source, out, chart = write_csv(tmp_path / "in.csv", rows), tmp_path / "out.csv", tmp_path / "chart.svg"
    result = triage("evaluate", source, "-o", out, "--keep", "id", "--label", "truth", "--chart", chart)
    assert result.exit_code == 0, result.output
    assert "60 answer sheets" in result.output
    assert "says nothing of other people" in result.output
    assert "sensitivity" in result.output
    with out.open(encoding="utf-8", newline="") as file:
        assert [(row["id"], row["truth"]) for row in csv.DictReader(file)] == [(r["id"], r["truth"]) for r in rows]
    assert chart.read_text("utf-8").startswith("<svg")


def test_evaluate_names_bad_cells_in_a_second_file_and_exits_with_1(triage, rules, tmp_path):
    rows = sheets(rules, 5, seed=3)
    rows[2]["fever_chills"] = "maybe"
    result = triage("evaluate", write_csv(tmp_path / "in.csv", rows), "-o", tmp_path / "out.csv", "--keep", "id")
    assert result.exit_code == 1
    assert "3,fever_chills,maybe,unknown-answer" in (tmp_path / "out-errors.csv").read_text("utf-8")


def test_evaluate_says_which_file_or_option_is_wrong(triage, rules, tmp_path):
    source = write_csv(tmp_path / "in.csv", sheets(rules, 2, seed=3))
    assert "--keep" in triage("evaluate", source, "-o", tmp_path / "out.csv").output
    assert ".parquet" in triage("evaluate", source, "-o", tmp_path / "out.txt", "--keep", "id").output
    assert "--label" in triage("evaluate", source, "-o", tmp_path / "out.csv", "--chart", tmp_path / "c.svg").output


def test_sql_is_printed_for_a_dialect_and_a_table(triage):
    result = triage("sql", "--dialect", "postgres", "--table", "visits", "--keep", "number")
    assert result.exit_code == 0
    assert 'FROM "visits"' in result.output or "FROM visits" in result.output
    assert triage("sql", "--dialect", "cobol").exit_code == 1
