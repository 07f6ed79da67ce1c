"""``triage check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.cli.files import FILE
from triage.resources import shipped
from triage.ruleset.check import check_text
from triage.ruleset.codes import CODES
from triage.ruleset.load import file_bytes


@click.command("check")
@FILE
@click.option("--codes", is_flag=True, help="List every problem code and what it means.")
def command(file: Path | None, codes: bool) -> None:
    """Say everything that is wrong with a rule set, with place, reason and remedy."""
    if codes:
        for code, meaning in sorted(CODES.items()):
            click.echo(f"{code:28} {meaning}")
        return
    problems = check_text(file_bytes(file or shipped("rules.yaml")), str(file or "rules.yaml")).problems
    for problem in problems:
        click.echo(f"{problem}\n")
    click.echo(f"{file or 'rules.yaml'}: {'no problems' if not problems else f'{len(problems)} problem(s)'}")
    sys.exit(1 if problems else 0)
