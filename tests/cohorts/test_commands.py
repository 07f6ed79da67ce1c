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


def test_evaluate_never_writes_over_the_answer_sheets(triage, rules, tmp_path):
    source = write_csv(tmp_path / "in-errors.csv", sheets(rules, 3, seed=3))
    before = source.read_bytes()
    for out in ("in-errors.csv", "in.csv", "../" + tmp_path.name + "/in-errors.csv"):
        result = triage("evaluate", source, "-o", tmp_path / out, "--keep", "id")
        assert result.exit_code == 1
        assert "would be overwritten" in result.output
    assert source.read_bytes() == before


def test_evaluate_leaves_no_bad_cells_of_an_earlier_run(triage, rules, tmp_path):
    rows = sheets(rules, 3, seed=3)
    good, bad = write_csv(tmp_path / "good.csv", rows), write_csv(tmp_path / "bad.csv", [rows[0] | {"worse": "x"}])
    bad.write_text(good.read_text("utf-8").replace(",no,", ",maybe,", 1), "utf-8")
    for source, left in ((bad, True), (good, False)):
        triage("evaluate", source, "-o", tmp_path / "out.csv", "--keep", "id")
        assert (tmp_path / "out-errors.csv").exists() == left


def test_labels_that_are_no_outcomes_are_named_with_file_and_column_before_anything_is_written(triage, rules, tmp_path):
    source = write_csv(tmp_path / "in.csv", sheets(rules, 40, seed=3))
    result = triage("evaluate", source, "-o", tmp_path / "out.csv", "--label", "id")
    assert result.exit_code == 1
    assert "in.csv, column 'id': 40 labels are no outcomes: 'p0', 'p1'" in result.output
    assert "'p9'" not in result.output
    assert not (tmp_path / "out.csv").exists()


def test_an_outcome_file_that_cannot_be_written_is_the_one_that_is_named(triage, rules, tmp_path):
    source = write_csv(tmp_path / "in.csv", sheets(rules, 2, seed=3))
    result = triage("evaluate", source, "-o", tmp_path / "nowhere" / "out.csv", "--keep", "id")
    assert "nowhere/out.csv: IO Error" in result.output


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--table", "", "no name of a table"),
        ("--table", 'a"; drop', "no name of a table"),
        ("--keep", "age_years", "is a question"),
    ],
)
def test_sql_refuses_what_no_database_could_run(triage, option, value, says):
    result = triage("sql", option, value)
    assert result.exit_code == 1
    assert says in result.output


def test_sql_is_printed_for_a_dialect_and_a_table(triage):
    result = triage("sql", "--dialect", "postgres", "--table", "visits", "--keep", "number")
    assert result.exit_code == 0
    assert 'FROM "visits"' in result.output or "FROM visits" in result.output
    assert triage("sql", "--dialect", "cobol").exit_code == 1
