"""Times that mean something on a noisy machine: everything by turns in one run, and medians of the rounds."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 15


def measure(
    work: Mapping[str, Callable[[], object]], *, at_least: float = 0.02, rounds: int = ROUNDS
) -> dict[str, float]:
    """CPU seconds of one call of each piece of work.

    Args:
        work: name → what to do.
        at_least: seconds that each piece works for in each round.
        rounds: how often each takes its turn.
    """
    calls = {name: _calls_in(do, at_least) for name, do in work.items()}
    times: dict[str, list[float]] = {name: [] for name in work}
    gc.collect()
    for _ in range(rounds):
        for name, do in work.items():
            times[name].append(_time(do, calls[name]))
    return {name: statistics.median(found) for name, found in times.items()}


def _calls_in(do: Callable[[], object], seconds: float) -> int:
    do()
    return max(1, round(seconds / max(_time(do, 3), 1e-9)))


def _time(do: Callable[[], object], calls: int) -> float:
    """CPU seconds of one of so many calls."""
    turns = range(calls)
    start = time.process_time()
    for _ in turns:
        do()
    return (time.process_time() - start) / calls
