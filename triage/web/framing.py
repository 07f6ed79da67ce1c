"""The check inside a publisher's page: whose pages may frame it, and how a request says that it comes from a frame.

The browser itself says so (``Sec-Fetch-Dest: iframe``), so the same pages serve both. A framed visitor has a cookie of
their own, kept apart for each publisher (partitioned). Where no publisher is allowed, nothing of this is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from flask import current_app, request

from triage.errors import TriageError

COOKIE = "__Host-framed"
"""Name of the framed visitor's cookie: always ``Secure``, ``SameSite=None`` and ``Partitioned``."""

ENTRANCE = "/embed/frame"

_ORIGIN = r"https://[a-z0-9.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?"


def allowed(parents: Sequence[str]) -> tuple[str, ...]:
    """The sites that may frame the check, as ``frame-ancestors`` names them.

    Raises:
        TriageError: one of them is no origin.
    """
    for parent in parents:
        if not re.fullmatch(_ORIGIN, parent):
            raise TriageError(f"embed parent '{parent}': write it as https://publisher.example, with nothing after it")
    return tuple(parents)


def parents() -> tuple[str, ...]:
    """The sites that may frame the check."""
    return cast("tuple[str, ...]", current_app.extensions.get("embed_parents", ()))


def framed() -> bool:
    """Whether this page is shown inside a publisher's page, by what the browser says. Never where no site may."""
    return bool(parents()) and request.headers.get("Sec-Fetch-Dest") == "iframe"


def ancestors() -> str:
    """What ``frame-ancestors`` says of this response."""
    entrance = request.path == ENTRANCE or request.path.startswith(f"{ENTRANCE}/")
    return " ".join(parents()) if parents() and (framed() or entrance) else "'none'"
