"""The command line: its contract with other programs, its exit statuses, its words for people."""

import errno
import json
import random
import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.answer_sheets import random_sheet
from triage.cli import COMMANDS, main
from triage.engine import reference
from triage.resources import shipped
from triage.ruleset.codes import CODES


@pytest.fixture
def triage():
    runner = CliRunner()
    return lambda *args, text=None: runner.invoke(main, [str(a) for a in args], input=text, catch_exceptions=False)


def as_json(sheet):
    return {q: next(iter(picked)) if len(picked) == 1 else sorted(picked) for q, picked in sheet.items()}


def test_check_is_silent_about_a_sound_file_but_says_so(triage):
    result = triage("check")
    assert result.exit_code == 0
    assert result.output == "rules.yaml: no problems\n"


def test_check_shows_place_reason_and_remedy_and_exits_with_1(triage, tmp_path):
    broken = tmp_path / "mine.yaml"
    broken.write_text(
        shipped("rules.yaml").read_text("utf-8").replace("{fever_chills: [", "{fever_chill: [", 1), "utf-8"
    )
    result = triage("check", broken)
    assert result.exit_code == 1
    assert f"{broken}:" in result.output
    assert "[unknown-question]" in result.output
    assert "^" in result.output


def test_check_says_of_the_guides_what_serve_would(triage, tmp_path):
    whole = tmp_path / "guides"
    shutil.copytree(shipped("guides"), whole)
    assert triage("check", "--guides", whole).exit_code == 0
    (whole / "inflammation.md").unlink()
    for command in (("check",), ("serve", "--port", "0")):
        result = triage(*command, "--guides", whole)
        assert result.exit_code == 1
        assert f"the rule set offers guides that {whole} does not have: inflammation" in result.output


def test_check_lists_every_code_with_its_meaning(triage):
    output = triage("check", "--codes").output
    assert len(CODES) >= 25
    assert all(code in output for code in CODES)


def test_a_file_that_is_not_there_is_said_without_a_traceback(triage, tmp_path):
    result = triage("check", tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert f"{tmp_path / 'none.yaml'}: this file cannot be read" in result.output
    assert "Check its name" in result.output


def test_questions_as_json_name_id_choices_reassuring_and_page(triage, rules):
    listed = json.loads(triage("questions", "--json").output)
    assert [q["id"] for q in listed] == [q.id for q in rules.questions]
    for question in listed:
        assert set(question) == {"id", "choose", "choices", "reassuring", "page"}
        assert question["choose"] in ("one", "any")
        assert question["page"] == rules.page_of[question["id"]] + 1
        assert question["reassuring"] is None or question["reassuring"] in question["choices"]


def test_questions_in_words_show_every_text(triage, rules):
    output = triage("questions").output
    assert all(question.text in output for question in rules.questions)


def test_assess_agrees_with_the_plain_evaluator_through_json(triage, rules):
    chance = random.Random(5)
    sheets = [random_sheet(rules, chance) for _ in range(200)]
    entries = [{"id": index, "answers": as_json(sheet)} for index, sheet in enumerate(sheets)]
    result = triage("assess", "-", "--json", text=json.dumps(entries))
    assert result.exit_code == 0
    answers = json.loads(result.output)
    assert [a["outcome"] for a in answers] == [reference.outcome_of(rules, sheet) for sheet in sheets]
    assert all(set(a) == {"id", "outcome", "because", "asked"} for a in answers)


def test_assess_says_in_words_what_fired_and_what_was_asked(triage, rules, tmp_path):
    file = tmp_path / "sheets.json"
    sheet = random_sheet(rules, random.Random(1), worry=0.0) | {"saddle_numbness": {"yes"}}
    file.write_text(json.dumps([{"id": "one", "answers": as_json(sheet)}]), "utf-8")
    output = triage("assess", file).output
    assert "one: Emergency (emergency)" in output
    assert "saddle_numbness=yes" in output


def test_a_missing_answer_is_a_named_error_for_that_entry_alone(triage, rules):
    whole = as_json(random_sheet(rules, random.Random(1), worry=0.0))
    partial = {q: picked for q, picked in whole.items() if q != "fever_chills"}
    entries = [{"id": "partial", "answers": partial}, {"id": "whole", "answers": whole}]
    result = triage("assess", "-", "--json", text=json.dumps(entries))
    first, second = json.loads(result.output)
    assert result.exit_code == 1
    assert (first["id"], first["error"], first["question"]) == ("partial", "unanswered", "fever_chills")
    assert "outcome" not in first
    assert second["outcome"] == "guides" or second["because"]


@pytest.mark.parametrize(
    "answers",
    [
        {"no_such_question": "yes"},
        {"fever_chills": "perhaps"},
        {"fever_chills": ["no", "no_clear_cause"]},
        {"fever_chills": 7},
    ],
)
def test_an_unknown_answer_never_gets_an_outcome(triage, rules, answers):
    whole = as_json(random_sheet(rules, random.Random(1), worry=0.0))
    result = triage("assess", "-", "--json", text=json.dumps([{"id": 1, "answers": whole | answers}]))
    assert result.exit_code == 1
    assert json.loads(result.output)[0]["error"] == "unknown-answer"


def test_answers_to_questions_that_do_not_apply_are_ignored(triage, rules):
    whole = as_json(random_sheet(rules, random.Random(1), worry=0.0)) | {
        "age_years": "70_plus",
        "pregnancy_flags": "severe",
    }
    first = json.loads(triage("assess", "-", "--json", text=json.dumps([{"id": 1, "answers": whole}])).output)[0]
    assert first["outcome"] != "emergency"
    assert "pregnancy_flags" not in first["asked"]


@pytest.mark.parametrize("text", ["", "{", "{}", "[1]", '[{"id": 1}]', '[{"id": 1, "answers": []}]', "[" * 100_000])
def test_what_is_not_a_list_of_sheets_is_a_clear_error(triage, text):
    result = triage("assess", "-", "--json", text=text)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert result.output.strip()


def test_vignettes_print_under_and_over_triage_and_agree(triage):
    result = triage("vignettes")
    assert result.exit_code == 0
    assert "under" in result.output
    assert "over" in result.output


def test_every_command_has_help_and_stands_in_the_readme(triage):
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert triage(name, "--help").exit_code == 0
        assert f"`triage {name}" in readme


def test_another_rule_set_can_be_used(triage, tmp_path):
    copy = tmp_path / "other.yaml"
    shutil.copy(shipped("rules.yaml"), copy)
    assert json.loads(triage("questions", "--json", "--rules", copy).output)


def test_a_short_secret_key_and_a_taken_port_are_said_without_a_traceback(triage, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "short")
    assert "16 bytes or more" in triage("serve", "--port", "0").output
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = triage("serve", "--port", taken.getsockname()[1])
    assert result.exit_code == 1
    assert "cannot listen there: something listens there already" in result.output
    assert "--port 0" in result.output


def test_a_port_that_only_the_administrator_may_take_is_said_with_one_that_others_may(triage, monkeypatch):
    def refuse(address: tuple[str, int]) -> socket.socket:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    result = triage("serve", "--port", "80")
    assert result.exit_code == 1
    assert "http://127.0.0.1:80: cannot listen there: this port is kept for the administrator" in result.output
    assert "--port 8000" in result.output


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("203.0.113.1", "no address of this machine"),  # kept for documentation by RFC 5737: nobody's
        ("no-such-machine.invalid", "no name that this machine knows one of"),
        ("::1", "no IPv4 address"),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}" * 70, "no IPv4 address"),
        ("", "no IPv4 address"),
    ],
)
def test_a_host_that_cannot_be_listened_on_is_said_with_those_that_can_and_not_with_another_port(triage, host, why):
    result = triage("serve", "--host", host, "--port", "0")
    assert result.exit_code == 1
    assert f"http://{host}:0: cannot listen there: this is" in result.output
    assert why in result.output
    assert "--host 127.0.0.1" in result.output
    assert "--port" not in result.output


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--operator", "operator.yaml"], "--operator goes with --production"),
        (["--trusted-proxies", "1"], "--trusted-proxies goes with --production"),
        (["--metrics"], "--metrics goes with --production"),
        (["--leaflet-reason", "We are moving."], "--leaflet-reason goes with --leaflet"),
        (["--production", "--leaflet-reason", "We are moving."], "--leaflet-reason goes with --leaflet"),
    ],
)
def test_what_would_be_ignored_is_refused(triage, args, says):
    result = triage("serve", "--host", "not a host", *args)
    assert result.exit_code == 2
    assert says in result.output


def test_an_unknown_place_is_said_with_those_that_there_are(triage):
    result = triage("serve", "--place", "atlantis", "--port", "0")
    assert result.exit_code == 1
    assert "new_zealand" in result.output


def test_the_review_command_writes_one_file(triage, tmp_path):
    result = triage("review", "-o", tmp_path / "new" / "folder")
    assert result.exit_code == 0
    (only,) = (tmp_path / "new" / "folder").iterdir()
    assert only.name == "review.html"
    assert only.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert str(only) in result.output


def test_the_review_pack_says_what_changed_since_another_version(triage, tmp_path):
    older = tmp_path / "older.yaml"
    text = shipped("rules.yaml").read_text("utf-8")
    rule = text.index("- id: fever-with-nerve-sign")
    older.write_text(text[:rule] + text[rule:].replace("outcome: emergency", "outcome: same_day", 1), "utf-8")
    assert triage("review", "-o", tmp_path, "--since", older).exit_code == 0
    html = (tmp_path / "review.html").read_text("utf-8")
    assert "Raised from “Today” to “Emergency”" in html
    assert triage("review", "-o", tmp_path, "--since", "no-such-revision").exit_code == 1


def test_a_folder_that_cannot_be_written_is_said_without_a_traceback(triage, tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = triage("review", "-o", tmp_path / "file" / "folder")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
