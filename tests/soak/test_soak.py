"""A short soak; ``make soak`` makes 50,000 journeys."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.soak.footprint import footprint
from tests.soak.journeys import journeys
from triage.web.factory import create_app

A_FEW = 50


@pytest.fixture
def app(rules):
    return create_app(rules, secret_keys=["a secret key for a long time"], secure=False)


def test_three_hundred_journeys_leave_nothing_behind_that_one_hundred_did_not(app, rules):
    walk = journeys(app, rules, seed=1)
    list(islice(walk, 100))
    before = footprint()
    list(islice(walk, 200))
    after = footprint()
    assert after.grown(before, A_FEW) == {}
    assert after.files == before.files


def test_a_check_that_kept_something_of_every_visit_would_be_found(app, rules):
    kept = []
    app.before_request(lambda: kept.append({"a": []}))
    walk = journeys(app, rules, seed=1)
    before = footprint()
    list(islice(walk, 20))
    assert footprint().grown(before, A_FEW)["builtins.list"] > A_FEW
