"""``triage sign``."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import click

from triage.cli.files import GUIDES
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.load import file_bytes
from triage.ruleset.signoff import guide_files
from triage.verification.signing import sign


@click.command("sign")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--role", required=True, help="The reviewer's role, such as a profession. No name.")
@click.option("--body", required=True, help="The body with which the reviewer is registered.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The next review, within a year.")
@GUIDES
def command(file: Path, role: str, body: str, until: datetime, guides: Path | None) -> None:
    """Sign FILE and its guides: a clinician reviewed them today. Writes 'review:' and leaves the rest as it is.

    Refuses a rule set that has problems or is not proved. Any change to what was signed voids the sign-off.
    """
    beside = guide_files(guides or shipped("guides"))
    signed = sign(
        file_bytes(file), str(file), role=role, body=body, until=until.date(), today=date.today(), files=beside
    )
    _replace(file, signed.source)
    review = signed.review
    click.echo(f"{file}: signed, version {signed.version} with {len(beside)} guides")
    click.echo(f"Fingerprint of all that is signed: {review.fingerprint}")
    click.echo(f"Reviewed on {review.date} by: {review.role} ({review.registration_body})")
    click.echo(f"It holds up to {review.next_review}, or until any text, rule, place or guide changes.")
    click.echo("Keep it: commit the file and the guides to git, so that it can be seen who signed what.")


def _replace(file: Path, source: bytes) -> None:
    """Write the whole file or none of it."""
    real = file.resolve()
    beside = real.with_name(f".{real.name}.signing")
    try:
        beside.write_bytes(source)
        beside.chmod(real.stat().st_mode)
        os.replace(beside, real)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise TriageError(f"{file}: this file cannot be written: {error.strerror}") from None
