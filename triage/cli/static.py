"""``triage static``."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.files import GUIDES, RULES, ruleset_of
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.translation import load_translations
from triage.web.language import languages_of
from triage.web.operating.operator_file import read_operator
from triage.web.operating.outage import outage_files, write_files


@click.command("static")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
@click.option("--place", default=None, help="The country of the files at the top of the folder, such as 'uk'.")
@click.option("--operator", type=click.Path(dir_okay=False, path_type=Path), help="The operator file: says the place.")
@click.option("--at", default="/outage", show_default=True, help="The path under which the front server shows them.")
@RULES
@GUIDES
def command(
    output: Path, place: str | None, operator: Path | None, at: str, rules: Path | None, guides: Path | None
) -> None:
    """Write the pages that the front server shows when the check does not answer, with the numbers and the list.

    Name the rule set and the operator file that are served: the pages then say their country, and no more than is so
    of a review.
    """
    if operator and place:
        raise click.UsageError("--operator and --place both say the country: pick one")
    if not at.startswith("/") or at.endswith("/"):
        raise TriageError(f"--at: '{at}' is not a path; write /outage")
    languages = languages_of(load_translations(rules or shipped("rules.yaml")), shipped("locale"))
    ruleset = ruleset_of(rules)
    if operator:
        place = read_operator(operator, ruleset.place_by_id).place
    files = outage_files(ruleset, guides=guides, languages=languages, place=place, at=at)
    write_files(files, output)
    click.echo(f"{output}: {len(files)} files. Let the front server show them at {at}, as docs/deploy does")
