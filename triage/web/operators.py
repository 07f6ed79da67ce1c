"""Who runs this check, and whether it is paused: the same for every visitor."""

from __future__ import annotations

from typing import cast

from flask import current_app

from triage.web.operating.operator import Operator
from triage.web.paused import Paused, Why


def operator() -> Operator | None:
    """Who answers for it; ``None`` on one's own machine."""
    return cast(Operator | None, current_app.extensions.get("operator"))


def paused() -> Paused | None:
    """Why the leaflet takes the place of the questions; ``None`` when they are asked."""
    why = cast("Why | None", current_app.extensions.get("paused"))
    return why() if why else None
