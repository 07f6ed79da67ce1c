"""What a cookie holds, read as the app reads it: tests have the app's key, an attacker does not."""

from __future__ import annotations

import base64
import binascii
from typing import cast

from flask import Flask, Request

from triage.web.session import CheckSession

NAME = "check"


def opened(app: Flask, header: str) -> CheckSession:
    """The session that a ``Cookie`` header opens, or an empty one."""
    request = Request({"HTTP_COOKIE": header, "REQUEST_METHOD": "GET"})
    with app.app_context():
        return cast(CheckSession, app.session_interface.open_session(app, request))


def holds_something(session: CheckSession) -> bool:
    """Whether the session is anybody's."""
    return bool(session) or bool(session.remembered.answers) or session.remembered.draft is not None


def sealed_bytes(cookie: str) -> bytes | None:
    """What a cookie's text stands for, or ``None`` for text that stands for nothing."""
    try:
        return base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
