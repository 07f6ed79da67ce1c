"""Logs that never hold an answer: one JSON object a line, made of our own words alone.

What a library writes may quote a request: an address with its query, a header that could not be read, a key. So of
other people's messages only this is kept: who wrote it, where in their code, and the kind of error. The process that
starts the others sees no request, and what the server says there is kept whole.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from datetime import UTC, datetime
from types import TracebackType

from triage.web.operating.observing import Answered, request_id

OURS = "triage"
"""The logger of the app and of everything below it."""

SERVER = "gunicorn.error"
"""The logger of everything that the server says, good or bad."""

requests = logging.getLogger("triage.requests")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON. It is to be made in the process that starts the others."""

    def __init__(self) -> None:
        super().__init__()
        self._starter = os.getpid()

    def format(self, record: logging.LogRecord) -> str:
        """The line: time, level, logger, the id of the request if there is one, and what may be said."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        known = request_id()
        if known:
            line["request_id"] = known
        return json.dumps(line | self._said(record), ensure_ascii=False)

    def _said(self, record: logging.LogRecord) -> dict[str, object]:
        said = getattr(record, "said", None)
        if isinstance(said, dict):
            return said
        ours = record.name.partition(".")[0] == OURS
        if ours or (record.name == SERVER and os.getpid() == self._starter):
            return {"message": record.getMessage()} | _error(record)
        return {"message": "kept back: it may quote a request", "by": record.module} | _error(record)


def _error(record: logging.LogRecord) -> dict[str, object]:
    """The kind of an error and the lines it passed, without its message: that may hold an answer."""
    kind, _, passed = record.exc_info or (None, None, None)
    return {"error": kind.__name__, "passed": _passed(passed)} if kind else {}


def _passed(passed: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(passed)]


def write_json(level: int = logging.INFO) -> None:
    """Write every log of this process to its standard error, as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in (OURS, SERVER):
        logging.getLogger(name).setLevel(level)


def log_request(answered: Answered) -> None:
    """Write one line for a request."""
    said = {
        "message": "answered",
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "ms": round(answered.seconds * 1000, 1),
    }
    requests.info("answered", extra={"said": said})
