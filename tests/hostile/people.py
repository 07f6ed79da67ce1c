"""Visitors at every point of a journey, each with cookies and tokens of their own, for others to steal."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Flask

from tests.answer_sheets import random_sheet
from tests.hostile.opened import NAME, opened, sealed_bytes
from tests.hostile.wire import Request, Response, send
from triage.ruleset.model import RuleSet

_FORM = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}


@dataclass
class Person:
    """A visitor as their browser has them.

    Attributes:
        cookies: every session cookie that they were ever given, the latest last; the empty text is none.
        tokens: every form token that they were ever given.
        page: index of the page that they have before them.
    """

    cookies: list[str] = field(default_factory=lambda: [""])
    tokens: list[str] = field(default_factory=list)
    page: int = 0

    @property
    def cookie(self) -> str:
        """The ``Cookie`` header that their browser sends."""
        return f"{NAME}={self.cookies[-1]}" if self.cookies[-1] else ""


class Waiting:
    """The people who use the check, and a record of every cookie and token that it gave to anybody.

    Args:
        app: the check.
        ruleset: its rule set.
        turn: turns the app's clock back by so many hours until it is called with 0.

    Attributes:
        issued: the contents of every cookie.
        secret_of: form token → the secret of the session that it was made for.
    """

    def __init__(self, app: Flask, ruleset: RuleSet, turn: Callable[[float], None]) -> None:
        self.app = app
        self.ruleset = ruleset
        self.issued: set[bytes] = set()
        self.secret_of: dict[str, str] = {}
        self._turn = turn

    def person(self, chance: random.Random) -> Person:
        """Somebody who has answered some pages: most just now, some an hour ago, some yesterday."""
        person = Person()
        self._turn(chance.choice((0, 0, 0, 0, 1, 25)))
        sheet = random_sheet(self.ruleset, chance, worry=chance.choice((0.0, 0.05, 0.3)))
        path = "/check/1"
        for _ in range(chance.randint(0, len(self.ruleset.pages) + 4)):
            if not re.fullmatch(r"/check/\d+", path):
                break
            person.page = int(path.rpartition("/")[2]) - 1
            path = self._answer(person, path, {name: sorted(picked) for name, picked in sheet.items()})
        self._turn(0)
        return person

    def _answer(self, person: Person, path: str, sheet: dict[str, list[str]]) -> str:
        page = self.sends(person, Request("GET", path))
        names = dict.fromkeys(re.findall(rb'name="q_(\w+)"', page.body))
        form = {"csrf_token": token_of(page), **{f"q_{name.decode()}": sheet[name.decode()] for name in names}}
        body = urlencode(form, doseq=True).encode()
        return self.sends(person, Request("POST", path, headers=_FORM, body=body)).header("Location") or ""

    def sends(self, person: Person, request: Request) -> Response:
        """Send a request with the person's own cookie, and do with the response as a browser does."""
        headers = {"HTTP_COOKIE": person.cookie, **request.headers} if person.cookie else dict(request.headers)
        response = send(self.app, Request(request.method, request.path, request.query, headers, request.body))
        self.keeps(person, response)
        return response

    def keeps(self, person: Person, response: Response) -> None:
        """Keep the cookie and the token of a response."""
        for name, value in response.headers:
            if name == "Set-Cookie" and value.startswith(f"{NAME}="):
                cookie = value.partition(";")[0].removeprefix(f"{NAME}=").strip('"')
                person.cookies.append(cookie)
                self.issued.add(sealed_bytes(cookie) or b"")
        token = token_of(response)
        secret = opened(self.app, person.cookie).get("csrf_token")
        if token and secret:
            person.tokens.append(token)
            self.secret_of[token] = secret


def token_of(page: Response) -> str:
    """The token of the page's forms; empty if it has none."""
    found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page.body)
    return found[1].decode() if found else ""
