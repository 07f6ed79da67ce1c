"""What is printed beside a goal: nothing is judged where there is none."""

from __future__ import annotations

from tests.benchmarks.web import _ratio


def test_without_a_goal_nothing_is_judged():
    slower = _ratio("a page", theirs=1.0, ours=2.0)
    assert (slower.goal, slower.met) == ("", True)


def test_a_ratio_is_judged_by_the_goal_that_is_shown():
    assert [_ratio("a page", theirs, 1.0, at_least=5).met for theirs in (4.9, 5.0)] == [False, True]
    assert _ratio("a page", 5.0, 1.0, at_least=5).goal == ">= 5 x"
