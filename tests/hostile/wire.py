"""A request as it comes over the wire, sent straight to the app: nothing in between puts it in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Flask


@dataclass(frozen=True)
class Request:
    """What a client sends, right or wrong.

    Attributes:
        method: as written.
        path: of the address, with each character standing for a byte.
        query: what stands behind the ``?``.
        headers: names as in a WSGI environment, such as ``HTTP_COOKIE``.
        body: bytes behind the headers.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def send(app: Flask, request: Request) -> Response:
    """Send a request to an app. What the app raises is raised here: a server would answer 500."""
    head: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], *error: object) -> Any:
        head.extend((status, headers))

    chunks = app.wsgi_app(_environ(request), start_response)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    return Response(int(head[0][:3]), tuple(head[1]), body)


def _environ(request: Request) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path,
        "QUERY_STRING": request.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(request.body),
        "wsgi.errors": None,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **request.headers,
    }
