"""``triage questions``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of
from triage.engine.paper import questions_on_paper


@click.command("questions")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON list.")
@RULES
def command(as_json: bool, rules: Path | None) -> None:
    """List the questions, their choices and pages."""
    ruleset = ruleset_of(rules)
    if as_json:
        click.echo(json.dumps(questions_on_paper(ruleset), indent=1))
        return
    for number, page in enumerate(ruleset.pages, start=1):
        click.echo(f"\nPage {number}. {page.title}")
        for question in page.questions:
            click.echo(f"  {question.id}: {question.text}")
            for choice in question.shown_choices:
                click.echo(f"    {choice.id}: {choice.text}" + (f"  -> {choice.outcome}" if choice.outcome else ""))
