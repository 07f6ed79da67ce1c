"""``triage check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from triage.cli.files import FILE, GUIDES
from triage.resources import shipped
from triage.ruleset.check import check_text
from triage.ruleset.check.translations import check_translation
from triage.ruleset.codes import CODES
from triage.ruleset.load import file_bytes
from triage.ruleset.problem import Located
from triage.ruleset.signoff import guide_files
from triage.ruleset.translation import translation_files


@click.command("check")
@FILE
@click.option("--codes", is_flag=True, help="List every problem code and what it means.")
@GUIDES
def command(file: Path | None, codes: bool, guides: Path | None) -> None:
    """Say everything that is wrong with a rule set and with its translations beside it: place, reason and remedy."""
    if codes:
        for code, meaning in sorted(CODES.items()):
            click.echo(f"{code:28} {meaning}")
        return
    source, beside = file or shipped("rules.yaml"), guide_files(guides or shipped("guides"))
    checked = check_text(file_bytes(source), str(file or "rules.yaml"), files=beside)
    sound = _said(str(file or "rules.yaml"), checked.problems)
    if checked.ruleset:
        for other in translation_files(source):
            sound &= _said(str(other), check_translation(file_bytes(other), str(other), checked.ruleset))
    sys.exit(0 if sound else 1)


def _said(name: str, problems: Sequence[Located]) -> bool:
    """Say what is wrong with a file, and whether nothing is."""
    for problem in problems:
        click.echo(f"{problem}\n")
    click.echo(f"{name}: {'no problems' if not problems else f'{len(problems)} problem(s)'}")
    return not problems
