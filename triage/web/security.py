"""Headers of every response, and limits of every request."""

from __future__ import annotations

from typing import cast

from flask import Flask, Response, abort, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from triage.web.framing import ancestors, parents

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {}"
)

HEADERS = {
    "Content-Security-Policy": _POLICY.format("'none'"),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year. Not for other names under the same domain: those are not ours."""

READING_MATTER = frozenset(
    {"pages.start", "pages.help_now", "pages.privacy", "guides.index", "guides.guide"}
    | {
        "sheets.leaflet",
        "sheets.poster",
        "sheets.phone_script",
        "statements.about",
        "statements.accessibility",
        "statements.operators",
        "statements.embed",
    }
)
"""Endpoints that hold nothing of an answer: search engines may list them, and browsers may keep them and ask again."""

SEARCH = "guides.search"
"""Kept by the browser as reading matter is, or "Back" from a guide would show an error: it may not send a form again
by itself. So the words that somebody looked for are in their browser's cache, as the guides that they opened are, until
it is cleared; :func:`without_traces` asks for that. Not for search engines."""

LIMITS = {"MAX_CONTENT_LENGTH": 16 * 1024, "MAX_FORM_MEMORY_SIZE": 16 * 1024, "MAX_FORM_PARTS": 200}
"""Of a request: bytes of its body, bytes of its form, and parts of its form."""


def protect(app: Flask, *, secure: bool) -> None:
    """Limit every request, and put the headers on every response, errors too.

    Args:
        app: the app.
        secure: whether visitors come by https, and must go on doing so.
    """
    app.extensions["headers"] = HEADERS | HTTPS_ONLY if secure else HEADERS
    app.config.update(LIMITS)
    app.before_request(_refuse_what_is_no_text)
    app.before_request(_refuse_what_may_not_be_whole)
    app.after_request(_with_headers)


def _refuse_what_is_no_text() -> None:
    """What stands behind the ``?`` is bytes that a client chose. Reading them would raise where nobody expects it."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)


def _refuse_what_may_not_be_whole() -> None:
    """A form that was cut would be taken without its last ticks. Browsers say how long one is, and send all of it."""
    if "Transfer-Encoding" in request.headers:
        abort(411)
    # A server that has read to the end says so, also where that came too early. Without that word Werkzeug counts.
    request.environ.pop("wsgi.input_terminated", None)


def without_traces(response: AnyResponse) -> AnyResponse:
    """Ask the browser to drop every page of ours that it kept."""
    # Not "cookies": that would also clear those of every other site under the publisher's domain. Ours is deleted.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def headers_of_this_response() -> dict[str, str]:
    """The headers that stand on every response; inside a publisher's page, with the sites that may frame it."""
    always = cast("dict[str, str]", current_app.extensions["headers"])
    if not parents():
        return always
    return always | {"Content-Security-Policy": _POLICY.format(ancestors()), "Vary": "Sec-Fetch-Dest"}


def _with_headers(response: Response) -> Response:
    headers = response.headers
    for name, value in headers_of_this_response().items():
        headers.add(name, value)
    endpoint, went_well = request.endpoint, response.status_code < 400
    if endpoint == "static" and went_well:
        return response
    is_reading = went_well and endpoint in READING_MATTER
    may_be_kept = is_reading or (went_well and endpoint == SEARCH)
    headers["Cache-Control"] = "private, no-cache" if may_be_kept else "no-store"
    if not is_reading:
        headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
