"""Metrics for Prometheus: how many requests, how fast, and how they went. Off unless the operator asks for them.

The only labels are the name of a route and the class of a status, such as ``2xx``. No route is for one outcome only.
Where several processes answer, ``PROMETHEUS_MULTIPROC_DIR`` must name a folder of theirs before this is imported.
"""

from __future__ import annotations

import os
from typing import Any

from flask import Flask, Response
from prometheus_client import CollectorRegistry, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from triage.web.operating.observing import Answered

_BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds in seconds."""

disable_created_metrics()  # type: ignore[no-untyped-call]
_own = CollectorRegistry()
_seconds = Histogram(
    "back_pain_check_request_seconds",
    "How long requests took, by the name of the route and the class of the status.",
    ("route", "status"),
    buckets=_BUCKETS,
    registry=_own,
)


def count(answered: Answered) -> None:
    """Count a request."""
    _seconds.labels(answered.route, f"{answered.status // 100}xx").observe(answered.seconds)


def offer_metrics(app: Flask) -> None:
    """Add ``/metrics``. The front server must keep it from the public."""
    app.add_url_rule("/metrics", "metrics", _metrics)


def _metrics() -> Response:
    return Response(generate_latest(_everybody()), content_type=CONTENT_TYPE_LATEST)


def _everybody() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return _own
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def forget(server: object, worker: Any) -> None:  # noqa: ARG001 - gunicorn's hook
    """Tell the metrics that a process has ended."""
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
