"""The visitor's session: one encrypted cookie on their own device, and nothing on the server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, cast

from flask import Flask, Request, Response, current_app, session
from flask.sessions import SecureCookieSession, SessionInterface

from triage.ruleset.model import RuleSet
from triage.web.framing import COOKIE, framed
from triage.web.remembered import Codec, Remembered
from triage.web.seal import Seal

DAY = 24 * 60 * 60
"""Seconds that answers live, from the first one. The forms' tokens live as long."""

Clock = Callable[[], datetime]
"""Says what time it is, with a time zone."""

Ended = Literal["expired", "updated"]
"""Why a check had to end: a day has passed, or the rule set is another one now."""


class CheckSession(SecureCookieSession):
    """A visitor's session. As a mapping it holds the CSRF token, which is how Flask-WTF keeps it.

    Attributes:
        remembered: everything else that is remembered.
        language: code of the language that this request is answered in; ``None`` for English.
        ended: why the check that the cookie held had to end, until the visitor was told and :meth:`forget` was called.
    """

    def __init__(self, remembered: Remembered, csrf_token: str | None = None, ended: Ended | None = None) -> None:
        super().__init__({"csrf_token": csrf_token} if csrf_token else {})
        self.remembered = remembered
        self.ended = ended
        self.language = remembered.language

    def remember(self, **changes: Any) -> None:
        """Change parts of what is remembered, named as in :class:`Remembered`."""
        changed = replace(self.remembered, **changes)
        if changed != self.remembered:
            self.remembered = changed
            self.modified = True

    def forget(self) -> None:
        """Forget the check, and keep the country and the language."""
        known = self.remembered
        self.clear()
        self.remembered = Remembered(place=known.place, language=known.language)
        self.ended = None
        self.modified = True

    def forget_everything(self) -> None:
        """Forget the country and the language too. This request is still answered in it."""
        self.forget()
        self.remembered = Remembered()


def current() -> CheckSession:
    """The session of the request that is being answered."""
    return cast(CheckSession, session._get_current_object())  # type: ignore[attr-defined]


def sessions() -> EncryptedCookieSessionInterface:
    """What opens and saves the sessions of the app that is answering."""
    return cast(EncryptedCookieSessionInterface, current_app.session_interface)


class EncryptedCookieSessionInterface(SessionInterface):
    """Opens and saves sessions. Whatever is wrong with a cookie, the visitor has an empty session and no error.

    Args:
        ruleset: answers count only with this rule set.
        keys: secret keys, the newest first, each at least 16 bytes.
        clock: says what time it is.
        languages: codes of those that the visitor can choose.
        secure: whether the site is served over https; over http (on one's own machine) the cookie has a plain name.

    Raises:
        ValueError: no key, or one that is too short.
    """

    def __init__(
        self, ruleset: RuleSet, keys: Sequence[bytes | str], clock: Clock, *, languages: Collection[str], secure: bool
    ) -> None:
        self.name = "__Host-check" if secure else "check"
        self._secure = secure
        self._seals = {name: Seal(keys, name) for name in (self.name, COOKIE)}
        self._codec = Codec(ruleset, languages)
        self._clock = clock

    def open_session(self, app: Flask, request: Request) -> CheckSession:  # noqa: ARG002 - Flask's signature
        """The session that the request's cookie holds, or an empty one."""
        name = self.name_here()
        sealed = request.cookies.get(name)
        contents = self._seals[name].open(sealed) if sealed else None
        found = self._codec.unpack(contents) if contents else None
        if found is None:
            return CheckSession(Remembered())
        known = found.remembered
        ended = self._ended(known.started, found.issued, found.same_rule_set)
        if ended:
            kept = Remembered(place=known.place, language=known.language)
            return CheckSession(kept, ended=ended if known.answered else None)
        return CheckSession(known, found.csrf_token)

    def name_here(self) -> str:
        """The name of this visitor's cookie: another one inside a publisher's page, so that the full page's stays."""
        return COOKIE if framed() else self.name

    def _attributes(self, name: str) -> dict[str, Any]:
        if name == COOKIE:
            return {"secure": True, "httponly": True, "samesite": "None", "partitioned": True, "path": "/"}
        return {"secure": self._secure, "httponly": True, "samesite": "Lax", "path": "/"}

    def _ended(self, started: int, issued: int, same_rule_set: bool) -> Ended | None:
        """A time that is yet to come is one that we do not know: a clock was wrong, then or now."""
        if abs(self._clock().timestamp() - (started or issued)) > DAY:
            return "expired"
        return None if same_rule_set else "updated"

    def save_session(self, app: Flask, session: Any, response: Response) -> None:  # noqa: ARG002 - Flask's signature
        """Set the cookie if something changed, or delete it if nothing is left to remember."""
        if not session.modified:
            return
        name = self.name_here()
        if session.remembered == Remembered() and not session:
            response.delete_cookie(name, **self._attributes(name))
            return
        contents = self._codec.pack(session.remembered, session.get("csrf_token"), int(self._clock().timestamp()))
        response.set_cookie(name, self._seals[name].close(contents), **self._attributes(name))
