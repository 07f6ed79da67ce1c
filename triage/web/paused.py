"""The kill switch: the leaflet takes the place of the questions, and no cookie is set. Reading and numbers stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from triage.web.framing import ENTRANCE
from triage.web.remembered import Remembered
from triage.web.session import EncryptedCookieSessionInterface
from triage.web.site import site

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


def pause(app: Flask, paused: Paused) -> None:
    """Send everybody who wants to be asked to the leaflet instead."""
    app.extensions["paused"] = paused
    app.before_request(_instead)


def _instead() -> AnyResponse | None:
    endpoint = request.endpoint or ""
    if endpoint in _STILL_THERE or not (endpoint in _ALSO or request.blueprint in _ASKING):
        return None
    if request.blueprint == "frame":
        return redirect(f"{ENTRANCE}/leaflet", 303)
    back = "/help-now" if request.form.get("back") == "/help-now" else LEAFLET
    place = request.values.get("place" if request.method == "POST" else "country")
    return redirect(f"{back}?country={place}" if place in site().words else back, 303)
