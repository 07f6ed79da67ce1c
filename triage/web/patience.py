"""How long the embedded server waits for slow clients, and for how many: whoever is slow waits in nobody's way."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from flask import Flask, Response
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask

from triage.web.errors import unread

MOST_CONNECTIONS = 800
"""Open at once: each takes a file, and systems give a process 1,024 of them unless told otherwise."""

SECONDS_FOR_A_REQUEST = 30
"""From its first byte to its last, and until the next one on the same connection."""

_SECONDS_BETWEEN_LOOKS = 5
_MOST_BYTES_OF_HEADERS = 16 * 1024
_MOST_BYTES_OF_A_BODY = 64 * 1024
"""More than the app reads, so that its own page answers most; less than what waitress would write to a file."""

_UNREAD = (400, 413, 431, 501)
"""The statuses with which waitress refuses a request: it cannot be read, or is too long."""

_BUSY = 100
"""Connections beyond the most, so that waitress stops accepting only when nobody is left who is merely slow."""


class ErrorPage(ErrorTask):  # type: ignore[misc]
    """Refuses what the app never sees with the app's page, which has the emergency number."""

    def execute(self) -> None:
        """Write the page, and hang up."""
        page = self.channel.server.unread.get(self.request.error.code)
        if page is None:
            super().execute()
            return
        self.status = page.status
        self.response_headers.extend(page.headers)
        self.set_close_on_finish()
        self.content_length = len(page.data)
        self.write(page.data)


class PromptChannel(HTTPChannel):  # type: ignore[misc]
    """A connection on which bytes that end no request buy no time. Waitress alone waits for ever for one a second."""

    error_task_class = ErrorPage
    last_activity: float

    def handle_read(self) -> None:
        """Read, and let the clock of an unfinished request run on."""
        unfinished, since = self.request, self.last_activity
        super().handle_read()
        if unfinished is not None and self.request is unfinished:
            self.last_activity = since


class PatientServer(TcpWSGIServer):  # type: ignore[misc]
    """A server that, when it is full, lets go of whoever has kept it waiting longest, and serves who comes."""

    channel_class = PromptChannel
    unread: Mapping[int, Response]

    def handle_accept(self) -> None:
        """Take a connection, and make room for the next."""
        super().handle_accept()
        if len(self.active_channels) > MOST_CONNECTIONS:
            idle = [channel for channel in self.active_channels.values() if not channel.requests]
            longest = min(idle, key=_last_activity, default=None)
            if longest is not None:
                longest.handle_close()


def _last_activity(channel: PromptChannel) -> float:
    return float(channel.last_activity)


def patient_server(app: Flask, listening: socket.socket) -> PatientServer:
    """A server for the app on a socket that listens already.

    Args:
        app: what answers requests.
        listening: the socket.
    """
    server = PatientServer(
        app,
        sockets=[listening],
        _sock=listening,
        sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        bind_socket=False,
        ident=None,
        connection_limit=MOST_CONNECTIONS + _BUSY,
        channel_timeout=SECONDS_FOR_A_REQUEST,
        cleanup_interval=_SECONDS_BETWEEN_LOOKS,
        max_request_header_size=_MOST_BYTES_OF_HEADERS,
        max_request_body_size=_MOST_BYTES_OF_A_BODY,
        asyncore_use_poll=True,  # select cannot see files with numbers beyond 1,023, and fails for everybody
    )
    server.unread = {code: unread(app, code) for code in _UNREAD}
    return server
