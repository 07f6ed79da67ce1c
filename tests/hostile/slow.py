"""Clients that never come to an end: a real server lets go of them, and answers everybody else meanwhile.

``tests.hostile.siege`` does all of it at length to ``triage serve``.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

HALF = b"GET /check/1 HTTP/1.1\r\nHost: localhost\r\nX-Half: "
HUGE = {
    "a header of 1 MB": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "20,000 headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: x\r\n" * 20_000 + b"\r\n",
    "an address of 1 MB": b"GET /" + b"x" * 1_000_000 + b" HTTP/1.1\r\n\r\n",
    "a body of 10 GB to come": b"POST /check/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000000\r\n\r\n",
    "a body without an end": b"POST /check/1 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    + (b"400\r\n" + b"x" * 1024 + b"\r\n") * 100,
    "a body of two lengths": b"POST /clear HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 300 + b"\r\n\r\n",
}
"""What each is → what is sent. Each must be answered with one of :data:`REFUSED`."""

REFUSED = frozenset({400, 413, 431})


@dataclass(frozen=True)
class Served:
    """A server that runs.

    Attributes:
        port: where it listens on this machine.
        pid: its process.
    """

    port: int
    pid: int

    def files(self) -> int:
        """How many files it has open; 0 where the system does not say."""
        folder = Path(f"/proc/{self.pid}/fd")
        return len(os.listdir(folder)) if folder.exists() else 0

    def megabytes(self) -> float:
        """How much memory of it is resident; 0 where the system does not say."""
        status = Path(f"/proc/{self.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def served() -> Iterator[Served]:
    """``triage serve`` on a free port, until it is no longer needed."""
    command = [sys.executable, "-m", "triage", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        found = re.search(r":(\d+) ", said)
        try:
            if not found:
                raise RuntimeError(f"triage serve said {said!r}")
            yield Served(int(found[1]), process.pid)
        finally:
            process.terminate()
            process.communicate()


def waits(port: int, times: int) -> list[float]:
    """Milliseconds that somebody waits for a page, each time on a new connection.

    Raises:
        RuntimeError: there was no page.
    """
    found = []
    for _ in range(times):
        began = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/check/1")
        response = connection.getresponse()
        response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"status {response.status}")
        found.append((time.perf_counter() - began) * 1000)
    return found


def answer_to(port: int, sent: bytes) -> tuple[int | None, bytes]:
    """The status that comes back for these bytes, with all that comes; ``None`` if it is closed without one."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        with contextlib.suppress(OSError):
            client.sendall(sent)
        answer = b""
        with contextlib.suppress(ConnectionError):  # what came before stays
            while piece := client.recv(65536):
                answer += piece
    return int(answer.split()[1]) if answer else None, answer


@contextmanager
def held(port: int, connections: int) -> Iterator[list[socket.socket]]:
    """So many connections, each with half a request, all kept open from this side."""
    clients = []
    try:
        for _ in range(connections):
            client = socket.create_connection(("127.0.0.1", port), timeout=30)
            with contextlib.suppress(OSError):
                client.sendall(HALF)
            clients.append(client)
        yield clients
    finally:
        for client in clients:
            client.close()


def still_open(clients: list[socket.socket]) -> int:
    """How many the server has not closed."""
    count = 0
    for client in clients:
        client.setblocking(False)
        try:
            count += bool(client.recv(1))
        except BlockingIOError:
            count += 1
        except OSError:
            pass
    return count


def drip(clients: list[socket.socket], seconds: float, pause: float = 1) -> None:
    """Send one byte on each connection again and again, with a pause in seconds, as long as it is taken."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        for client in clients:
            with contextlib.suppress(OSError):
                client.send(b"x")
        time.sleep(pause)
