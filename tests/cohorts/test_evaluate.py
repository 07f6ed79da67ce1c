"""Many sheets at once get what each gets alone; a cell that says nothing is named, and never guessed."""

import csv
import random
import re
import tempfile
from itertools import cycle
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cohorts.tables import one_by_one, sheets, write_csv
from tests.verification.small_rulesets import small_rulesets
from triage.cohorts import answers, evaluate, fired
from triage.cohorts.columns import MOST_CHOICES, bits_of
from triage.cohorts.evaluate import Evaluation
from triage.cohorts.table import Table
from triage.engine.compiled import compile_ruleset
from triage.errors import TriageError
from triage.ruleset.criteria import AtLeast, Picked
from triage.verification.slots import Slots, in_page_order

SMALL = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_gets_what_it_gets_alone_also_when_cells_are_spoilt(compiled, tmp_path):
    rows = sheets(compiled.ruleset, 8_000, seed=5, spoilt=0.3)
    evaluation = Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id"])
    evaluation.write(tmp_path / "out.csv")
    out = written(tmp_path / "out.csv")
    alone = one_by_one(compiled, rows)
    assert [row["id"] for row in out] == [row["id"] for row in rows]
    assert [int(row["row"]) for row in out] == list(range(1, len(rows) + 1))
    assert [(row["outcome"] or None, row["problem"] or None) for row in out] == [(o, p) for o, _, p in alone]
    assert [row["fired"] for row in out] == [fired or "" for _, fired, _ in alone]
    without = sum(outcome is None for outcome, _, _ in alone)
    assert 0 < without == evaluation.result.without
    assert evaluation.result.rows == len(rows)


def test_a_table_that_is_judged_part_by_part_is_judged_as_a_whole(compiled, tmp_path, monkeypatch):
    monkeypatch.setattr(evaluate, "_AT_A_TIME", 97)
    monkeypatch.setattr(fired, "_BLOCK", 13)
    rows = sheets(compiled.ruleset, 400, seed=9, spoilt=0.05)
    Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id"]).write(tmp_path / "out.csv")
    out = [(row["outcome"] or None, row["fired"] or "") for row in written(tmp_path / "out.csv")]
    assert out == [(outcome, fired or "") for outcome, fired, _ in one_by_one(compiled, rows)]


def test_rows_that_come_in_two_orders_are_not_judged(compiled, tmp_path, monkeypatch):
    arrays, upside_down = Table.arrays, cycle([1, -1])

    def shuffled(table, sql):
        way = next(upside_down)
        return {name: array[::way] for name, array in arrays(table, sql).items()}

    monkeypatch.setattr(Table, "arrays", shuffled)
    path = write_csv(tmp_path / "in.csv", sheets(compiled.ruleset, 5, seed=1, spoilt=1.0))
    with pytest.raises(RuntimeError, match="two orders"):
        Evaluation(compiled.ruleset, path, ["id"])


@pytest.mark.parametrize("most", [0, 3, 10_000])
def test_columns_read_by_their_codes_and_cell_by_cell_say_the_same(compiled, tmp_path, monkeypatch, most):
    monkeypatch.setattr(answers, "_MOST_TEXTS", most)
    rows = sheets(compiled.ruleset, 2_000, seed=11)
    Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id"]).write(tmp_path / "out.csv")
    out = [(row["outcome"], row["fired"]) for row in written(tmp_path / "out.csv")]
    assert out == [(outcome, fired) for outcome, fired, _ in one_by_one(compiled, rows)]


@pytest.mark.parametrize("choose", ["one", "any"])
def test_each_choice_of_the_longest_question_has_a_bit_of_its_own(rules, tmp_path, choose):
    question = next(q for q in rules.questions if q.choose == choose and q.ask_when is None)
    added = (question.choices[-1].changed(id=f"c{number}", outcome=None) for number in range(MOST_CHOICES))
    choices = (*question.choices, *added)[:MOST_CHOICES]
    longest = question.changed(choices=choices)
    pages = tuple(
        page.changed(questions=tuple(longest if q is question else q for q in page.questions)) for page in rules.pages
    )
    single = [rules.rules[0].changed(id=f"is-{c.id}", when=Picked(question.id, (c.id,))) for c in choices]
    ruleset = rules.changed(pages=pages, rules=tuple(single))
    rows = [sheets(rules, 1, seed=1)[0] | {question.id: choice.id} for choice in choices]
    Evaluation(ruleset, write_csv(tmp_path / "in.csv", rows), ["id"]).write(tmp_path / "out.csv")
    fired = [{id_ for id_ in row["fired"].split(";") if id_.startswith("is-")} for row in written(tmp_path / "out.csv")]
    assert fired == [{f"is-{choice.id}"} for choice in choices]


@SMALL
@given(small_rulesets(), st.integers(0, 999))
def test_every_rule_set_judges_a_table_as_it_judges_each_row(ruleset, seed):
    rows = sheets(ruleset, 60, seed, spoilt=0.2)
    with tempfile.TemporaryDirectory() as folder:
        Evaluation(ruleset, write_csv(Path(folder) / "in.csv", rows), ["id"]).write(Path(folder) / "out.csv")
        out = written(Path(folder) / "out.csv")
    alone = one_by_one(compile_ruleset(ruleset), rows)
    assert [(row["outcome"] or None, row["problem"] or None) for row in out] == [(o, p) for o, _, p in alone]
    assert [row["fired"] for row in out] == [fired or "" for _, fired, _ in alone]


def test_a_count_of_more_parts_than_a_byte_holds_is_a_count(rules, tmp_path):
    many = AtLeast(2, (Picked("fever_chills", ("no",)),) * 256)
    rule = rules.rules[0].model_copy(update={"when": many, "outcome": "emergency"})
    ruleset = rules.model_copy(update={"rules": (rule,)})
    row = {name: ";".join(picked) for name, picked in Slots(rules, in_page_order(rules)).calm.items()}
    assert Evaluation(ruleset, write_csv(tmp_path / "in.csv", [row])).result.by_outcome["emergency"] == 1


def test_a_question_with_more_choices_than_a_number_has_bits_is_refused(rules, tmp_path):
    question = rules.question_by_id["age_years"]
    choices = tuple(question.choices[0].model_copy(update={"id": f"c{index}"}) for index in range(MOST_CHOICES + 1))
    with pytest.raises(TriageError, match=f"'age_years' has {MOST_CHOICES + 1} choices"):
        bits_of(question.model_copy(update={"choices": choices}))


@pytest.mark.parametrize("name", ["outcome", "Outcome", "fired", "unreadable", "fired_0", "row", "select", "a b"])
def test_a_kept_column_may_have_any_name_and_is_a_label_too(compiled, tmp_path, name):
    rows = [row | {name: row["id"]} for row in sheets(compiled.ruleset, 5, seed=1)]
    evaluation = Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id", name, name])
    evaluation.write(tmp_path / "out.csv")
    ours = name.lower() in ("outcome", "fired", "row")
    assert [row[f"given_{name}" if ours else name] for row in written(tmp_path / "out.csv")] == [r["id"] for r in rows]
    assert {label for label, _ in evaluation.labelled(name)} == {row["id"] for row in rows}


@pytest.mark.parametrize("name", ["_row", "ROWID", "file_row_number", "", "ID"])
def test_a_column_without_a_name_of_its_own_is_refused(compiled, tmp_path, name):
    rows = [row | {name: "1"} for row in sheets(compiled.ruleset, 3, seed=1)]
    with pytest.raises(TriageError, match=f"rename these columns: '{name.lower()}'"):
        Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id", name])


def test_a_name_that_could_stand_for_other_files_stands_for_one(compiled, tmp_path):
    counts = {"a[1]": 2, "a1": 7, "a*": 3, "a?": 4}
    for name, count in counts.items():
        rows = sheets(compiled.ruleset, count, seed=1)
        write_csv(tmp_path / f"{name}.csv", rows)
        sheet = ", ".join(f"'{cell}' AS \"{column}\"" for column, cell in rows[0].items())
        duckdb.sql(f"SELECT {sheet} FROM range({count})").write_parquet(str(tmp_path / f"{name}.parquet"))
    for name, count in counts.items():
        for kind in ("csv", "parquet"):
            assert Evaluation(compiled.ruleset, tmp_path / f"{name}.{kind}", ["id"]).result.rows == count


def test_how_far_it_is_is_told_up_to_the_end(compiled, tmp_path):
    told = []
    path = write_csv(tmp_path / "in.csv", sheets(compiled.ruleset, 5, seed=1))
    Evaluation(compiled.ruleset, path, ["id"], told.append)
    assert told[-1] == 100


def test_columns_that_no_comma_divides_are_said(compiled, tmp_path):
    (tmp_path / "in.csv").write_text("id;age_years\n1;16_44\n", "utf-8")
    with pytest.raises(TriageError, match="Put a comma"):
        Evaluation(compiled.ruleset, tmp_path / "in.csv", ["id"])


def test_a_table_without_rows_has_no_outcomes(compiled, tmp_path):
    path = write_csv(tmp_path / "in.csv", sheets(compiled.ruleset, 1, seed=1))
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert Evaluation(compiled.ruleset, path, ["id"]).result.rows == 0


def test_every_cell_to_blame_is_named_with_its_row_and_column(compiled, tmp_path):
    rows = sheets(compiled.ruleset, 300, seed=6)
    chance = random.Random(1)
    always = [question.id for question in compiled.ruleset.questions if question.ask_when is None]
    spoilt = {}
    for number in chance.sample(range(300), 40):
        question = chance.choice(always)
        rows[number][question] = spoilt[number + 1, question] = chance.choice(["", "nonsense"])
    evaluation = Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id"])
    evaluation.write_bad_cells(tmp_path / "bad.csv")
    bad = {(int(cell["row"]), cell["column"]): cell for cell in written(tmp_path / "bad.csv")}
    for place, value in spoilt.items():
        assert bad[place]["value"] == value
        assert bad[place]["problem"] == ("unknown-answer" if value else "unanswered")
    assert evaluation.result.bad_cells == len(bad)
    assert {row for row, _ in bad} == {row for row, _ in spoilt}


def test_an_answer_that_does_not_apply_may_be_missing(compiled, tmp_path):
    rows = sheets(compiled.ruleset, 500, seed=7)
    for row in rows:
        row["pregnancy"] = "" if row["age_years"] in ("under_6", "60_64", "65_69", "70_plus") else row["pregnancy"]
    assert any(row["pregnancy"] == "" for row in rows)
    evaluation = Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id"])
    assert evaluation.result.without == 0


def test_parquet_says_the_same_as_csv_with_lists_of_texts_too(compiled, tmp_path):
    rows = sheets(compiled.ruleset, 500, seed=8, spoilt=0.2)
    path = write_csv(tmp_path / "in.csv", rows)
    lists = [question.id for question in compiled.ruleset.questions if question.choose == "any"]
    as_lists = ", ".join(f'string_split("{name}", \';\') AS "{name}"' for name in lists)
    duckdb.execute(
        f"COPY (SELECT * REPLACE ({as_lists}) FROM read_csv('{path}', all_varchar=true, header=true)) "
        f"TO '{tmp_path}/in.parquet' (FORMAT parquet)"
    )
    for kind in ("csv", "parquet"):
        Evaluation(compiled.ruleset, tmp_path / f"in.{kind}", ["id"]).write(tmp_path / f"{kind}.csv")
    assert written(tmp_path / "csv.csv") == written(tmp_path / "parquet.csv")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda row: {name: cell for name, cell in row.items() if name != "fever_chills"}, "no column 'fever_chills'"),
        (lambda row: row | {"extra": "1"}, "column 'extra' is no question"),
        (lambda row: {name.replace("daily_", "daily"): c for name, c in row.items()}, "did you mean 'daily_life'"),
    ],
)
def test_a_table_with_other_columns_is_refused_by_name(compiled, tmp_path, change, says):
    rows = [change(row) for row in sheets(compiled.ruleset, 3, seed=1)]
    with pytest.raises(TriageError, match=says):
        Evaluation(compiled.ruleset, write_csv(tmp_path / "in.csv", rows), ["id"])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda line: line[:7], "it has 2 cells and the first line has 35"),
        (lambda line: f"{line},no", "it has 36 cells and the first line has 35"),
        (lambda line: f'"{line}', 'a " is opened in it and never closed'),
        (lambda line: line.replace("p499", "p\udce9"), "it is not UTF-8"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_neither_guessed_nor_shown(compiled, tmp_path, spoil, says):
    path = write_csv(tmp_path / "in.csv", sheets(compiled.ruleset, 600, seed=1))
    lines = path.read_text("utf-8").splitlines()
    lines[500] = spoil(lines[500])
    path.write_text("\n".join(lines), "utf-8", errors="surrogateescape")
    with pytest.raises(TriageError, match=re.escape(f"{path}: line 501 cannot be read: {says}")) as refused:
        Evaluation(compiled.ruleset, path, ["id"])
    assert "no,no" not in str(refused.value)


def test_what_is_no_parquet_is_said_without_our_sql(compiled, tmp_path):
    (tmp_path / "in.parquet").write_bytes(b"PAR1 is how one begins")
    with pytest.raises(TriageError, match=r"in\.parquet") as refused:
        Evaluation(compiled.ruleset, tmp_path / "in.parquet", ["id"])
    assert "SELECT" not in str(refused.value)


@pytest.mark.parametrize("name", ["none.csv", "none.parquet", "none.txt"])
def test_a_file_that_is_not_there_or_of_another_kind_is_said(compiled, tmp_path, name):
    with pytest.raises(TriageError, match=name):
        Evaluation(compiled.ruleset, tmp_path / name)
