"""What is done to the machines while people are on their way. Each leaves all of them running as before."""

from __future__ import annotations

import os
import resource
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cluster.machines import Cluster
from tests.deploy.servers import Check

Fault = Callable[[Cluster], None]

JUMP = 2 * 60 * 60
"""Seconds by which a clock is off, for no reason that its replica knows."""

SECONDS_OF_TIMEOUT = 10
"""After which HAProxy takes a request elsewhere: ``timeout server`` of docs/deploy/haproxy.cfg."""


def a_replica_dies(cluster: Cluster) -> None:
    """kill -9 of all processes of one replica; after a while it is started again."""
    dead = cluster.replicas[0]
    dead.all_get(signal.SIGKILL)
    cluster.buries(dead)
    cluster.waits_until(dead, "DOWN")
    dead.start()
    cluster.waits_until(dead, "UP")


def redis_dies(cluster: Cluster) -> None:
    """kill -9 of Redis; after a while it is started again, empty."""
    cluster.redis.stop(signal.SIGKILL)
    time.sleep(2)
    cluster.redis.start()
    time.sleep(1)


def redis_hangs(cluster: Cluster) -> None:
    """Redis takes connections and says nothing; after a while it goes on."""
    assert cluster.redis.process is not None
    cluster.redis.process.send_signal(signal.SIGSTOP)
    time.sleep(2)
    cluster.redis.process.send_signal(signal.SIGCONT)


def a_replica_hangs(cluster: Cluster) -> None:
    """SIGSTOP of all processes of one replica; SIGCONT when HAProxy has taken elsewhere all that it was asked."""
    hanging = cluster.replicas[1]
    hanging.all_get(signal.SIGSTOP)
    time.sleep(SECONDS_OF_TIMEOUT + 1)
    cluster.waits_until(hanging, "DOWN")
    hanging.all_get(signal.SIGCONT)
    cluster.waits_until(hanging, "UP")


def all_are_restarted(cluster: Cluster) -> None:
    """Each replica is stopped and started, one after another, as for a new version of the app."""
    for replica in cluster.replicas:
        restart(cluster, replica)


def the_key_is_changed(cluster: Cluster) -> None:
    """A new SECRET_KEY, as docs/deploy/triage.service says: first all learn to read it, then all write with it.

    Keys of earlier changes stay readable: less than a day has passed.
    """
    old, new = cluster.replicas[0].key, secrets.token_hex(32)
    older = (cluster.replicas[0].environment or {}).get("SECRET_KEY_FALLBACKS", "").split()
    for key, other in ((old, new), (new, old)):
        for replica in cluster.replicas:
            replica.key = key
            replica.environment = {**(replica.environment or {}), "SECRET_KEY_FALLBACKS": " ".join([other, *older])}
            restart(cluster, replica)


def no_log_can_be_written(cluster: Cluster) -> None:
    """One replica is restarted with its log on a full disk; the others can write no more byte to any file."""
    full, *others = cluster.replicas
    began = _sizes(others)
    full.disk = Path("/dev/full")
    restart(cluster, full)
    with _no_room(*filter(None, (other.process for other in others))):
        stopped = _sizes(others)
        time.sleep(2)
        assert all(before < then for before, then in zip(began, stopped, strict=True)), "nobody wrote a log before"
        assert _sizes(others) == stopped, "somebody still writes a log"
    full.disk = None  # when it is next restarted


def _sizes(replicas: list[Check]) -> list[int]:
    return [replica.log.stat().st_size for replica in replicas]


def one_clock_jumps(cluster: Cluster) -> None:
    """The clock of one replica is two hours ahead, right again, two hours behind, and right again."""
    for jump in (JUMP, 0, -JUMP, 0):
        cluster.sets_the_clock(jump)
        off = cluster.replicas[-1].date().timestamp() - time.time() - jump
        assert abs(off) < JUMP / 2, "the clock has not moved"
        time.sleep(1.5)


def the_rules_are_changed(cluster: Cluster) -> None:
    """Each replica is started with the other rule set, one after another, so for a while both are in use."""
    now = cluster.folder / "rules.yaml"
    other = now if cluster.replicas[0].rules else cluster.folder / "other-rules.yaml"
    for replica in cluster.replicas:
        replica.rules = None if other == now else other
        restart(cluster, replica)


FAULTS: tuple[Fault, ...] = (
    a_replica_dies, a_replica_hangs, all_are_restarted, redis_dies, redis_hangs, the_key_is_changed,
    no_log_can_be_written, one_clock_jumps, the_rules_are_changed,
)  # fmt: skip


def restart(cluster: Cluster, replica: Check) -> None:
    """Stop and start a replica, as systemd does. The next one follows when HAProxy has this one back."""
    replica.stop()
    replica.start()
    cluster.waits_until(replica, "UP")


@contextmanager
def _no_room(*processes: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let no process of these groups write another byte to a file."""
    groups = {process.pid for process in processes}
    ids = [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _group(int(entry.name)) in groups]
    usual = {one: resource.prlimit(one, resource.RLIMIT_FSIZE) for one in ids}
    for one, (_, most) in usual.items():
        resource.prlimit(one, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        for one, limits in usual.items():
            resource.prlimit(one, resource.RLIMIT_FSIZE, limits)


def _group(process: int) -> int | None:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return None
