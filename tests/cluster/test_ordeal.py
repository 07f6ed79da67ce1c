"""What is made of figures: each fault has its bounds, and what passes them is said. Nothing is started here."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cluster import faults
from tests.cluster.load import WALKERS
from tests.cluster.ordeal import Ordeal
from tests.cluster.walker import Figures

ENDED = 100.0


def said(fault: faults.Fault, figures: Figures, *, elsewhere: int = 1, times: int = 1) -> list[str]:
    return Ordeal(fault, times, figures, elsewhere, failed=0, leaked=[], ended=ENDED, seconds=ENDED).faults


@pytest.mark.parametrize("fault", [faults.redis_dies, faults.all_are_restarted, faults.the_key_is_changed])
@pytest.mark.parametrize(
    "figures",
    [Figures(interrupted=Counter({"503": 1})), Figures(sent_again=1), Figures(asked=1), Figures(started_over=[1.0])],
    ids=["interrupted", "sent again", "asked", "started over"],
)
def test_of_most_faults_nobody_may_notice_anything(fault, figures):
    assert said(fault, Figures()) == []
    assert len(said(fault, figures)) == 1


@pytest.mark.parametrize("times", [1, 3])
def test_when_a_replica_is_gone_each_visitor_may_have_to_try_once_more_each_time(times):
    most = WALKERS * times
    assert said(faults.a_replica_dies, Figures(interrupted=Counter({"503": most})), times=times) == []
    (fault,) = said(faults.a_replica_dies, Figures(interrupted=Counter({"503": most, "OSError": 1})), times=times)
    assert fault.startswith(f"{most + 1} requests in flight failed")


@pytest.mark.parametrize(
    ("fault", "figures", "elsewhere"),
    [
        (faults.a_replica_dies, Figures(), 0),
        (faults.a_replica_hangs, Figures(), 0),
        (faults.one_clock_jumps, Figures(), 1),
        (faults.the_rules_are_changed, Figures(), 1),
    ],
)
def test_a_fault_that_did_not_happen_proves_nothing(fault, figures, elsewhere):
    assert "so nothing was" in said(fault, figures, elsewhere=elsewhere)[0]


def test_a_clock_that_jumps_may_ask_people_and_do_nothing_else_to_them():
    assert said(faults.one_clock_jumps, Figures(asked=9)) == []
    assert said(faults.one_clock_jumps, Figures(asked=9, started_over=[1.0])) == [
        "people noticed: started over 1 times"
    ]


def test_soon_after_the_rules_are_changed_everybody_must_be_through():
    soon, late = [ENDED + 1] * (WALKERS + 1), [ENDED + 1] * (WALKERS + 2)
    assert said(faults.the_rules_are_changed, Figures(started_over=[1.0, *soon])) == []
    assert "start again when all was over" in said(faults.the_rules_are_changed, Figures(started_over=late))[0]
