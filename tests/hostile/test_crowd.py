"""A share of the crowd on a real server; ``make hostile`` lets more people in."""

from __future__ import annotations

import pytest

from tests.hostile.crowd import crowd
from triage.web.factory import create_app
from triage.web.remembered import Codec

MEMBERS, JOURNEYS = 8, 5


@pytest.fixture
def app(specimen):
    return create_app(specimen, secret_keys=["a secret key for a crowd of people"], secure=False)


def test_people_at_the_same_time_each_get_their_own_answers_and_their_own_outcome(app, specimen):
    people = crowd(app, specimen, MEMBERS, JOURNEYS, seed=1)
    assert [mistake for member in people for mistake in member.mistakes] == []
    assert [member.journeys for member in people] == [JOURNEYS] * MEMBERS


def test_a_check_that_shared_its_answers_between_people_would_be_found(app, specimen, monkeypatch):
    last = {}
    pack = Codec.pack

    def shared(codec, remembered, csrf_token, issued):
        kept = last.setdefault("one", remembered) if remembered.answers else remembered
        return pack(codec, kept, csrf_token, issued)

    monkeypatch.setattr(Codec, "pack", shared)
    people = crowd(app, specimen, 3, 1, seed=1)
    assert any(member.mistakes for member in people)
