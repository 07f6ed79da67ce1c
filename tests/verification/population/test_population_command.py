"""``triage population``: what it prints, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.verification.population.small import COHORT
from triage.cli import main
from triage.resources import shipped
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.result import WARNING


def triage_population(*args: object) -> Result:
    return CliRunner().invoke(main, ["population", "--people", "80", *map(str, args)], catch_exceptions=False)


@pytest.fixture(scope="module")
def printed() -> str:
    return triage_population().output


@pytest.fixture(scope="module")
def data() -> dict:
    return json.loads(triage_population("--json").output)


def test_the_first_line_says_that_it_compares_and_is_not_evidence_of_safety(printed: str) -> None:
    first = printed.splitlines()[0]
    assert first == WARNING
    assert "compares rule sets" in first
    assert "not evidence of safety" in first


def test_every_class_and_scenario_has_its_line(printed: str) -> None:
    cohort = read_cohort()
    lines = [line.strip() for line in printed.splitlines()]
    for name in (*(kind.label for kind in cohort.kinds), *(scenario.id for scenario in cohort.scenarios)):
        assert any(line.startswith(name) for line in lines), name


def test_it_says_how_many_people_were_drawn(printed: str, data: dict) -> None:
    assert data["people"] == 8 * (80 + 16 * 10)
    assert f"{data['people']:,} people were drawn" in printed


def test_plain_data_begin_with_the_warning_and_have_every_table(data: dict) -> None:
    assert next(iter(data.values())) == WARNING
    assert len(data["classes"]) == 18
    assert {line["kept"] for line in data["budget"]} <= {True, False}
    assert data["drivers"]["emergency"][0].keys() == {"id", "says", "fired", "alone"}
    assert data["scenarios"][1]["benign"]["emergency"].keys() == {"share", "low", "high"}
    assert data["scenarios"][1]["serious"]["mscc"]["at_floor"]["high"] <= 1


def test_figures_are_the_same_from_one_process_to_the_next(data: dict) -> None:
    command = [sys.executable, "-m", "triage", "population", "--people", "80", "--json"]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    again = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert _without_times(again) == _without_times(data)


def _without_times(found: dict) -> dict:
    return {key: value for key, value in found.items() if not key.endswith("seconds")}


def test_a_crowd_of_ones_own_can_be_named_and_what_it_is_silent_on_is_printed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(COHORT, "utf-8")
    output = triage_population("--cohort", mine).output
    assert "The cohort is silent on 'saddle_numbness': everybody gives it the answer 'no'." in output
    assert "0.0 (0.0-4.6)" in output


def test_a_broken_crowd_is_refused_with_its_place_and_without_a_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = shipped("cohort.yaml").read_text("utf-8")
    broken.write_text(text.replace("value: 0.07", "value: 7"), "utf-8")
    line = text[: text.index("value: 0.07")].count("\n") + 1
    result = triage_population("--cohort", broken)
    assert result.exit_code == 1
    assert f"{broken}:{line}:" in result.output
    assert "Traceback" not in result.output


def test_a_rule_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = triage_population("--rules", tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert "none.yaml: this file cannot be read" in result.output
