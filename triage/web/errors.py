"""Error pages. We cannot know what an error interrupted, so each carries the emergency number and the short list."""

from __future__ import annotations

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException

from triage.web.site import Site, words

HEADINGS = {
    400: "We could not read that",
    404: "Page not found",
    405: "That page cannot be used this way",
    413: "That was too much to read",
    429: "Too many tries at once",
}


def register(app: Flask, made: Site) -> None:
    """Answer every error with a page of ours. The page for our own failures is made now, when nothing has failed."""
    broken = {
        place: app.jinja_env.get_template("errors/broken.html").render(words=here, draft=made.is_draft)
        for place, here in made.words.items()
    }

    def failed(error: Exception) -> Response:  # noqa: ARG001 - what went wrong is in the log, not on the page
        return Response(broken[_place(made)], 500, mimetype="text/html")

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(500, failed)


def refused(error: HTTPException) -> Response:
    """The page for a request that cannot be answered."""
    code = error.code or 400
    html = render_template("errors/refused.html", heading=HEADINGS.get(code, HEADINGS[400]), code=code)
    response = Response(html, code, mimetype="text/html")
    allowed = error.get_response().headers.get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _place(made: Site) -> str:
    try:
        return words().place.id
    except Exception:  # what fails may be the session itself
        return made.default_place
