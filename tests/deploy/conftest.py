"""The check behind nginx, and behind HAProxy with two replicas, each started once with the shipped files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.servers import Check, Front, Redis, free_port, haproxy, nginx, redis, the_check


@dataclass
class Deployment:
    """A front server and what stands behind it, with everything that they write in one folder."""

    front: Front
    checks: list[Check]
    folder: Path
    redis: Redis


@pytest.fixture(scope="package", params=["nginx", "haproxy"])
def deployment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    assert "PYTEST_XDIST_WORKER" not in os.environ, "they run in one process: pytest tests/deploy"
    folder = tmp_path_factory.mktemp(request.param)
    with (
        redis(folder) as store,
        the_check(folder, "--metrics", RATE_LIMIT_STORAGE=f"redis://127.0.0.1:{store.port}") as check,
    ):
        if request.param == "nginx":
            with nginx(folder, check.port) as front:
                yield Deployment(front, [check], folder, store)
            return
        other = Check(folder, free_port(), check.key, check.more, check.environment)
        other.start()
        try:
            with haproxy(folder, check, other) as front:
                yield Deployment(front, [check, other], folder, store)
        finally:
            other.stop()
