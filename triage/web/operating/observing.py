"""What logs and metrics may know of a request: all of it fits in :class:`Answered`, and nothing else reaches them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from flask import Flask, Response, g, has_request_context, request

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


@dataclass(frozen=True)
class Answered:
    """A request that was answered.

    Attributes:
        request_id: made here by chance, never taken from a visitor. The response says it too.
        method: one that the app knows, or ``other``: it is the visitor's own text.
        route: name of the function that answered, never the address; ``none`` where there is no such page.
        status: of the response.
        seconds: that it took.
    """

    request_id: str
    method: str
    route: str
    status: int
    seconds: float


Taker = Callable[[Answered], None]


def observe(app: Flask, takers: Sequence[Taker]) -> None:
    """Give each request an id, and tell the takers how it was answered."""

    def begin() -> None:
        g.request_id = secrets.token_hex(8)
        g.began = perf_counter()

    def end(response: Response) -> Response:
        if "began" not in g:  # what failed came before everything else, such as opening the session
            begin()
        response.headers["X-Request-ID"] = g.request_id
        answered = Answered(
            request_id=g.request_id,
            method=request.method if request.method in _METHODS else "other",
            route=request.endpoint or "none",
            status=response.status_code,
            seconds=perf_counter() - g.began,
        )
        for take in takers:
            take(answered)
        return response

    app.before_request(begin)
    app.after_request(end)


def request_id() -> str | None:
    """The id of the request that is being answered, if one is."""
    return g.get("request_id") if has_request_context() else None
