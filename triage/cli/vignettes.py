"""``triage vignettes``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from triage.cli.files import RULES, ruleset_of
from triage.engine.compiled import compile_ruleset
from triage.resources import shipped
from triage.verification.vignettes import Table as Outcomes
from triage.verification.vignettes import read_vignettes, run_vignettes, table


@click.command("vignettes")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@RULES
def command(path: Path | None, rules: Path | None) -> None:
    """Run the vignettes: written cases with the outcome that is expected. Exit status 1 when one disagrees."""
    compiled = compile_ruleset(ruleset_of(rules))
    verdicts = run_vignettes(compiled, read_vignettes(path or shipped("vignettes"), compiled.ruleset))
    found = table(compiled.ruleset, verdicts)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(_grid(found))
    for row in found.pins:
        console.print(
            f"{row.name}: {row.agrees} of {row.vignettes} pins hold. They were written from the rules, to hold them in "
            "place. They are no evidence that the rules are right, and count in no other figure.",
            markup=False,
        )
    for verdict in found.wrong:
        known = verdict.vignette.known_miss
        console.print(f"{verdict.triage}-triage: {verdict.vignette.sentence}", markup=False)
        if known:
            console.print(f"  known miss, got {verdict.assessment.outcome.id}. {known}", markup=False)
    complaints = [
        f"{v.vignette.file}:{v.vignette.line}: {v.vignette.sentence}: {v.complaint}" for v in verdicts if v.complaint
    ]
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
