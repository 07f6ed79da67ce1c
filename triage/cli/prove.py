"""``triage prove``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from triage.cli.files import FILE, ruleset_of
from triage.verification.prove import prove
from triage.verification.report import proof_data, proof_lines


@click.command("prove")
@FILE
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
def command(file: Path | None, as_json: bool) -> None:
    """Prove a rule set for every answer sheet that the form accepts. Exit status 1 on a failure that is not waived."""
    ruleset = ruleset_of(file)
    proof = prove(ruleset)
    click.echo(json.dumps(proof_data(proof), indent=1) if as_json else "\n".join(proof_lines(ruleset, proof)))
    sys.exit(0 if proof.holds else 1)
