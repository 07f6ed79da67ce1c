"""Gives a Python process that has this folder on its path a clock that is off by what a file says, in seconds.

Python imports this before anything else. So whoever asks for the time afterwards gets the moved one: the check, its
libraries and its server. Intervals (``time.monotonic``) stay true, as on a machine whose clock somebody sets.
"""

from __future__ import annotations

import datetime
import os
import time
from pathlib import Path

_file = Path(os.environ["MOVED_CLOCK"])
_true_time = time.time


def _moved_by() -> float:
    return float(_file.read_text() or 0)


class _Moved(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> _Moved:
        return cls.fromtimestamp(_true_time() + _moved_by(), tz)


time.time = lambda: _true_time() + _moved_by()
datetime.datetime = _Moved  # type: ignore[misc]
