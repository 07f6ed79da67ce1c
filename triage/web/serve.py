"""The embedded server: waitress, one process, no other service."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waitress.server import create_server

from triage.ruleset.model import RuleSet
from triage.web.factory import create_app

_SECONDS_FOR_A_SLOW_CLIENT = 30


def serve(
    ruleset: RuleSet,
    *,
    host: str,
    port: int,
    place: str | None,
    secret_keys: Sequence[str],
    say: Callable[[str], None],
) -> None:
    """Serve the check until the process is told to stop.

    Args:
        ruleset: what is asked.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        place: id of the country whose numbers are shown first; the rule set's first when ``None``.
        secret_keys: the newest first.
        say: takes the line that says where the check is.
    """
    app = create_app(ruleset, secret_keys=secret_keys, place=place, secure=False)
    server = create_server(app, host=host, port=port, ident=None, channel_timeout=_SECONDS_FOR_A_SLOW_CLIENT)
    say(f"Back pain check is running at http://{host}:{server.effective_port}  (Ctrl+C stops it)")
    try:
        server.run()
    finally:
        server.close()
