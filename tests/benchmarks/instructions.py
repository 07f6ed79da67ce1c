"""``make instructions``: a question page, a submit and an assessment, in instructions, beside limits.toml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.callgrind import command
from triage.verification.table import table

LIMITS = Path(__file__).with_name("limits.toml")
CONSTANT = "constant"
"""A constant Flask response, in what :func:`counts` returns: by itself, and ``constant, by …``."""

PASSED = """
{what}: {times:.2f} times a constant Flask response, and the limit is {limit}.
  A change since the limit was set made this path dearer. Find it with cProfile and make it cheap again. If it is worth
  its price, raise the limit in {file} in the same commit, and say there why."""


def counts() -> dict[str, float]:
    """Name → instructions of one call, counted in a process of its own with fixed data.

    Raises:
        RuntimeError: valgrind or the program in it failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        run = command(Path(folder), sys.executable, "-m", "tests.benchmarks.counted", folder)
        done = subprocess.run(run, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"counting instructions ended with status {done.returncode}:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def in_constants(found: Mapping[str, float]) -> dict[str, float]:
    """Name → how many times a constant response, sent in the same way, it takes."""

    def beside(what: str) -> float:
        _, comma, how = what.partition(", ")
        return found[f"{CONSTANT}{comma}{how}"]

    return {what: count / beside(what) for what, count in found.items()}


def passed(times: Mapping[str, float], limits: Mapping[str, float]) -> list[str]:
    """What to say about each limit that is passed. A limit without a count is an error in the file.

    Args:
        times: name → how many times a constant response it takes.
        limits: name → how many it may take.
    """
    return [
        PASSED.format(what=what, times=times[what], limit=limit, file=LIMITS.name)
        for what, limit in limits.items()
        if times[what] > limit
    ]


def main() -> int:
    """Count, print a table, and return 1 if a limit is passed."""
    found = counts()
    limits = tomllib.loads(LIMITS.read_text())
    times = in_constants(found)
    rows = [(what, f"{found[what]:,.0f}", f"{times[what]:.2f} x", str(limits.get(what, ""))) for what in found]
    print(table(("", "instructions", "constant Flask response", "limit"), rows))
    complaints = passed(times, limits)
    print(*complaints, sep="\n", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
