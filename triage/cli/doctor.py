"""``triage doctor``."""

from __future__ import annotations

import os
import ssl
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from triage.cli.files import GUIDES, RULES, ruleset_of, text_of
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.model import RuleSet
from triage.web.operating.doctor import Deployment, examine
from triage.web.operating.examined import Examined, worst
from triage.web.operating.operator import Operator
from triage.web.operating.operator_file import read_operator
from triage.web.operating.visit import Outside


@click.command("doctor")
@click.option("--operator", type=click.Path(dir_okay=False, path_type=Path), help="The operator file.")
@click.option("--trusted-proxies", type=click.IntRange(0, 9), default=None, help="How many proxies are in front.")
@click.option("--url", default=None, help="Also look at what runs there, from outside.")
@click.option(
    "--trust", type=click.Path(dir_okay=False, exists=True), help="A file of certificates that count at --url."
)
@click.option("--example", is_flag=True, help="Print an operator file to fill in, and look at nothing.")
@RULES
@GUIDES
def command(
    operator: Path | None,
    trusted_proxies: int | None,
    url: str | None,
    trust: str | None,
    example: bool,
    rules: Path | None,
    guides: Path | None,
) -> None:
    """Look at a deployment, and explain each line. Exits with 1 when the public must not be let in, with 0 otherwise.

    SECRET_KEY, SECRET_KEY_FALLBACKS and RATE_LIMIT_STORAGE are read as 'triage serve --production' reads them.
    """
    if example:
        click.echo(text_of(shipped("operator.example.yaml")), nl=False)
        return
    ruleset = ruleset_of(rules)
    found = Deployment(
        ruleset=ruleset,
        guides=guides or shipped("guides"),
        secret_keys=[os.environ.get("SECRET_KEY", ""), *os.environ.get("SECRET_KEY_FALLBACKS", "").split()],
        operator=_operator_of(operator, ruleset),
        proxies=trusted_proxies,
        today=datetime.now(UTC).date(),
    )
    lines = [*examine(found), _counters(os.environ.get("RATE_LIMIT_STORAGE", ""))]
    lines += _outside(url, trust, ruleset)
    for line in lines:
        click.echo(line)
    if worst(lines) == "fail":
        sys.exit(1)


def _operator_of(file: Path | None, ruleset: RuleSet) -> Operator | TriageError | None:
    try:
        return read_operator(file, ruleset.place_by_id) if file else None
    except TriageError as error:
        return error


def _counters(storage: str) -> Examined:
    """What counts requests for the rate limits."""
    if storage in ("", "memory://"):
        return Examined("ok", "rate limits", "each process counts for itself, so many processes let more through")
    try:
        alive = import_module("limits.storage").storage_from_string(storage).check()
    except Exception as error:  # whatever a client of a store raises, a page of our own explains it
        return Examined("fail", "rate limits", f"RATE_LIMIT_STORAGE: {type(error).__name__}", "redis://host:6379")
    if alive:
        return Examined("ok", "rate limits", "counted in one place for all processes")
    return Examined("warn", "rate limits", "the store does not answer; each process counts for itself", "start it")


def _outside(url: str | None, trust: str | None, ruleset: RuleSet) -> Iterator[Examined]:
    if url:
        context = ssl.create_default_context(cafile=trust) if trust else None
        yield from Outside(url, context).examine(fingerprint(ruleset))
