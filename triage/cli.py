"""The ``triage`` command: parses the command line, calls plain functions, prints what they return."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from triage.engine.compiled import compile_ruleset
from triage.engine.paper import Sheet, assess_sheet, questions_on_paper, read_sheets
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.check import check_text
from triage.ruleset.codes import CODES
from triage.ruleset.load import file_bytes, load_ruleset
from triage.ruleset.model import RuleSet
from triage.verification.prove import prove as prove_ruleset
from triage.verification.report import proof_data, proof_lines
from triage.verification.vignettes import Table as Outcomes
from triage.verification.vignettes import read_vignettes, run_vignettes, table

_RULES = click.option(
    "--rules",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The rule set to use instead of the shipped rules.yaml.",
)


class _Commands(click.Group):
    """Shows the errors that a person can put right without a traceback, with exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TriageError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=_Commands)
@click.version_option(package_name="back-pain-check", prog_name="triage")
def main() -> None:
    """Back pain check: who to contact and how soon, or which guides to read. Not a diagnosis."""


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--codes", is_flag=True, help="List every problem code and what it means.")
def check(file: Path | None, codes: bool) -> None:
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


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
def prove(file: Path | None, as_json: bool) -> None:
    """Prove a rule set for every answer sheet that the form accepts. Exit status 1 on a failure that is not waived."""
    ruleset = _load(file)
    proof = prove_ruleset(ruleset)
    click.echo(json.dumps(proof_data(proof), indent=1) if as_json else "\n".join(proof_lines(ruleset, proof)))
    sys.exit(0 if proof.holds else 1)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON list.")
@_RULES
def questions(as_json: bool, rules: Path | None) -> None:
    """List the questions, their choices and pages."""
    ruleset = _load(rules)
    if as_json:
        click.echo(json.dumps(questions_on_paper(ruleset), indent=1))
        return
    for number, page in enumerate(ruleset.pages, start=1):
        click.echo(f"\nPage {number}. {page.title}")
        for question in page.questions:
            click.echo(f"  {question.id}: {question.text}")
            for choice in question.shown_choices:
                click.echo(f"    {choice.id}: {choice.text}" + (f"  -> {choice.outcome}" if choice.outcome else ""))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON list.")
@_RULES
def assess(file: Path, as_json: bool, rules: Path | None) -> None:
    """Assess complete answer sheets: FILE is a JSON list of {"id", "answers": {question: choice or [choices]}}.

    An entry with an unknown id, or without an answer to a question that applies, gets an error instead of an outcome,
    and the exit status is 1.
    """
    compiled = compile_ruleset(_load(rules))
    results = [assess_sheet(compiled, sheet) for sheet in read_sheets(_text(file), str(file))]
    click.echo(json.dumps(results, indent=1) if as_json else "\n".join(_in_words(compiled.ruleset, results)))
    sys.exit(1 if any("error" in result for result in results) else 0)


@main.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@_RULES
def vignettes(path: Path | None, rules: Path | None) -> None:
    """Run the vignettes: written cases with the outcome that is expected. Exit status 1 when one disagrees."""
    compiled = compile_ruleset(_load(rules))
    verdicts = run_vignettes(compiled, read_vignettes(path or shipped("vignettes"), compiled.ruleset))
    found = table(compiled.ruleset, verdicts)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(_grid(found))
    for verdict in found.wrong:
        known = verdict.vignette.known_miss
        console.print(f"{verdict.triage}-triage: {verdict.vignette.sentence}", markup=False)
        if known:
            console.print(f"  known miss, got {verdict.assessment.outcome.id}. {known}", markup=False)
    complaints = [f"{v.vignette.sentence}: {v.complaint}" for v in verdicts if v.complaint]
    for complaint in complaints:
        click.echo(complaint, err=True)
    sys.exit(1 if complaints else 0)


def _grid(found: Outcomes) -> Table:
    grid = Table(
        "vignettes", "n", "within band", "as expected", "under-triage", "over-triage", "known misses",
        "emergencies caught", "benign at guides or routine", "serious at guides",
    )  # fmt: skip
    for row in (*found.rows, found.total):
        grid.add_row(
            row.name, *map(str, (row.vignettes, row.agrees, row.exact, row.under, row.over, row.known)),
            str(row.emergencies), str(row.benign_low), str(row.serious_at_guides),
        )  # fmt: skip
    return grid


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--place", default=None, help="The country whose numbers are shown first, such as 'uk'.")
@_RULES
def serve(host: str, port: int, place: str | None, rules: Path | None) -> None:
    """Serve the check on this machine. SECRET_KEY keeps cookies readable from one start to the next."""
    # Flask takes most of a second to import, and no other command needs it.
    from triage.web.serve import serve as serve_forever  # noqa: PLC0415

    key = os.environ.get("SECRET_KEY") or secrets.token_hex(32)
    older = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
    serve_forever(_load(rules), host=host, port=port, place=place, secret_keys=[key, *older], say=click.echo)


def _load(rules: Path | None) -> RuleSet:
    return load_ruleset(rules or shipped("rules.yaml"))


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TriageError(f"{file}: this file cannot be read: {error}") from None


def _in_words(ruleset: RuleSet, results: list[Sheet]) -> Iterator[str]:
    for result in results:
        if "error" in result:
            yield f"{result['id']}: no outcome. {result['error']}"
            continue
        yield f"{result['id']}: {ruleset.outcome_by_id[result['outcome']].name} ({result['outcome']})"
        yield f"  because: {', '.join(result['because']) or 'nothing raised it'}"
        yield f"  asked {len(result['asked'])} questions: {', '.join(result['asked'])}"
