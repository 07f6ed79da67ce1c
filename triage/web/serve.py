"""The embedded server: waitress, one process, no other service."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app
from triage.web.language import Language
from triage.web.patience import patient_server
from triage.web.review.changed import Before
from triage.web.seal import SHORTEST_KEY

_HOSTS = "Write --host 127.0.0.1 to be reached from this machine only, or --host 0.0.0.0 from its networks too"
_WHY_NOT = {
    errno.EADDRINUSE: "something listens there already. Stop it, or name another port: --port 0 takes a free one",
    errno.EACCES: "this port is kept for the administrator of the machine. Name one from 1024 on: --port 8000",
    errno.EADDRNOTAVAIL: f"this is no address of this machine. {_HOSTS}",
}


def serve(
    ruleset: RuleSet,
    *,
    host: str,
    port: int,
    place: str | None,
    languages: Sequence[Language],
    guides: Path | None,
    secret_keys: Sequence[str],
    say: Callable[[str], None],
    since: Before | None = None,
    leaflet: bool = False,
    leaflet_reason: str | None = None,
) -> None:
    """Serve the check until the process is told to stop.

    Args:
        ruleset: what is asked.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        place: id of the country whose numbers are shown first; the rule set's first when ``None``.
        languages: what else than English the visitor can choose.
        guides: the folder of the guides; the shipped ones when ``None``.
        secret_keys: the newest first.
        say: takes the line that says where the check is.
        since: another version of the rule set, which the review's pages show the changes since.
        leaflet: whether the leaflet takes the place of the questions.
        leaflet_reason: why, in a sentence for visitors.

    Raises:
        TriageError: a secret key is too short, the rule set is not proved, the place does not exist, or the address
            cannot be listened on.
    """
    if any(len(key.encode()) < SHORTEST_KEY for key in secret_keys):
        raise TriageError(
            f"SECRET_KEY: each key needs {SHORTEST_KEY} bytes or more; make one with: openssl rand -hex 32"
        )
    app = create_app(
        ruleset,
        secret_keys=secret_keys,
        place=place,
        languages=languages,
        secure=False,
        guides_folder=guides,
        since=since,
        leaflet=leaflet,
        leaflet_reason=leaflet_reason,
    )
    listening = _listening(host, port)
    server = patient_server(app, listening)
    say(f"Back pain check is running at http://{host}:{listening.getsockname()[1]}  (Ctrl+C stops it)")
    try:
        server.run()
    finally:
        server.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        (_, _, _, _, address), *_ = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_STREAM)
        return socket.create_server((str(address[0]), port))
    except (socket.gaierror, UnicodeError):
        why = f"this is no IPv4 address, and no name that this machine knows one of. {_HOSTS}"
    except OSError as error:
        why = _WHY_NOT.get(error.errno or 0, f"{error.strerror}. {_HOSTS}")
    raise TriageError(f"http://{host}:{port}: cannot listen there: {why}")
