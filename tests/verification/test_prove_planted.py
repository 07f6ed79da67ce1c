"""Rule sets with one fault each. Their first line names the property that fails, and what the message must say."""

from pathlib import Path

import pytest

from triage.ruleset.load import load_ruleset
from triage.verification.prove import prove
from triage.verification.report import proof_lines

FILES = sorted((Path(__file__).parent / "planted").glob("*.yaml"))
WITHOUT_FAULT_IN_A_FILE = {"P1", "P6"}
"""No rule set that loads can break these: faults in the engine or the form would. The mutants stand for them."""


def expected(path: Path) -> list[str]:
    first_line = path.read_text("utf-8").split("\n", 1)[0]
    assert first_line.startswith("# expect: ")
    return first_line.removeprefix("# expect: ").split(" | ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_message_names_the_planted_fault(path):
    property_, *texts = expected(path)
    ruleset = load_ruleset(path)
    proof = prove(ruleset)
    failing = [verdict.code for verdict in proof.verdicts if not verdict.holds]
    assert property_ in failing or (property_ == "nothing" and proof.holds)
    message = "\n".join(proof_lines(ruleset, proof))
    assert [text for text in texts if text not in message] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fault_breaks_no_other_property_without_cause(path):
    property_ = expected(path)[0]
    failing = {verdict.code for verdict in prove(load_ruleset(path)).verdicts if not verdict.holds}
    together = {"P2", "P8"} if {"P2", "P8"} & {property_} else {property_}
    assert failing <= together


def test_every_property_that_a_file_can_break_has_a_planted_fault():
    named = {expected(path)[0] for path in FILES} - {"nothing"}
    assert named == {f"P{number}" for number in range(1, 9)} - WITHOUT_FAULT_IN_A_FILE
