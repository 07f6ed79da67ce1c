"""The proof of rule sets far bigger than the shipped one, and of those that have no exact form of a bearable size."""

import time

import pytest
from click.testing import CliRunner

from tests.verification.grown import MOST_PARTS, grown, scattered
from triage.cli import main
from triage.cli import prove as command
from triage.verification import nodes
from triage.verification.nodes import MOST_NODES, TooBig
from triage.verification.prove import prove

GENEROUS = 60
"""CPU seconds; some 5 on a quiet machine."""


def test_a_rule_set_of_190_questions_in_parts_is_proved_and_grows_with_the_parts_alone():
    ruleset = grown(MOST_PARTS)
    assert (len(ruleset.questions), len(ruleset.rules)) == (190, 328)
    proof = prove(ruleset)
    assert proof.holds
    assert proof.sheets == sum(proof.by_outcome.values()) > 10**80
    assert proof.nodes < 3 * prove(grown(MOST_PARTS // 2)).nodes


@pytest.mark.parametrize("parts", [4, MOST_PARTS])
def test_a_rule_set_without_locality_is_too_big_and_does_not_hang(parts):
    began = time.process_time()
    with pytest.raises(TooBig, match=f"passed {MOST_NODES:,} parts. It helps to ask"):
        prove(scattered(parts))
    assert time.process_time() - began < GENEROUS


def test_a_proof_that_takes_too_many_steps_is_too_big(monkeypatch):
    monkeypatch.setattr(nodes, "MOST_STEPS", 5_000)
    with pytest.raises(TooBig, match=r"it takes more than 5,000 steps\. It helps to ask"):
        prove(grown(2))


def test_the_command_says_too_big_without_a_traceback(monkeypatch):
    monkeypatch.setattr(command, "ruleset_of", lambda _: scattered(4))
    result = CliRunner().invoke(main, ["prove"], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.output.startswith("this rule set is too big to prove")
