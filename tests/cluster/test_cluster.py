"""Machines die, hang and change while people are on their way: nobody loses an answer or is told something wrong.

A share of the journeys; ``make cluster`` makes more of them. The tests run in one process, in their order: the last one
leaves another rule set behind.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable

import pytest

from tests.cluster import faults
from tests.cluster.load import walking
from tests.cluster.machines import Cluster
from tests.cluster.ordeal import Ordeal, endure
from tests.cluster.walker import Walker
from tests.deploy.browser import Got, Person
from tests.deploy.traces import kept

A_FEW = 10
"""Journeys that are made at least while something happens."""

Endured = Callable[[faults.Fault], Ordeal]


@pytest.fixture
def endured(cluster: Cluster, versions) -> Endured:
    """What came of a fault, of which nothing that must not be came."""

    def endured(fault: faults.Fault) -> Ordeal:
        ordeal = endure(cluster, versions, fault)
        assert ordeal.faults == []
        assert ordeal.figures.journeys >= A_FEW
        assert cluster.states() == ["UP", "UP", "UP"]
        return ordeal

    return endured


def test_when_a_replica_dies_nobody_loses_more_than_the_request_in_flight(endured):
    endured(faults.a_replica_dies)


def test_when_a_replica_hangs_what_it_was_asked_is_asked_of_another(endured):
    endured(faults.a_replica_hangs)


def test_when_redis_dies_nobody_waits_for_it_and_it_counts_again_when_it_is_back(endured, cluster):
    endured(faults.redis_dies)
    assert list(kept(cluster.redis)) != []


def test_when_redis_hangs_nobody_waits_for_it_long(endured):
    endured(faults.redis_hangs)


def test_when_all_replicas_are_restarted_one_after_another_nobody_notices(endured):
    endured(faults.all_are_restarted)


def test_when_the_key_is_changed_journeys_that_began_with_the_old_one_go_on(endured, cluster):
    before = {replica.key for replica in cluster.replicas}
    endured(faults.the_key_is_changed)
    assert before.isdisjoint(replica.key for replica in cluster.replicas)


def test_journeys_go_on_when_no_log_can_be_written(endured):
    endured(faults.no_log_can_be_written)


def test_a_full_disk_cannot_stop_the_counting_which_is_in_memory(cluster):
    for replica in cluster.replicas:
        assert "route=" in replica.says("/metrics")
        assert list(replica.temporary.rglob("*.db")) == []


def test_when_a_clock_jumps_people_are_asked_whether_anything_has_changed_and_lose_nothing(endured):
    endured(faults.one_clock_jumps)


def test_a_replica_with_another_key_would_lose_journeys_and_that_is_found(cluster, versions):
    replica = cluster.replicas[0]
    usual, replica.key = replica.key, secrets.token_hex(32)
    with walking(cluster, versions) as load:
        faults.restart(cluster, replica)
    replica.key = usual
    faults.restart(cluster, replica)
    assert load.total().lost != []
    assert load.total().wrong == []


@pytest.mark.parametrize("way", ["a session that is gone", "an address that is gone"])
def test_journeys_that_are_lost_after_the_result_would_be_found(cluster, versions, monkeypatch, way):
    opened = Person.get

    def get(person: Person, path: str, **headers: str) -> Got:
        if not getattr(person, "has_result", False):
            person.has_result = path == "/result"
            return opened(person, path, **headers)
        person.cookie = None
        return opened(person, path if way == "a session that is gone" else "/nowhere", **headers)

    monkeypatch.setattr(Person, "get", get)
    walker = Walker(cluster.front, versions, random.Random(1), lambda *_: None, roams=False)
    for _ in range(A_FEW):
        walker.walks(worry=0.0)
    assert (walker.figures.journeys, len(walker.figures.lost)) == (0, A_FEW)


def test_when_the_rules_are_changed_nobody_gets_a_result_of_both_and_all_are_through_soon_after(endured, cluster):
    endured(faults.the_rules_are_changed)
    assert all(replica.rules for replica in cluster.replicas)
