"""``triage serve``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of
from triage.cli.since import SINCE, before
from triage.resources import shipped
from triage.ruleset.translation import load_translations
from triage.web.language import languages_of
from triage.web.serve import serve


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--place", default=None, help="The country whose numbers are shown first, such as 'uk'.")
@click.option("--leaflet", is_flag=True, help="Kill switch: ask nothing, set no cookie, and show the leaflet instead.")
@click.option("--leaflet-reason", default=None, help="Why, in a sentence for visitors; goes with --leaflet.")
@SINCE
@RULES
def command(
    host: str,
    port: int,
    place: str | None,
    leaflet: bool,
    leaflet_reason: str | None,
    since: str | None,
    rules: Path | None,
) -> None:
    """Serve the check on this machine. SECRET_KEY keeps cookies readable from one start to the next."""
    key = os.environ.get("SECRET_KEY") or secrets.token_hex(32)
    older = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
    languages = languages_of(load_translations(rules or shipped("rules.yaml")), shipped("locale"))
    serve(
        ruleset_of(rules),
        host=host,
        port=port,
        place=place,
        languages=languages,
        secret_keys=[key, *older],
        say=click.echo,
        since=before(since, rules),
        leaflet=leaflet,
        leaflet_reason=leaflet_reason,
    )
