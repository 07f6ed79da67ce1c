"""Instructions that a piece of work takes, counted by callgrind: the same on a busy machine as on an idle one.

Only a process started by :func:`command` can count. Callgrind is told when to count by ``vgdb``. Both come with
valgrind.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path


def command(out: Path, *run: str) -> list[str]:
    """The command that runs a program so that it can count its instructions.

    Args:
        out: a folder for callgrind's files.
        run: the program and its arguments.
    """
    # Callgrind is slow, so nothing is counted until the program asks for it.
    options = ["-q", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out / 'counted'}"]
    return ["valgrind", *options, f"--vgdb-prefix={out / 'vgdb'}", *run]


class Counter:
    """Counts in this process.

    Args:
        out: the folder that :func:`command` was given.
    """

    def __init__(self, out: Path) -> None:
        self._out = out

    def instructions(self, do: Callable[[], object], calls: int) -> float:
        """Instructions of one call: those of twice as many calls less those of so many, so that nothing else counts."""
        do()
        gc.collect()
        gc.disable()
        self._tell("instrumentation", "on")
        counts = [self._count(do, turns) for turns in (1, calls, 2 * calls)]
        self._tell("instrumentation", "off")
        gc.enable()
        return (counts[2] - counts[1]) / calls

    def _count(self, do: Callable[[], object], calls: int) -> int:
        turns = range(calls)
        self._tell("zero")
        for _ in turns:
            do()
        self._tell("dump")
        last = max(self._out.glob("counted.*"), key=lambda file: int(file.suffix[1:]))
        total = re.search(r"^totals: (\d+)", last.read_text(), re.MULTILINE)
        if total is None:
            raise RuntimeError(f"callgrind wrote no total to {last}")
        return int(total[1])

    def _tell(self, *order: str) -> None:
        vgdb = ["vgdb", f"--pid={os.getpid()}", f"--vgdb-prefix={self._out / 'vgdb'}", *order]
        subprocess.run(vgdb, check=True, capture_output=True)
