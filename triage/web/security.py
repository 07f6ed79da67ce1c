"""Headers of every response, and limits of every request."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year. Not for other names under the same domain: those are not ours."""

READING_MATTER = frozenset(
    {"pages.start", "pages.help_now", "pages.privacy", "pages.about", "guides.index", "guides.guide"}
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
    always = HEADERS | HTTPS_ONLY if secure else HEADERS

    def with_headers(response: Response) -> Response:
        for name, value in always.items():
            response.headers.add(name, value)
        return _with_caching(response)

    app.config.update(LIMITS)
    app.before_request(_refuse_what_is_no_text)
    app.after_request(with_headers)


def _refuse_what_is_no_text() -> None:
    """What stands behind the ``?`` is bytes that a client chose. Reading them would raise where nobody expects it."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)


def without_traces(response: AnyResponse) -> AnyResponse:
    """Ask the browser to drop every page of ours that it kept."""
    # Not "cookies": that would also clear those of every other site under the publisher's domain. Ours is deleted.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _with_caching(response: Response) -> Response:
    headers = response.headers
    if request.endpoint == "static" and response.status_code < 400:
        return response
    went_well = response.status_code < 400
    is_reading = request.endpoint in READING_MATTER and went_well
    may_be_kept = is_reading or (request.endpoint == SEARCH and went_well)
    headers["Cache-Control"] = "private, no-cache" if may_be_kept else "no-store"
    if not is_reading:
        headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
