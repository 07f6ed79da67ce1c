"""The check behind nginx, and behind HAProxy with two replicas, each started once with the shipped files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.servers import Check, Front, free_port, haproxy, nginx, redis, the_check


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run all tests of a deployment, in their order: the last ones stop what the others need."""
    for item in items:
        behind = getattr(item, "callspec", None) and item.callspec.params.get("deployment")
        if behind:
            item.add_marker(pytest.mark.xdist_group(behind))


@dataclass
class Deployment:
    """A front server and what stands behind it, with everything that they write in one folder."""

    front: Front
    checks: list[Check]
    folder: Path
    redis_port: int
    redis: subprocess.Popen[bytes]


@pytest.fixture(scope="package", params=["nginx", "haproxy"])
def deployment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    folder = tmp_path_factory.mktemp(request.param)
    with (
        redis(folder) as (store, process),
        the_check(folder, "--metrics", RATE_LIMIT_STORAGE=f"redis://127.0.0.1:{store}") as check,
    ):
        if request.param == "nginx":
            with nginx(folder, check.port) as front:
                yield Deployment(front, [check], folder, store, process)
            return
        other = Check(folder, free_port(), check.key, check.more, check.environment)
        other.start()
        try:
            with haproxy(folder, check.port, other.port) as front:
                yield Deployment(front, [check, other], folder, store, process)
        finally:
            other.stop()
