"""The check as `triage serve` serves it, on a free port of this machine, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress.server import create_server


@contextmanager
def serving(app: Flask, *, behind_proxy: bool = False) -> Iterator[str]:
    """Serve an app from a thread, and give its address, without a slash at the end.

    Args:
        app: the app.
        behind_proxy: whether headers in which a proxy says who asks reach the app.
    """
    server = create_server(
        app, host="127.0.0.1", port=0, threads=8, ident=None, clear_untrusted_proxy_headers=not behind_proxy
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"

    def stop() -> None:
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()

    server.trigger.pull_trigger(stop)
    thread.join(timeout=10)
    assert not thread.is_alive(), "the server did not stop"
