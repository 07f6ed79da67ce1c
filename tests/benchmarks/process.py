"""What one worker takes: time to its first answer, and memory."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.result import Measured
from tests.benchmarks.usage import usage

STARTS = 5
VIEWS = 200
RULES_TESTS = ("tests/test_rules.py", "tests/verification/test_vignettes.py")
"""What somebody waits for who changes a rule, besides the commands."""


def process() -> Iterator[Measured]:
    """Start ``triage serve`` a few times, look at some pages, and stop it; then run ``triage prove`` as often."""
    found = [_one_start() for _ in range(STARTS)]
    seconds, cpu, megabytes = (statistics.median(figures) for figures in zip(*found, strict=True))
    yield Measured(
        "start to first 200",
        f"{seconds:.2f} s",
        "<= 2.0 s",
        seconds <= 2,
        f"by the clock, median of {STARTS} starts; {cpu:.2f} s of CPU",
    )
    yield Measured(
        "memory of one worker",
        f"{megabytes:.0f} MB",
        "<= 100 MB",
        megabytes <= 100,
        f"resident at its highest, after {VIEWS} views",
    )
    yield _ready()
    yield _rules_tests()
    yield from _cold_proof()


def _rules_tests() -> Measured:
    seconds, _ = usage(sys.executable, "-m", "pytest", "-q", *RULES_TESTS)
    return Measured("the tests of rules.yaml itself", f"{seconds:.1f} s", "<= 10 s", seconds <= 10, "of CPU, one run")


def _ready() -> Measured:
    found = [usage(sys.executable, "-m", "tests.benchmarks.ready")[0] for _ in range(STARTS)]
    seconds = statistics.median(found)
    note = f"of CPU, Python's own start and imports included; median of {STARTS} processes"
    return Measured("from YAML to ready, proofs included, cold", f"{seconds:.2f} s", "<= 1 s", seconds <= 1, note)


def _cold_proof() -> Iterator[Measured]:
    found = [usage(sys.executable, "-m", "triage", "prove") for _ in range(STARTS)]
    seconds, megabytes = (statistics.median(figures) for figures in zip(*found, strict=True))
    yield Measured("triage prove, cold", f"{seconds:.2f} s", "<= 1.5 s", seconds <= 1.5, f"of CPU, median of {STARTS}")
    yield Measured("memory of triage prove", f"{megabytes:.0f} MB", "<= 96 MB", megabytes <= 96, "resident, highest")


def _one_start() -> tuple[float, float, float]:
    """Seconds to the first answer, CPU seconds until then, and megabytes. The last two are 0 outside Linux."""
    port = _free_port()
    start = time.perf_counter()
    command = [sys.executable, "-m", "triage", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"SECRET_KEY": "m" * 32}) as worker:
        try:
            wait_for(f"http://127.0.0.1:{port}/", worker)
            took, cpu = time.perf_counter() - start, _cpu_seconds(worker.pid)
            for _ in range(VIEWS):
                open_page(f"http://127.0.0.1:{port}/check/1")
            return took, cpu, highest_megabytes(worker.pid)
        finally:
            worker.terminate()


def wait_for(address: str, worker: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers with a page.

    Raises:
        RuntimeError: it ended instead.
    """
    while worker.poll() is None:
        try:
            return open_page(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise RuntimeError(f"triage serve ended with status {worker.returncode}")


def open_page(address: str) -> None:
    """Open a page, and read it to its end."""
    with urllib.request.urlopen(address, timeout=10) as response:
        response.read()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def highest_megabytes(pid: int) -> float:
    """The most memory of a process that was resident so far; 0 outside Linux."""
    status = Path(f"/proc/{pid}/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(peak[1]) / 1024 if peak else 0.0


def _cpu_seconds(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
