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
    yield from _cold_proof()


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
            _wait_for(f"http://127.0.0.1:{port}/", worker)
            took, cpu = time.perf_counter() - start, _cpu_seconds(worker.pid)
            for _ in range(VIEWS):
                _open(f"http://127.0.0.1:{port}/check/1")
            return took, cpu, _highest_megabytes(worker.pid)
        finally:
            worker.terminate()


def _wait_for(address: str, worker: subprocess.Popen[bytes]) -> None:
    while worker.poll() is None:
        try:
            return _open(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise RuntimeError(f"triage serve ended with status {worker.returncode}")


def _open(address: str) -> None:
    with urllib.request.urlopen(address, timeout=10) as response:
        response.read()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _highest_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(peak[1]) / 1024 if peak else 0.0


def _cpu_seconds(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
