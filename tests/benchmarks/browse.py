"""A visitor's requests, recorded once and sent again and again straight to the app, without a server in between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import EnvironBuilder

Environ = dict[str, Any]
Picks = Mapping[str, list[str]]


@dataclass(frozen=True)
class Sent:
    """A request and what came back.

    Attributes:
        method: GET or POST.
        path: of the request.
        environ: the request, ready to be sent again with :func:`again`.
        body: its body.
        status: of the response.
        html: the response's body.
        location: where the response leads.
    """

    method: str
    path: str
    environ: Environ
    body: bytes
    status: int
    html: str
    location: str | None

    @property
    def cookie_bytes(self) -> int:
        """Bytes of the cookie that the request carried, name and value."""
        return len(self.environ.get("HTTP_COOKIE", "").encode())


class Browser:
    """Keeps cookies, follows where it is led, and remembers every request."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.sent: list[Sent] = []
        self._cookies: dict[str, str] = {}

    def send(self, method: str, path: str, form: Mapping[str, str | list[str]] | None = None) -> Sent:
        """Send a request."""
        body = urlencode(form or {}, doseq=True).encode()
        kind = "application/x-www-form-urlencoded" if form else None
        environ = EnvironBuilder(path=path, method=method, data=body, content_type=kind).get_environ()
        if self._cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        status, headers, html = _answer(self.app, environ, body)
        for name, value in headers:
            if name == "Set-Cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self._cookies[cookie] = kept
        location = dict(headers).get("Location")
        self.sent.append(Sent(method, path, environ, body, status, html.decode(), location))
        return self.sent[-1]

    def answer_all(self, picks: Picks, paths: Iterable[str] | None = None) -> None:
        """Answer page after page until the questions end; with ``paths``, these pages, wherever they lead."""
        given = iter(paths) if paths is not None else None
        path = next(given) if given else "/check/1"
        while path.startswith("/check/") and path != "/check/answers":
            page = self.send("GET", path)
            if page.status != 200:
                raise RuntimeError(f"{path}: {page.status}")
            sent = self.send("POST", path, filled_in(page.html, picks))
            if sent.status != 303 or not sent.location:
                raise RuntimeError(f"{path}: {sent.status}")
            path = next(given, "") if given else sent.location


def filled_in(html: str, picks: Picks) -> dict[str, str | list[str]]:
    """The form of a page with its answers and its token."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    names = dict.fromkeys(re.findall(r'name="(q_\w+)"', html))
    return {"csrf_token": token[1] if token else "", **{name: picks[name.removeprefix("q_")] for name in names}}


def again(app: Flask, sent: Sent) -> Callable[[], int]:
    """Sends a request again each time it is called, and says how many bytes came back.

    Raises:
        RuntimeError: the response's status is not the one it had before.
    """

    def send() -> int:
        status, _, html = _answer(app, sent.environ.copy(), sent.body)
        if status != sent.status:
            raise RuntimeError(f"{sent.path}: {status} instead of {sent.status}")
        return len(html)

    return send


def by_test_client(app: Flask, sent: Sent) -> Callable[[], int]:
    """As :func:`again`, with Flask's test client, which makes the request from its parts each time.

    Raises:
        RuntimeError: as :func:`again` does.
    """
    client = app.test_client(use_cookies=False)
    kind, cookie = sent.environ["CONTENT_TYPE"], sent.environ["HTTP_COOKIE"]

    def send() -> int:
        response = client.open(
            sent.path, method=sent.method, data=sent.body, content_type=kind, headers={"Cookie": cookie}
        )
        if response.status_code != sent.status:
            raise RuntimeError(f"{sent.path}: {response.status_code} instead of {sent.status}")
        return len(response.data)

    return send


def _answer(app: Flask, environ: Environ, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    environ["wsgi.input"] = BytesIO(body)
    head: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], *error: object) -> Any:
        head.extend((status, headers))

    chunks = app.wsgi_app(environ, start_response)
    html = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    return int(head[0][:3]), head[1], html
