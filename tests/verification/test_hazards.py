"""The hazard log names what there is, and is refused with its place when it cannot be understood."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from triage.errors import TriageError
from triage.resources import shipped
from triage.verification.hazards import Hazard, read_hazards

ROOT = Path(__file__).parents[2]
HAZARDS = read_hazards(shipped("hazards.yaml"))
ONE = "hazards:\n- {id: a, hazard: b, cause: c, harm: d, severity: e, mitigations: [{says: f, tests: [g]}]}\n"


def names_in(file: Path) -> set[str]:
    return {part.name for part in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(part, ast.FunctionDef)}


@pytest.mark.parametrize("hazard", HAZARDS, ids=[hazard.id for hazard in HAZARDS])
def test_every_test_and_guarantee_that_a_hazard_names_exists(hazard: Hazard, rules) -> None:
    assert hazard.mitigations
    guarantees = {guarantee.id for guarantee in rules.guarantees}
    for mitigation in hazard.mitigations:
        assert set(mitigation.guarantees) <= guarantees
        for node in mitigation.tests:
            file, _, test = node.partition("::")
            assert (ROOT / file).is_file(), node
            assert not test or test in names_in(ROOT / file), node


def test_every_hazard_leaves_the_remaining_risk_to_a_clinical_safety_officer() -> None:
    text = shipped("hazards.yaml").read_text("utf-8")
    assert "They are for a clinical safety officer to judge." in text
    assert not {"likelihood:", "residual:", "accepted:"} & set(text.split())


def test_ids_are_unique() -> None:
    assert len({hazard.id for hazard in HAZARDS}) == len(HAZARDS) > 12


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ONE.replace("cause: c, ", ""), "'cause' is missing here"),
        (ONE.replace("harm", "harms"), "'harms' means nothing here"),
        (ONE.replace(", tests: [g]", ""), "nothing shows that this is so"),
        ("hazards: none\n", "this needs to be a list"),
        ("- a\n", "this needs to be keys"),
        ("", "empty"),
    ],
)
def test_a_log_that_means_nothing_is_refused_with_place_and_reason(tmp_path, text: str, says: str) -> None:
    (tmp_path / "log.yaml").write_text(text, "utf-8")
    with pytest.raises(TriageError, match=says) as refusal:
        read_hazards(tmp_path / "log.yaml")
    assert "log.yaml:" in str(refusal.value)


def test_a_sound_log_is_read_whole(tmp_path) -> None:
    (tmp_path / "log.yaml").write_text(ONE, "utf-8")
    (hazard,) = read_hazards(tmp_path / "log.yaml")
    assert (hazard.hazard, hazard.mitigations[0].tests, hazard.open) == ("b", ("g",), None)
