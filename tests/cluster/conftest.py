"""The cluster, started once, and the rule sets that may be in use there."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.cluster.machines import Cluster, standing
from tests.cluster.versions import Version, both


@pytest.fixture(scope="package")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    assert "PYTEST_XDIST_WORKER" not in os.environ, "it runs in one process: pytest tests/cluster"
    with standing(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture(scope="package")
def versions() -> tuple[Version, Version]:
    return both()
