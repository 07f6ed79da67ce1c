"""The server for the public: gunicorn, with worker processes of several threads, behind a front server."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import gunicorn.http.wsgi
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException, UnsupportedTransferCoding
from gunicorn.workers.gthread import ThreadWorker

from triage.web.errors import unread
from triage.web.operating.logs import write_json
from triage.web.security import LIMITS

SECONDS_TO_FINISH = 20
"""That requests in flight have once the server is told to stop."""

_REFUSED_WITH = {LimitRequestLine: 414, LimitRequestHeaders: 431, UnsupportedTransferCoding: 501}
"""Why gunicorn refuses a request that the app never sees → the status. With 400, if it is anything else."""


@dataclass(frozen=True)
class Address:
    """Where the server listens, and with how many processes and threads in each."""

    host: str
    port: int
    workers: int
    threads: int


class _Logger(Logger):  # type: ignore[misc]
    """Leaves what gunicorn says to the logs of this process, which know what may be said."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class _Worker(ThreadWorker):  # type: ignore[misc]
    """Refuses what the app never sees with the app's page, which has the emergency number."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        page = unread(self.wsgi, _REFUSED_WITH.get(type(exc), 400))
        with suppress(OSError):  # they may be gone
            client.sendall(f"HTTP/1.1 {page.status}\r\nConnection: close\r\n{page.headers}".encode() + page.data)


class Server(BaseApplication):  # type: ignore[misc]
    """An app that was made before the processes part, so that they share it, and a fault in it stops the start.

    Args:
        app: the app.
        address: where to listen.
        forget: tells what a process that ended leaves behind, by its id; for metrics.
    """

    def __init__(self, app: Flask, address: Address, forget: Any = None) -> None:
        self._app = app
        self._address = address
        self._forget = forget
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn up. Nothing is read from a file or from ``GUNICORN_CMD_ARGS``."""
        for name, value in self._settings().items():
            self.cfg.set(name, value)

    def _settings(self) -> dict[str, Any]:
        where = self._address
        known: dict[str, Any] = {
            "bind": [f"{where.host}:{where.port}"],
            "workers": where.workers,
            "worker_class": _Worker,
            "threads": where.threads,
            "preload_app": True,
            "graceful_timeout": SECONDS_TO_FINISH,
            "timeout": 30,
            "keepalive": 5,
            "limit_request_line": 2048,
            "limit_request_fields": 60,
            "limit_request_field_size": LIMITS["MAX_CONTENT_LENGTH"] // 2,
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
            "control_socket_disable": True,
            "accesslog": None,
            "logger_class": _Logger,
            "proc_name": "back-pain-check",
        }
        return known | ({"child_exit": self._forget} if self._forget else {})

    def load(self) -> Flask:
        """The app."""
        return self._app


def run(app: Flask, address: Address, forget: Any = None) -> None:
    """Serve an app until the process is told to stop, then let requests in flight finish."""
    gunicorn.http.wsgi.SERVER = "web"  # what runs here is nobody's business; the front server drops the header
    write_json()
    Server(app, address, forget).run()
