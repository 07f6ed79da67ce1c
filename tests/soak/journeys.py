"""Whole journeys, one after another, sent straight to the app: every page, every form, the result, and clearing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from flask import Flask

from tests.answer_sheets import random_sheet
from tests.benchmarks.browse import filled_in
from tests.hostile.wire import Request, Response, send
from tests.soak.public import a_visitor
from triage.ruleset.model import RuleSet

_FORM = "application/x-www-form-urlencoded"
_MOST_PAGES = 60


def journeys(app: Flask, ruleset: RuleSet, seed: int) -> Iterator[int]:
    """Make one whole journey each time, by another person at another address, and say how many requests it took.

    Raises:
        RuntimeError: a journey did not end with a result.
    """
    chance = random.Random(seed)
    while True:
        sheet = random_sheet(ruleset, chance, worry=chance.choice((0.0, 0.02, 0.1)))
        yield _journey(app, {question: sorted(picked) for question, picked in sheet.items()})


def _journey(app: Flask, sheet: dict[str, list[str]]) -> int:
    cookie, path, sent = "", "/check/1", 0
    who = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in a_visitor().items()}
    for _ in range(_MOST_PAGES):
        if path in ("/check/answers", "/result"):
            break
        page = _send(app, "GET", path, who, cookie)
        cookie = _kept(page) or cookie
        form = urlencode(filled_in(page.body.decode(), sheet), doseq=True).encode()
        taken = _send(app, "POST", path, who, cookie, form)
        cookie, path, sent = _kept(taken) or cookie, taken.header("Location") or "", sent + 2
    result = _send(app, "GET", "/result", who, cookie)
    cleared = _send(app, "POST", "/clear", who, cookie, b"")
    if (result.status, cleared.status) != (200, 303):
        raise RuntimeError(f"a journey ended at {path} with {result.status} and {cleared.status}")
    return sent + 2


def _send(
    app: Flask, method: str, path: str, who: Mapping[str, str], cookie: str, body: bytes | None = None
) -> Response:
    headers = {**who, "HTTP_COOKIE": cookie} if cookie else dict(who)
    if body is not None:
        headers["CONTENT_TYPE"] = _FORM
    return send(app, Request(method, path, headers=headers, body=body or b""))


def _kept(response: Response) -> str | None:
    given = response.header("Set-Cookie")
    return given.partition(";")[0] if given else None
