"""``triage diff``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from triage.cli.revisions import ruleset_at
from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.verification.changes.compare import compare
from triage.verification.changes.report import change_data, change_lines
from triage.verification.changes.told import Changes
from triage.verification.population.cohort_file import read_cohort
from triage.verification.vignettes import Vignette, VignetteProblems, read_vignettes


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
@click.option("--html", "as_html", is_flag=True, help="One page to read or print, without script.")
@click.option("--cohort", type=click.Path(dir_okay=False, path_type=Path), help="The crowd that shares are of.")
@click.option("--vignettes", type=click.Path(path_type=Path), help="The written cases to run with both.")
def command(old: str, new: str, as_json: bool, as_html: bool, cohort: Path | None, vignettes: Path | None) -> None:
    """Say whose advice changes from OLD to NEW, lowerings first. Each is a file, or REVISION:FILE in git.

    Exit status 1 when somebody is lowered and no new entry of NEW's 'accepts:' names it.
    """
    if as_json and as_html:
        raise click.UsageError("--json and --html are two different forms: pick one")
    before, after = ruleset_at(old), ruleset_at(new)
    cases = _readable(vignettes or shipped("vignettes"), after, before)
    changes = compare(before, after, read_cohort(cohort), cases, called=(old, new))
    click.echo(_html(changes) if as_html else json.dumps(change_data(changes), indent=1) if as_json else _text(changes))
    sys.exit(0 if changes.accepted else 1)


def _readable(place: Path, *rulesets: RuleSet) -> tuple[Vignette, ...]:
    """The vignettes, read against the first rule set that can read them all; none when neither can."""
    for ruleset in rulesets:
        try:
            return read_vignettes(place, ruleset)
        except VignetteProblems as problems:
            click.echo(f"The vignettes do not fit {ruleset.version}: {len(problems.problems)} problem(s).", err=True)
    return ()


def _text(changes: Changes) -> str:
    return "\n".join(change_lines(changes))


def _html(changes: Changes) -> str:
    from triage.web.changes import changes_page  # noqa: PLC0415 - only pages need the templates

    return changes_page(changes)
