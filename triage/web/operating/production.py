"""Start the check for the public, or say everything that is in the way."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.ruleset.signoff import guide_files
from triage.web.factory import create_app
from triage.web.language import Language
from triage.web.operating.limits import MEMORY, limits, unusable
from triage.web.operating.logs import log_request
from triage.web.operating.observing import Taker, observe
from triage.web.operating.operator import Operator
from triage.web.operating.operator_file import read_operator
from triage.web.operating.refusals import NotReady, refusals
from triage.web.operating.server import Address, run
from triage.web.settings import Part, Settings

FOLDER = "back-pain-check-metrics-"
"""How the folder is called in which the processes add up what they counted; the id of the first one follows."""

_MEMORY = "/dev/shm"  # noqa: S108 - a folder of our own is made in it, which nobody else can read
"""Files in memory, where there is such a place. The metrics write by way of mapped memory, and a process that does so
on a full disk is killed at once (SIGBUS): all of them would die, one request after another."""


@dataclass(frozen=True)
class Production:
    """What an operator says when they start the check for the public.

    Attributes:
        ruleset: what is asked.
        guides: the folder of the guides, which are signed with it.
        languages: what else than English the visitor can choose.
        secret_keys: the newest first.
        operator_file: who answers for it; ``None`` when nobody said.
        proxies: how many proxies of theirs stand in front; ``None`` when nobody said.
        storage: what counts requests for the rate limits.
        metrics: whether ``/metrics`` is offered.
        review: whether the pages for clinicians are shown, to everybody.
        leaflet: whether nothing is asked and the leaflet shown, which needs no sign-off.
        leaflet_reason: why, in a sentence for visitors.
    """

    ruleset: RuleSet
    guides: Path
    languages: Sequence[Language]
    secret_keys: Sequence[str]
    operator_file: Path | None
    proxies: int | None
    storage: str = MEMORY
    metrics: bool = False
    review: bool = False
    leaflet: bool = False
    leaflet_reason: str | None = None


def serve_production(wanted: Production, address: Address) -> None:
    """Serve the check to the public until the process is told to stop.

    Raises:
        NotReady: something is in the way; says everything that is.
        TriageError: the rule set is not proved, or a guide is broken.
    """
    app, forget = production_app(wanted)
    run(app, address, forget)


def production_app(wanted: Production) -> tuple[Flask, Callable[..., None] | None]:
    """The app for the public, and what the server must call when one of its processes has ended, if anything.

    Raises:
        NotReady: something is in the way; says everything that is.
        TriageError: the rule set is not proved, or a guide is broken.
    """
    operator = _operator_of(wanted)
    reasons = refusals(
        wanted.ruleset,
        guide_files(wanted.guides),
        secret_keys=wanted.secret_keys,
        operator=operator,
        proxies=wanted.proxies,
        today=datetime.now(UTC).date(),
        leaflet=wanted.leaflet,
    )
    reasons += unusable(wanted.storage)
    if reasons or not isinstance(operator, Operator):
        raise NotReady(reasons)
    parts, forget = _parts(wanted)
    settings = Settings(
        hosts=operator.hosts, proxies=wanted.proxies or 0, operator=operator, parts=parts, needs_sign_off=True
    )
    app = create_app(
        wanted.ruleset,
        secret_keys=wanted.secret_keys,
        place=operator.place,
        languages=wanted.languages,
        guides_folder=wanted.guides,
        review=wanted.review,
        public_url=operator.public_url,
        embed_parents=operator.embed_parents,
        leaflet=wanted.leaflet,
        leaflet_reason=wanted.leaflet_reason,
        settings=settings,
    )
    return app, forget


def _operator_of(wanted: Production) -> Operator | TriageError | None:
    if wanted.operator_file is None:
        return None
    try:
        return read_operator(wanted.operator_file, wanted.ruleset.place_by_id)
    except TriageError as error:
        return error


def _parts(wanted: Production) -> tuple[tuple[Part, ...], Callable[..., None] | None]:
    takers: list[Taker] = [log_request]
    parts: list[Part] = [lambda app: observe(app, takers), limits(wanted.secret_keys[0], wanted.storage)]
    if not wanted.metrics:
        return tuple(parts), None
    metrics = _metrics()
    takers.append(metrics.count)
    return (*parts, metrics.offer_metrics), metrics.forget


def _metrics() -> Any:
    """The metrics, imported once there is a folder in which the processes can add up what they counted."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        ours = os.getpid()
        folder = tempfile.mkdtemp(prefix=f"{FOLDER}{ours}-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == ours else None)
    return import_module("triage.web.operating.metrics")
