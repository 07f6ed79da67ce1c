"""``triage review``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of
from triage.cli.since import SINCE, before
from triage.errors import TriageError
from triage.web.review.pack import review_pack

NAME = "review.html"
"""What the file is called in its folder."""


@click.command("review")
@click.option(
    "-o", "--output", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where to put it."
)
@click.option(
    "--cohort", type=click.Path(dir_okay=False, path_type=Path), help="The made-up crowd to use instead of the shipped."
)
@SINCE
@RULES
def command(folder: Path, cohort: Path | None, since: str | None, rules: Path | None) -> None:
    """Write the review pack: everything a clinician needs to judge a rule set, as one file to read or print.

    It needs no script, no other file and no network.
    """
    place = folder / NAME
    with _writing(place):
        folder.mkdir(parents=True, exist_ok=True)
    html = review_pack(ruleset_of(rules), cohort, before(since, rules))
    with _writing(place):
        place.write_text(html, "utf-8")
    click.echo(f"{place}: {len(html.encode()) // 1024} KB")


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TriageError(f"{place}: this cannot be written: {error.strerror}") from None
