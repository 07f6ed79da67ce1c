"""``triage serve``."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from triage.cli.files import GUIDES, RULES, ruleset_of
from triage.cli.since import SINCE, before
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.translation import load_translations
from triage.web.language import Language, languages_of
from triage.web.serve import serve

_EXTRA = frozenset({"flask_limiter", "gunicorn", "limits", "prometheus_client", "redis"})


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--place", default=None, help="The country whose numbers are shown first, such as 'uk'.")
@click.option("--leaflet", is_flag=True, help="Kill switch: ask nothing, set no cookie, and show the leaflet instead.")
@click.option("--leaflet-reason", default=None, help="Why, in a sentence for visitors; goes with --leaflet.")
@SINCE
@RULES
@GUIDES
@click.option("--production", is_flag=True, help="Serve the public. Refuses to start until everything is in place.")
@click.option(
    "--operator", type=click.Path(dir_okay=False, path_type=Path), help="Production: operator.yaml, who answers for it."
)
@click.option(
    "--trusted-proxies", type=click.IntRange(0, 9), default=None, help="Production: how many proxies are in front."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Production: processes.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Production: of each.")
@click.option("--metrics", is_flag=True, help="Production: offer /metrics to Prometheus.")
@click.option("--review", is_flag=True, help="Production: show the pages for clinicians under /review, to everybody.")
def command(
    host: str,
    port: int,
    place: str | None,
    since: str | None,
    rules: Path | None,
    guides: Path | None,
    leaflet: bool,
    leaflet_reason: str | None,
    production: bool,
    **given: Any,
) -> None:
    """Serve the check on this machine. SECRET_KEY keeps cookies readable from one start to the next."""
    if leaflet_reason and not leaflet:
        raise click.UsageError("--leaflet-reason goes with --leaflet: without it nothing would show the reason")
    if not production:
        _refuse_what_only_production_reads(given)
    key = os.environ.get("SECRET_KEY", "")
    older = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
    languages = languages_of(load_translations(rules or shipped("rules.yaml")), shipped("locale"))
    if production:
        if place:
            raise TriageError("--place: in production the operator file says the place; leave this out")
        if since:
            raise TriageError("--since: the public is shown one version; leave this out")
        given |= {"host": host, "port": port, "leaflet": leaflet, "leaflet_reason": leaflet_reason}
        _serve_production(rules, guides, languages, [key, *older], **given)
        return
    serve(
        ruleset_of(rules),
        host=host,
        port=port,
        place=place,
        languages=languages,
        guides=guides,
        secret_keys=[key or secrets.token_hex(32), *older],
        say=click.echo,
        since=before(since, rules),
        leaflet=leaflet,
        leaflet_reason=leaflet_reason,
    )


def _refuse_what_only_production_reads(names: Iterable[str]) -> None:
    said = click.get_current_context().get_parameter_source
    for name in names:
        if said(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name.replace('_', '-')} goes with --production: without it, it means nothing")


def _serve_production(
    rules: Path | None, guides: Path | None, languages: tuple[Language, ...], keys: list[str], **given: Any
) -> None:
    try:
        running, server = (import_module(f"triage.web.operating.{name}") for name in ("production", "server"))
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise TriageError(
            f"--production: {error.name} is not installed; install the extra: pip install 'back-pain-check[production]'"
        ) from None
    wanted = running.Production(
        ruleset=ruleset_of(rules),
        guides=guides or shipped("guides"),
        languages=languages,
        secret_keys=keys,
        operator_file=given["operator"],
        proxies=given["trusted_proxies"],
        storage=os.environ.get("RATE_LIMIT_STORAGE") or "memory://",
        metrics=given["metrics"],
        review=given["review"],
        leaflet=given["leaflet"],
        leaflet_reason=given["leaflet_reason"],
    )
    address = server.Address(given["host"], given["port"], given["workers"], given["threads"])
    running.serve_production(wanted, address)
