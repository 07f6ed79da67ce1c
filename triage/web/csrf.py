"""Forms are accepted only from pages that we gave to the same visitor.

A token lives as long as the cookie that knows its secret, a day. It has no time limit of its own: the machine that made
it and the machine that reads it may not agree what time it is.
"""

from __future__ import annotations

from flask import current_app, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

FIELD = "csrf_token"


def token() -> str:
    """The token for this visitor's forms. Gives a new visitor a session."""
    return str(generate_csrf())


def holds() -> bool:
    """Whether the submitted form carries a token of ours for this visitor, signed with any key still in use."""
    given = request.form.get(FIELD)
    keys = (current_app.secret_key, *current_app.config["SECRET_KEY_FALLBACKS"])
    return any(_holds(given, key) for key in keys)


def _holds(given: str | None, key: object) -> bool:
    try:
        validate_csrf(given, secret_key=key)
    except ValidationError:
        return False
    return True


def from_another_site() -> bool:
    """Whether the browser says that another site sent this request.

    For forms that must work without a token: clearing one's answers, changing the country, and those that only show
    something. The ``Origin`` header is no help, since ``Referrer-Policy: no-referrer`` makes it ``null``.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
