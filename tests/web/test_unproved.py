"""Without a proof of its rule set there is no app."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.cli import main
from triage.ruleset.load import load_ruleset
from triage.verification import nodes
from triage.verification.prove import Unproved

PLANTED = Path(__file__).parents[1] / "verification" / "planted"
FAULTY = sorted(path for path in PLANTED.glob("*.yaml") if path.stem != "sound")


def test_an_app_has_the_proof_of_its_rule_set(app, specimen):
    proof = app.extensions["back_pain_check"]["en"].proof
    assert proof.holds
    assert proof.version == specimen.version


def test_a_rule_set_without_fault_gets_an_app(make_app):
    assert make_app(load_ruleset(PLANTED / "sound.yaml")).extensions["back_pain_check"]["en"].proof.holds


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_rule_set_with_a_fault_gets_no_app_and_the_property_is_named(make_app, path):
    property_ = path.read_text("utf-8").removeprefix("# expect: ")[:2]
    with pytest.raises(Unproved, match=rf"not proved, so it is not served: .*{property_}") as refused:
        make_app(load_ruleset(path))
    assert "triage prove FILE" in str(refused.value)


def test_a_rule_set_that_is_too_big_to_prove_gets_no_app(make_app, specimen, monkeypatch):
    monkeypatch.setattr(nodes, "MOST_STEPS", 100)
    with pytest.raises(Unproved, match=r"too big to prove: .* What is not proved is not served"):
        make_app(specimen)


def test_serving_it_ends_with_the_reason_and_without_a_traceback(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    file = str(PLANTED / "guarantee-broken.yaml")
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--rules", file], catch_exceptions=False)
    assert result.exit_code == 1
    assert "P5: Guarantee '" in result.output
    assert "is running" not in result.output
