"""A short soak; ``make soak`` makes 50,000 journeys. The last tests plant faults, to be found."""

from __future__ import annotations

import time
from functools import partial
from itertools import islice

import pytest
from limits.storage import MemoryStorage

from tests.soak import __main__ as soaking
from tests.soak.__main__ import crowds, grown, soak
from tests.soak.footprint import Footprint, footprint
from tests.soak.journeys import journeys
from tests.soak.public import addresses_counted, logs_thrown_away, public_app, quiet
from triage.web.operating import production
from triage.web.operating.limits import limits
from triage.web.remembered import Codec

A_FEW = 50
hurried = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::pytest.PytestUnhandledThreadExceptionWarning"
)
"""Two threads at once can start the timer of limits 5.8 (alisaifee/limits#352), which says so, and starts another."""

PATIENCE = 30
"""Seconds that a busy machine may take to forget who is gone."""

WINDOW = 1.5
"""Seconds, as the limit of these tests counts the requests of a second."""


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """The app for the public and its rule set, with a limit that no visit of a test reaches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(production, "limits", partial(limits, rate="3000 per second"))
        return public_app(tmp_path_factory.mktemp("public"))


@pytest.fixture(autouse=True)
def strict(monkeypatch):
    monkeypatch.setattr(soaking, "A_FEW", A_FEW)


def soaked(public, most: int, early: int) -> list[str]:
    """What a soak says, while pytest keeps no log of it: that would grow."""
    with logs_thrown_away():
        return list(soak(*public, most, early, WINDOW))


def test_three_hundred_journeys_leave_nothing_behind_that_one_hundred_did_not(public):
    assert soaked(public, 300, 100) == []


def test_every_journey_is_counted_at_an_address_of_its_own_until_its_time_is_over(public):
    app, ruleset = public
    quiet(app, WINDOW)
    counted = [addresses_counted(app) for _ in islice(journeys(app, ruleset, seed=1), 10)]
    assert 2 <= max(counted) <= 11
    until = time.monotonic() + PATIENCE
    while addresses_counted(app) > 1 and time.monotonic() < until:
        quiet(app, WINDOW)
    assert addresses_counted(app) == 1


@hurried
def test_people_at_the_same_time_make_no_mistake_that_is_not_said(public):
    assert list(crowds(*public, each=2)) == []


def test_a_limit_that_never_forgot_an_address_would_be_found(public, monkeypatch):
    monkeypatch.setattr(MemoryStorage, "_MemoryStorage__expire_events", lambda *_: None)
    assert any("the rate limits still know" in fault for fault in soaked(public, 40, 20))


def test_a_check_that_kept_something_of_every_visit_would_be_found(public, monkeypatch):
    kept, before = [], public[0].before_request_funcs
    monkeypatch.setitem(before, None, [*before[None], lambda: kept.append({"a": []})])
    assert any("more objects of builtins.list" in fault for fault in soaked(public, 40, 20))


@hurried
def test_answers_that_a_crowd_shares_would_be_found(public, monkeypatch):
    last = {}
    pack = Codec.pack

    def shared(codec, remembered, csrf_token, issued):
        kept = last.setdefault("one", remembered) if remembered.answers else remembered
        return pack(codec, kept, csrf_token, issued)

    monkeypatch.setattr(Codec, "pack", shared)
    assert list(crowds(*public, each=1)) != []


def test_more_memory_more_files_and_more_objects_are_each_said():
    before, after = footprint(), footprint()
    more = Footprint(after.kilobytes * 2, after.files + 1, after.objects + type(after.objects)({"a.B": A_FEW * 9}))
    assert list(grown(before, before)) == []
    assert len(list(grown(before, more))) == 3
