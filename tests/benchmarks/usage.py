"""What a command takes, counted in a small process: ``python -m tests.benchmarks.usage COMMAND …``.

Linux counts a process's memory from the moment it splits off the one that starts it. Started by a big one, a small
command would seem as big.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys


def usage(*command: str) -> tuple[float, float]:
    """CPU seconds and the most megabytes of a command from its start to its end.

    Raises:
        RuntimeError: it failed.
    """
    run = [sys.executable, "-m", __name__, *command]
    done = subprocess.run(run, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {done.returncode}")
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def main() -> int:
    """Run the command and print what it took. Its output is not shown."""
    with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL) as run:
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
