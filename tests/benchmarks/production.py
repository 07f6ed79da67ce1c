"""What the server for the public takes: time to its first answer, and memory of a worker."""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.process import STARTS, VIEWS, highest_megabytes, open_page, wait_for
from tests.benchmarks.result import Measured
from tests.deploy.servers import Check, free_port, operator_file, sign_for_tests


def production() -> Iterator[Measured]:
    """Start ``triage serve --production`` a few times, look at some pages, and stop it."""
    today = datetime.now(UTC).date()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sign_for_tests(folder / "rules.yaml", today)
        operator_file(folder, today)
        found = [_one_start(Check(folder, free_port(), secrets.token_hex(32), ("--metrics",))) for _ in range(STARTS)]
    seconds, megabytes, workers = (statistics.median(figures) for figures in zip(*found, strict=True))
    server = f"gunicorn {version('gunicorn')}"
    yield Measured(
        f"production, {server}: start to first 200",
        f"{seconds:.2f} s",
        "<= 2.0 s",
        seconds <= 2,
        f"by the clock, median of {STARTS} starts",
    )
    yield Measured(
        f"production, {server}: memory of one worker",
        f"{megabytes:.0f} MB",
        "<= 100 MB",
        megabytes <= 100,
        f"the bigger of {workers:.0f}, resident at its highest, after {VIEWS} views; much of it is shared by them",
    )


def _one_start(check: Check) -> tuple[float, float, int]:
    """Seconds to the first answer, megabytes of the biggest worker, and how many workers there are."""
    began = time.perf_counter()
    check.sets_out()
    process = check.process
    assert process is not None
    try:
        wait_for(f"http://localhost:{check.port}/", process)
        took = time.perf_counter() - began
        for _ in range(VIEWS):
            open_page(f"http://localhost:{check.port}/check/1")
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        return took, max(highest_megabytes(int(worker)) for worker in workers), len(workers)
    finally:
        check.stop()
