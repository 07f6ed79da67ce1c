"""Error pages. We cannot know what an error interrupted, so each carries the emergency number and the short list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, default_exceptions

from triage.ruleset.signoff import STATES, SignOff
from triage.web.language import ENGLISH
from triage.web.rendering import render
from triage.web.site import Site, site, words

_SECONDS_TO_WAIT = "60"
_NOWHERE, _UNKNOWN = "/unread", "UNREAD"
"""The path and the method of a request that nobody could read: in logs and metrics it is one without a page."""


def register(app: Flask, sites: Mapping[str, Site]) -> None:
    """Answer every error with a page of ours. The page for our own failures is made now, when nothing has failed."""
    broken = {
        (language, place, state): made.environment.get_template("errors/broken.html").render(
            words=here, signed=SignOff(state), framed_by=""
        )
        for language, made in sites.items()
        for place, here in made.words.items()
        for state in STATES
    }
    usual = (ENGLISH.code, sites[ENGLISH.code].default_place)

    def failed(error: Exception) -> Response:  # noqa: ARG001 - what went wrong is in the log, not on the page
        language, place = _visitors() or usual
        page = broken[language, place, sites[language].sign_off.state]
        return Response(page, 500, mimetype="text/html")

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(500, failed)


def refused(error: HTTPException) -> Response:
    """The page for a request that cannot be answered."""
    code = error.code or 400
    html = render("errors/refused.html", heading=_heading(code, site().gettext), code=code)
    response = Response(html, code, mimetype="text/html")
    allowed = error.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    if code == 429:
        response.headers["Retry-After"] = _SECONDS_TO_WAIT
    return response


def unread(app: Flask, code: int) -> Response:
    """The page for a request that a server refuses before the app sees it.

    Args:
        app: the app, with everything that it has.
        code: the status.
    """
    with app.test_request_context(_NOWHERE, method=_UNKNOWN):
        return app.process_response(refused(default_exceptions[code]()))


def _heading(code: int, gettext: Callable[[str], str]) -> str:
    match code:
        case 404:
            return gettext("Page not found")
        case 405:
            return gettext("That page cannot be used this way")
        case 413:
            return gettext("That was too much to read")
        case 429:
            return gettext("Too many tries at once")
    return gettext("We could not read that")


def _visitors() -> tuple[str, str] | None:
    """The visitor's language and country, if they can be known: what fails may be the session itself."""
    try:
        return site().language.code, words().place.id
    except Exception:
        return None
