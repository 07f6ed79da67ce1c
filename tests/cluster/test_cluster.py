"""Machines die, hang and change while people are on their way: nobody loses an answer or is told something wrong.

A share of the journeys; ``make cluster`` makes more of them. The tests run in one process, in their order: the last one
leaves another rule set behind.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest

from tests.cluster import faults
from tests.cluster.load import WALKERS, walking
from tests.cluster.machines import Cluster
from tests.cluster.ordeal import Ordeal, endure
from tests.cluster.walker import Figures
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
    ordeal = endured(faults.a_replica_dies)
    assert ordeal.interrupted <= WALKERS
    assert ordeal.elsewhere > 0
    assert _undisturbed(ordeal.figures)


def test_when_a_replica_hangs_what_it_was_asked_is_asked_of_another(endured):
    ordeal = endured(faults.a_replica_hangs)
    assert ordeal.interrupted <= WALKERS
    assert ordeal.elsewhere > 0
    assert _undisturbed(ordeal.figures)


def test_when_redis_dies_nobody_waits_for_it_and_it_counts_again_when_it_is_back(endured, cluster):
    ordeal = endured(faults.redis_dies)
    assert (ordeal.interrupted, _undisturbed(ordeal.figures)) == (0, True)
    assert list(kept(cluster.redis)) != []


def test_when_redis_hangs_nobody_waits_for_it_long(endured):
    ordeal = endured(faults.redis_hangs)
    assert (ordeal.interrupted, _undisturbed(ordeal.figures)) == (0, True)


def test_when_all_replicas_are_restarted_one_after_another_nobody_notices(endured):
    ordeal = endured(faults.all_are_restarted)
    assert (ordeal.interrupted, _undisturbed(ordeal.figures)) == (0, True)


def test_when_the_key_is_changed_journeys_that_began_with_the_old_one_go_on(endured, cluster):
    before = {replica.key for replica in cluster.replicas}
    ordeal = endured(faults.the_key_is_changed)
    assert before.isdisjoint(replica.key for replica in cluster.replicas)
    assert (ordeal.interrupted, _undisturbed(ordeal.figures)) == (0, True)


def test_journeys_go_on_when_no_log_can_be_written(endured):
    ordeal = endured(faults.no_log_can_be_written)
    assert (ordeal.interrupted, _undisturbed(ordeal.figures)) == (0, True)


def test_a_full_disk_cannot_stop_the_counting_which_is_in_memory(cluster):
    for replica in cluster.replicas:
        assert "route=" in replica.says("/metrics")
        assert list(replica.temporary.rglob("*.db")) == []


def test_when_a_clock_jumps_people_are_asked_whether_anything_has_changed_and_lose_nothing(endured):
    ordeal = endured(faults.one_clock_jumps)
    assert ordeal.figures.asked > 0
    assert (ordeal.interrupted, ordeal.figures.sent_again, ordeal.figures.started_over) == (0, 0, [])


def test_a_replica_with_another_key_would_lose_journeys_and_that_is_found(cluster, versions):
    replica = cluster.replicas[0]
    usual, replica.key = replica.key, secrets.token_hex(32)
    with walking(cluster, versions) as load:
        faults.restart(cluster, replica)
    replica.key = usual
    faults.restart(cluster, replica)
    assert load.total().lost != []
    assert load.total().wrong == []


def test_when_the_rules_are_changed_nobody_gets_a_result_of_both_and_all_are_through_soon_after(endured, cluster):
    ordeal = endured(faults.the_rules_are_changed)
    assert ordeal.interrupted == 0
    assert ordeal.figures.sent_again + len(ordeal.figures.started_over) > 0
    afterwards = [when for when in ordeal.figures.started_over if when > ordeal.ended]
    assert len(afterwards) <= WALKERS + 1
    assert all(replica.rules for replica in cluster.replicas)


def _undisturbed(figures: Figures) -> bool:
    """Whether nobody had to do anything more than answer."""
    return (figures.sent_again, figures.asked, figures.started_over) == (0, 0, [])
