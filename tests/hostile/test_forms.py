"""A share of the hostile requests; ``make hostile`` sends many more. The last tests plant faults, to be found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.attack import Attacker
from tests.hostile.forms import assail
from tests.hostile.judge import EXPECTED
from tests.hostile.wire import Request, send
from triage.web.factory import create_app
from triage.web.remembered import Codec

REQUESTS = 1_000


@pytest.fixture(scope="module")
def stood_up(specimen):
    app = create_app(specimen, secret_keys=["a secret key for hostile tests"], secure=False)
    return app, Attacker.of(app, specimen).paths


def test_no_hostile_request_breaks_a_page_lowers_an_outcome_or_shows_somebody_elses_answers(specimen):
    judge = assail(specimen, REQUESTS, seed=1)
    assert judge.faults == []
    for seen in ("outcomes compared", "no outcome yet", "forms taken", "forms that changed nothing"):
        assert judge.counts[seen] > 0


def test_the_shipped_rule_set_stands_it_too(rules):
    assert assail(rules, REQUESTS // 10, seed=2).faults == []


_HEADER = st.sampled_from(["HTTP_COOKIE", "HTTP_HOST", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_RANGE", "HTTP_EXPECT"])
_LATIN = st.text(st.characters(max_codepoint=255), max_size=20)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_method_address_header_or_body_breaks_a_route(stood_up, data):
    app, paths = stood_up
    request = Request(
        method=data.draw(st.sampled_from(["GET", "POST", "HEAD"]) | _LATIN, "method"),
        path=data.draw(st.sampled_from(paths) | _LATIN.map("/".__add__), "path").encode().decode("latin-1"),
        query=data.draw(_LATIN, "query"),
        headers=data.draw(st.dictionaries(_HEADER, _LATIN | st.just("check=x"), max_size=3), "headers"),
        body=data.draw(st.binary(max_size=40), "body"),
    )
    assert send(app, request).status in EXPECTED


def test_every_route_is_among_those_that_are_attacked(stood_up):
    app, paths = stood_up
    adapter = app.url_map.bind("localhost")
    reached = {
        adapter.match(path, method=method)[0]
        for path in paths
        if path and "//" not in path
        for method in ("GET", "POST")
        if adapter.test(path, method)
    }
    assert reached == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_a_check_that_took_forms_with_any_token_would_be_found(specimen, monkeypatch):
    monkeypatch.setattr("triage.web.csrf.holds", lambda: True)
    assert any("remembered" in fault for fault in assail(specimen, 300, seed=1).faults)


def test_a_check_that_took_answers_to_pages_that_are_not_open_would_be_found(specimen, monkeypatch):
    monkeypatch.setattr("triage.engine.journey.Journey.may_visit", lambda *_: True)
    assert assail(specimen, 300, seed=1).faults


def test_a_check_that_opened_cookies_of_its_own_making_would_be_found(specimen, monkeypatch):
    shared = {}
    unpack = Codec.unpack

    def mixed(codec, contents):
        return shared.setdefault("first", unpack(codec, contents))

    monkeypatch.setattr(Codec, "unpack", mixed)
    assert assail(specimen, 300, seed=1).faults
