"""How one comes into the check inside a publisher's page: it first tests whether the browser keeps a cookie there."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from triage.web import csrf, sheets
from triage.web.framing import ENTRANCE, framed, parents
from triage.web.session import current
from triage.web.site import site

blueprint = Blueprint("frame", __name__)
leaflet = Blueprint("framed_leaflet", __name__)


@blueprint.before_request
@leaflet.before_request
def only_where_allowed() -> None:
    """Without an allowed publisher there is no frame."""
    if not parents():
        abort(404)


@blueprint.get(ENTRANCE)
def entrance() -> Response:
    """Set the cookie, and see at the next request whether it is there."""
    if not framed():
        return redirect(_with_country(f"{ENTRANCE}/leaflet"), 303)
    csrf.token()
    if (place := request.args.get("country")) in site().words:
        current().remember(place=place)
    return redirect(_with_country(f"{ENTRANCE}/kept"), 303)


@blueprint.get(f"{ENTRANCE}/kept")
def kept() -> Response:
    """On to the start if the cookie is there, else to the leaflet."""
    return redirect("/" if current() and framed() else _with_country(f"{ENTRANCE}/leaflet"), 303)


@leaflet.get(f"{ENTRANCE}/leaflet")
def fallback() -> str:
    """The leaflet, for browsers that keep no cookie in a frame, with a way to the check in a full page."""
    sheets.for_this_page_only()
    return sheets.leaflet_page(in_frame=True)


def _with_country(path: str) -> str:
    place = request.args.get("country")
    return f"{path}?country={place}" if place in site().words else path
