"""Pages that ask nothing: start, help, privacy, and the country switch."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from triage.web import csrf
from triage.web.operators import operator
from triage.web.rendering import render
from triage.web.session import current, sessions
from triage.web.site import site

blueprint = Blueprint("pages", __name__)

_MAY_RETURN_TO = frozenset({"/", "/help-now", "/result"})


@blueprint.get("/")
def start() -> str:
    """Right place? What will I get? What will it not do? Go."""
    _choose_country_of_link()
    return render("start.html")


@blueprint.get("/help-now")
def help_now() -> str:
    """Phone numbers, those of the visitor's country first."""
    _choose_country_of_link()
    return render("help_now.html")


@blueprint.post("/place")
def place() -> Response:
    """Change the country, and go back to the page where that was asked for."""
    chosen = request.form.get("place", "")
    if csrf.from_another_site() or chosen not in site().words:
        abort(400)
    current().remember(place=chosen)
    back = request.form.get("back", "")
    return redirect(back if back in _MAY_RETURN_TO else "/help-now", 303)


@blueprint.get("/privacy")
def privacy() -> str:
    """What happens to answers."""
    return render("privacy.html", operator=operator(), cookie=sessions().name_here())


def _choose_country_of_link() -> None:
    """A publisher's link may name the country of its readers. Nothing else in an address is ever looked at."""
    chosen = request.args.get("country")
    if chosen in site().words:
        current().remember(place=chosen)
