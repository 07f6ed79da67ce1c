"""Forms that no page of ours makes. None of them is an error of ours, and none lowers what a visitor is told."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.conscience import inspect
from tests.web.visitor import Visitor
from triage.engine.compiled import compile_ruleset
from triage.engine.journey import journey
from triage.engine.sheet import why_not


@pytest.fixture
def at_page_2(visitor) -> Visitor:
    visitor.answers("/check/1", age="16_64", duration="weeks")
    return visitor


@pytest.mark.parametrize("token", [None, "", "x", "é" * 30])
def test_a_form_without_our_token_is_not_taken_and_shown_again_with_its_answers(at_page_2, token):
    data = {"q_saddle_numbness": "no"} | ({"csrf_token": token} if token is not None else {})
    response = at_page_2.client.post("/check/2", data=data)
    assert (response.status_code, response.location) == (303, "/check/2")
    page = at_page_2.opens("/check/2")
    assert page.picked() == {"saddle_numbness": ["no"]}
    assert "still here" in page.text
    assert page.errors() == []
    assert at_page_2.is_sent_from("/check/3") == "/check/2"


def test_a_form_that_is_shown_again_can_be_sent(at_page_2):
    at_page_2.client.post("/check/2", data={"q_saddle_numbness": "no", "q_leg_weakness": "no"})
    sent = at_page_2.submits("/check/2", saddle_numbness="no", leg_weakness="no")
    assert sent.location == "/check/3"


def test_a_form_that_another_site_sends_is_refused(at_page_2):
    answer = at_page_2.client.post(
        "/check/2", data={"q_saddle_numbness": "no"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 400
    assert at_page_2.opens("/check/2").picked() == {}


def test_a_form_whose_cookie_went_is_shown_again_with_its_answers(visitor):
    token = visitor.opens("/check/1").token()
    visitor.client.delete_cookie("check")
    data = {"csrf_token": token, "q_age": "16_64", "q_duration": "weeks"}
    assert visitor.client.post("/check/1", data=data).location == "/check/kept"
    assert visitor.client.get("/check/kept").location == "/check/1"
    assert visitor.opens("/check/1").picked() == {"age": ["16_64"], "duration": ["weeks"]}


def test_a_browser_that_keeps_no_cookie_is_told_so(visitor):
    token = visitor.opens("/check/1").token()
    visitor.client.delete_cookie("check")
    visitor.client.post("/check/1", data={"csrf_token": token, "q_age": "16_64", "q_duration": "weeks"})
    visitor.client.delete_cookie("check")
    explained = inspect("/check/kept", visitor.client.get("/check/kept"))
    assert explained.h1 == "We can’t remember your answers here"
    assert "999" in explained.text


def test_answers_that_were_lost_half_way_are_explained(at_page_2):
    token = at_page_2.opens("/check/2").token()
    at_page_2.client.delete_cookie("check")
    response = at_page_2.client.post("/check/2", data={"csrf_token": token, "q_saddle_numbness": "no"})
    assert response.location == "/check/kept"
    assert inspect("/check/kept", at_page_2.client.get("/check/kept")).h1 == "We can’t remember your answers here"


@pytest.mark.parametrize("picked", ["maybe", "", "yes ", "YES", "0", ["no", "yes"], ["no", "maybe"], "é"])
def test_a_choice_that_does_not_exist_is_no_answer(at_page_2, picked):
    response = at_page_2.submits("/check/2", saddle_numbness=picked, leg_weakness="no")
    assert response.location == "/check/2"
    assert at_page_2.opens("/check/2").errors() == ["Numb between the legs: choose one answer"]


def test_the_same_choice_twice_is_that_choice(at_page_2):
    assert at_page_2.submits("/check/2", saddle_numbness=["no", "no"], leg_weakness="no").location == "/check/3"


def test_questions_that_are_not_asked_are_ignored(at_page_2):
    response = at_page_2.submits(
        "/check/2", saddle_numbness="no", leg_weakness="no", morning="yes", nobody_asked="x", validate="1"
    )
    assert response.location == "/check/3"


def test_a_page_that_is_not_open_yet_takes_no_answers(at_page_2):
    token = at_page_2.opens("/check/2").token()
    response = at_page_2.client.post(
        "/check/4", data={"csrf_token": token, "q_cancer_history": "no", "q_risks": "none"}
    )
    assert response.location == "/check/2"


@pytest.mark.parametrize(
    "body",
    [
        {"data": {"q_age": "x" * 100_000}},
        {"data": {f"q_{number}": "x" for number in range(3000)}},
        {"data": {f"q_{number}": "x" for number in range(210)}, "content_type": "multipart/form-data"},
    ],
    ids=["long", "many", "parts"],
)
def test_huge_forms_are_refused_with_the_emergency_number(at_page_2, body):
    response = at_page_2.client.post("/check/2", **body)
    assert response.status_code == 413
    assert "999" in inspect("/check/2", response).text


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"]
)
def test_other_kinds_of_bodies_are_no_answers(at_page_2, kind):
    response = at_page_2.client.post("/check/2", data=b'{"q_saddle_numbness": "no"}\xff', content_type=kind)
    assert response.location == "/check/2"
    assert at_page_2.opens("/check/2").picked() == {}
    assert at_page_2.is_sent_from("/result") == "/check/2"


_TEXT = st.text(max_size=30) | st.text(string.printable, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_form_breaks_a_page_and_only_answers_count(app, specimen, data):
    client = app.test_client()
    compiled = compile_ruleset(specimen)
    known: dict[str, frozenset[str]] = {}
    for _ in range(data.draw(st.integers(1, 6), "pages")):
        trip = journey(compiled, known)
        if trip.next_page is None:
            break
        path = f"/check/{trip.next_page + 1}"
        sent = {
            question.id: data.draw(st.lists(st.sampled_from([c.id for c in question.choices]) | _TEXT, max_size=3))
            for question in trip.asked[trip.next_page]
        }
        extra = data.draw(st.dictionaries(_TEXT.filter(lambda name: not name.startswith("q_")), _TEXT, max_size=3))
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)[1]
        form = extra | {f"q_{question}": picked for question, picked in sent.items()} | {"csrf_token": token}
        response = client.post(path, data=form)
        assert response.status_code == 303
        assert client.get(response.location).status_code == 200
        here = {question.id for question in trip.asked[trip.next_page]}
        known = {question: picked for question, picked in known.items() if question not in here} | {
            question.id: frozenset(sent[question.id])
            for question in trip.asked[trip.next_page]
            if set(sent[question.id]) <= question.choice_by_id.keys() and not why_not(question, set(sent[question.id]))
        }
        if journey(compiled, known).next_page is not None:
            assert response.location.startswith("/check/")
            assert client.get("/result").location.startswith("/check/")
