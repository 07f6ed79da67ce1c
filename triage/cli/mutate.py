"""``triage mutate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from triage.cli.files import FILE, ruleset_of
from triage.resources import shipped
from triage.verification.mutation.mutate import mutation
from triage.verification.mutation.report import mutation_data, mutation_lines
from triage.verification.vignettes import read_vignettes


@click.command("mutate")
@FILE
@click.option(
    "--vignettes",
    type=click.Path(path_type=Path),
    default=None,
    help="The vignettes that watch, a file or a folder; the shipped ones when left out.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
def command(file: Path | None, vignettes: Path | None, as_json: bool) -> None:
    """Change one part of a rule set at a time, and see whether a vignette or a guarantee notices.

    Exit status 1 when a change that lowers somebody's outcome goes unnoticed.
    """
    ruleset = ruleset_of(file)
    found = mutation(ruleset, read_vignettes(vignettes or shipped("vignettes"), ruleset))
    click.echo(json.dumps(mutation_data(found), indent=1) if as_json else "\n".join(mutation_lines(ruleset, found)))
    sys.exit(0 if found.holds else 1)
