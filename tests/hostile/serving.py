"""The server that ``triage serve`` starts, in a thread of a test, where a test may change its patience."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from triage.web.patience import PatientServer, patient_server


@contextmanager
def patient(app: Flask) -> Iterator[PatientServer]:
    """Serve an app until the test is done with it."""
    server = patient_server(app, socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server

    def stop() -> None:
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()

    server.trigger.pull_trigger(stop)
    thread.join(timeout=10)
    assert not thread.is_alive()
