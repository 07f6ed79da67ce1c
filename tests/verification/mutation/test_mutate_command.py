"""``triage mutate``: what it prints, its exit status, and vignettes that it suggests."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triage.cli import main
from triage.ruleset.load import load_ruleset

SOUND = Path(__file__).parent.parent / "planted" / "sound.yaml"


def triage_mutate(*args: object) -> Result:
    return CliRunner().invoke(main, ["mutate", *map(str, args)], catch_exceptions=False)


@pytest.fixture
def calm() -> str:
    """The part of a vignette file that answers every question of the rule set."""
    ruleset = load_ruleset(SOUND)
    return "".join(f"  {q.id}: {q.reassuring or q.none or q.choices[0].id}\n" for q in ruleset.questions)


def watching(folder: Path, calm: str, body: str) -> Path:
    file = folder / "watching.yaml"
    file.write_text(f"source: a test\notherwise:\n{calm}vignettes:\n{body}", "utf-8")
    return file


ONE = '- vignette: "Nothing at all"\n  answers: {}\n  expect: guides\n'


def test_a_survivor_that_lowers_somebody_is_told_with_a_sheet_and_makes_the_exit_status_1(tmp_path, calm):
    result = triage_mutate(SOUND, "--vignettes", watching(tmp_path, calm, ONE))
    assert result.exit_code == 1
    assert "LOWERS SOMEBODY, AND NOTHING NOTICES: " in result.output
    assert "  The nearest person who falls to “" in result.output
    assert "Not pinned: " in result.output


def test_with_the_suggested_vignettes_none_survives_and_the_exit_status_is_0(tmp_path, calm):
    output = triage_mutate(SOUND, "--vignettes", watching(tmp_path, calm, ONE)).output
    stubs = re.findall(r'^- vignette: ""\n((?:  .+\n)+)', output, re.MULTILINE)
    body = ONE + "".join(f'- vignette: "Person {number}"\n{stub}' for number, stub in enumerate(stubs))
    result = triage_mutate(SOUND, "--vignettes", watching(tmp_path, calm, body))
    assert stubs
    assert result.exit_code == 0, result.output
    assert "No mutant that lowers somebody survives" in result.output


def test_json_has_the_same_as_ids(tmp_path, calm):
    result = triage_mutate(SOUND, "--vignettes", watching(tmp_path, calm, ONE), "--json")
    data = json.loads(result.output)
    assert result.exit_code == 1
    assert data["holds"] is False
    assert data["lowering"][0]["falls"]["answers"]
    assert data["suggested"][0]["kills"]
    assert data["score"]["killed"] <= data["score"]["of"] == data["mutants"] - data["harmless"]


def test_vignettes_of_another_rule_set_are_refused_without_a_traceback():
    result = triage_mutate(SOUND)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "choices.yaml:" in result.output
