"""``triage population``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.population import FEWER, PEOPLE, SEED, population
from triage.verification.population.report import population_data, population_lines

_MOST = 1_000_000


@click.command("population")
@click.option(
    "--cohort",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The made-up crowd to use instead of the shipped cohort.yaml.",
)
@click.option(
    "--people",
    type=click.IntRange(FEWER, _MOST),
    default=PEOPLE,
    show_default=True,
    help=f"People with nothing serious to draw in each scenario; from each serious class 1 in {FEWER} of that.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="The same seed draws the same people.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
@RULES
def command(cohort: Path | None, people: int, seed: int, as_json: bool, rules: Path | None) -> None:
    """Say what a rule set does to a made-up crowd: each class by outcome, scenarios, and what causes benign alarms.

    It compares rule sets, and is not evidence of safety.
    """
    found = population(ruleset_of(rules), read_cohort(cohort), people, seed)
    click.echo(json.dumps(population_data(found), indent=1) if as_json else "\n\n".join(population_lines(found)))
