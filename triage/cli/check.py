"""``triage check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask import Flask

from triage.cli.files import FILE, GUIDES
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.check import check_text
from triage.ruleset.check.translations import check_translation
from triage.ruleset.codes import CODES
from triage.ruleset.load import file_bytes
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Located
from triage.ruleset.signoff import guide_files
from triage.ruleset.translation import translation_files
from triage.web.language import ENGLISH
from triage.web.reading import offered_guides
from triage.web.templating import environment_for


@click.command("check")
@FILE
@click.option("--codes", is_flag=True, help="List every problem code and what it means.")
@GUIDES
def command(file: Path | None, codes: bool, guides: Path | None) -> None:
    """Say everything that is wrong with a rule set and with its translations beside it: place, reason and remedy.

    The first thing that is wrong with the guides is said too, as 'triage serve' would.
    """
    if codes:
        for code, meaning in sorted(CODES.items()):
            click.echo(f"{code:28} {meaning}")
        return
    source, folder = file or shipped("rules.yaml"), guides or shipped("guides")
    checked = check_text(file_bytes(source), str(file or "rules.yaml"), files=guide_files(folder))
    sound = _said(str(file or "rules.yaml"), checked.problems)
    if checked.ruleset:
        sound &= _guides_are_sound(checked.ruleset, folder)
        for other in translation_files(source):
            sound &= _said(str(other), check_translation(file_bytes(other), str(other), checked.ruleset))
    sys.exit(0 if sound else 1)


def _guides_are_sound(ruleset: RuleSet, folder: Path) -> bool:
    """Read the guides as 'triage serve' does, and say what would keep it from starting."""
    app = Flask("triage.web", template_folder=str(shipped("templates")))
    try:
        offered_guides(ruleset, folder, environment_for(app, ENGLISH))
    except TriageError as error:
        click.echo(str(error))
        return False
    return True


def _said(name: str, problems: Sequence[Located]) -> bool:
    """Say what is wrong with a file, and whether nothing is."""
    for problem in problems:
        click.echo(f"{problem}\n")
    click.echo(f"{name}: {'no problems' if not problems else f'{len(problems)} problem(s)'}")
    return not problems
