"""The kill switch: the leaflet takes the place of the questions, and no cookie is set. Reading and numbers stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Flask, Response, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from triage.web.framing import ENTRANCE
from triage.web.language import ENGLISH
from triage.web.remembered import Remembered
from triage.web.session import EncryptedCookieSessionInterface
from triage.web.site import site, sites

LEAFLET = "/leaflet"

_ASKING = frozenset({"check", "earlier", "result", "reminder", "memory", "show", "frame"})
"""Blueprints of everything that asks, answers or remembers."""

_ALSO = frozenset({"pages.start", "pages.place"})
_STILL_THERE = frozenset({"result.clear", "result.cleared"})


@dataclass(frozen=True)
class Paused:
    """Why the questions are not asked now.

    Attributes:
        since: the day when that began.
        reason: a sentence for visitors; ``None`` says that something is being fixed.
    """

    since: date
    reason: str | None = None


class ForgetfulSessionInterface(EncryptedCookieSessionInterface):
    """Opens sessions that were kept before, deletes them when asked to, and never sets one."""

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Delete the cookie if nothing is left to remember; else leave it as it is."""
        if session.remembered == Remembered() and not session:
            super().save_session(app, session, response)


Why = Callable[[], Paused | None]
"""Says, at each request, why the questions are not asked; ``None`` when they are."""


def always(paused: Paused) -> Why:
    """Paused until the app is started anew."""
    return lambda: paused


def unless_signed() -> Paused | None:
    """Paused from the day on which a sign-off no longer holds: what nobody stands behind is not asked of the public."""
    made = sites()[ENGLISH.code]
    if made.sign_off.holds:
        return None
    review = made.english.review
    since = review.next_review + timedelta(days=1) if review else made.clock().date()
    return Paused(since, site().gettext("A clinician has to review it again."))


def pause(app: Flask, why: Why) -> None:
    """Send everybody who wants to be asked to the leaflet instead, while there is a reason."""
    app.extensions["paused"] = why
    app.before_request(_instead)


def _instead() -> AnyResponse | None:
    endpoint = request.endpoint or ""
    if endpoint in _STILL_THERE or not (endpoint in _ALSO or request.blueprint in _ASKING):
        return None
    if current_app.extensions["paused"]() is None:
        return None
    if request.blueprint == "frame":
        return redirect(f"{ENTRANCE}/leaflet", 303)
    back = "/help-now" if request.form.get("back") == "/help-now" else LEAFLET
    place = request.values.get("place" if request.method == "POST" else "country")
    return redirect(f"{back}?country={place}" if place in site().words else back, 303)
