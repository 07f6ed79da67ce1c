"""``triage prove``: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triage.cli import main

PLANTED = Path(__file__).parent / "planted"


def triage_prove(*args: object) -> Result:
    return CliRunner().invoke(main, ["prove", *map(str, args)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("name", "status", "words"), [("sound", 0, "Proved, in"), ("tick-lowers", 1, "Not proved: P2")]
)
def test_the_exit_status_says_whether_a_file_is_proved(name, status, words):
    result = triage_prove(PLANTED / f"{name}.yaml")
    assert result.exit_code == status
    assert words in result.output


def test_a_failure_comes_with_the_answers_of_somebody_in_the_words_of_the_form():
    output = triage_prove(PLANTED / "guarantee-broken.yaml").output
    assert "      Is your leg weak? “Weak”\n" in output
    assert "All other questions: the reassuring answer (How old are you? “Under 50”)\n" in output
    assert "      Outcome: “Read”\n" in output


def test_json_has_the_failure_and_the_answers_as_ids():
    result = triage_prove(PLANTED / "guarantee-broken.yaml", "--json")
    data = json.loads(result.output)
    (verdict,) = [verdict for verdict in data["verdicts"] if not verdict["holds"]]
    (failure,) = verdict["failures"]
    assert result.exit_code == 1
    assert data["holds"] is False
    assert verdict["property"] == "P5"
    assert failure["examples"][0]["answers"]["weak"] == ["yes"]


def test_a_file_that_is_no_rule_set_is_refused_without_a_traceback(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("version: 1\n", "utf-8")
    result = triage_prove(broken)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
