"""Three replicas of the check, each on an address of its own, behind HAProxy, with Redis for the rate limits."""

from __future__ import annotations

import csv
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cluster.versions import other_rules
from tests.deploy.servers import PATIENCE, Check, Front, Redis, free_port, haproxy, operator_file, redis, sign_for_tests
from triage.web.operating.production import FOLDER

ADDRESSES = ("127.0.0.2", "127.0.0.3", "127.0.0.4")
"""Of this machine. All of 127.0.0.0/8 is, on Linux."""

CLOCK = Path(__file__).parent / "clock"
"""On the path of a Python process, it gives that process another clock than the machine's."""


@dataclass
class Cluster:
    """Everything that runs, with all that it writes in one folder."""

    replicas: list[Check]
    front: Front
    redis: Redis
    folder: Path

    def sets_the_clock(self, by: int) -> None:
        """Let the last replica be so many seconds ahead, at once, so that nobody reads half a number."""
        new = self.folder / "clock.new"
        new.write_text(str(by))
        new.rename(self.folder / "clock")

    def buries(self, dead: Check) -> None:
        """Remove what a replica had counted that was killed, and could not do so itself."""
        assert dead.process is not None
        dead.process.wait()
        for folder in Path("/dev/shm").glob(f"{FOLDER}{dead.process.pid}-*"):
            shutil.rmtree(folder)

    def waits_until(self, replica: Check, state: str) -> None:
        """Wait until HAProxy finds a replica ``UP`` or ``DOWN``."""
        until = time.monotonic() + PATIENCE
        while self.states()[self.replicas.index(replica)] != state:
            assert time.monotonic() < until, f"{replica.host} is not {state}: {self.states()}"
            time.sleep(0.1)

    def states(self) -> list[str]:
        """How HAProxy finds each replica."""
        return [row["status"].split()[0] for row in self._asked()]

    def tried_elsewhere(self) -> int:
        """How many requests HAProxy has sent to a second replica so far, without anybody noticing."""
        return sum(int(row["wredis"]) for row in self._asked())

    def _asked(self) -> list[dict[str, str]]:
        with socket.socket(socket.AF_UNIX) as talk:
            talk.settimeout(PATIENCE)
            talk.connect(str(self.front.talk))
            talk.sendall(b"show stat\n")
            said = b"".join(iter(lambda: talk.recv(65536), b"")).decode()
        rows = csv.DictReader(said.removeprefix("# ").splitlines())
        return [row for row in rows if row["svname"].startswith("replica")]


@contextmanager
def standing(folder: Path) -> Iterator[Cluster]:
    """Start everything, and stop what still runs of it afterwards.

    The sign-off is of yesterday, as a replica whose clock is slow would take one of today for one still to come.
    """
    today = datetime.now(UTC).date()
    signed = today - timedelta(days=1)
    sign_for_tests(folder / "rules.yaml", signed)
    sign_for_tests(folder / "other-rules.yaml", signed, other_rules().encode())
    operator_file(folder, signed)
    (folder / "clock").write_text("0")
    key = secrets.token_hex(32)
    with ExitStack() as stack:
        store = stack.enter_context(redis(folder))
        environment = {"RATE_LIMIT_STORAGE": f"redis://127.0.0.1:{store.port}"}
        replicas = [Check(folder, free_port(), key, ("--metrics",), environment, host) for host in ADDRESSES]
        replicas[-1].environment = environment | {"PYTHONPATH": str(CLOCK), "MOVED_CLOCK": str(folder / "clock")}
        for replica in replicas:
            stack.callback(_end, replica)
            replica.sets_out()
        for replica in replicas:
            replica.is_there()
        front = stack.enter_context(haproxy(folder, *replicas))
        cluster = Cluster(replicas, front, store, folder)
        for replica in replicas:
            cluster.waits_until(replica, "UP")
        yield cluster


def _end(replica: Check) -> None:
    if replica.process and replica.process.poll() is None:
        replica.stop()
