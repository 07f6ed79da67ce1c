"""What the visitor's device keeps: one sealed cookie. Whatever is done to it, nobody sees an error."""

import base64
import time

import pytest
from itsdangerous import TimestampSigner

from tests.web.visitor import Visitor
from triage.ruleset.model import RuleSet
from triage.web.seal import STEP, Seal

OLD_KEY = "the key of last year, still known"


@pytest.fixture
def at_page_2(visitor) -> Visitor:
    visitor.answers("/check/1", age="16_64", duration="weeks")
    return visitor


def test_the_cookie_is_for_this_session_and_hidden_from_scripts(visitor):
    header = visitor.opens("/check/1").response.headers["Set-Cookie"]
    assert header.startswith("check=")
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    assert "Max-Age" not in header
    assert "Expires" not in header
    assert "Secure" not in header


def test_over_https_the_cookie_is_bound_to_the_host(make_app):
    client = make_app(secure=True).test_client()
    header = client.get("/check/1", base_url="https://check.example").headers["Set-Cookie"]
    assert header.startswith("__Host-check=")
    assert "Secure" in header
    assert "Domain" not in header


def test_the_cookie_is_small_and_its_length_says_nothing(visitor, well):
    lengths = {len(visitor.opens("/check/1").response.headers["Set-Cookie"])}
    for page, picks in ((1, ("age", "duration")), (2, ("saddle_numbness", "leg_weakness")), (3, ("fever",))):
        response = visitor.submits(f"/check/{page}", **{question: well[question] for question in picks})
        lengths.add(len(response.headers["Set-Cookie"]))
    assert len(lengths) == 1
    assert lengths.pop() <= 700


def test_the_cookie_tells_nobody_what_was_answered(at_page_2):
    sealed = base64.urlsafe_b64decode(at_page_2.cookie() + "==")
    for word in (b"16_64", b"weeks", b"duration", b"age"):
        assert word not in sealed


@pytest.mark.parametrize("place", [0, 11, 12, 40, -1])
def test_a_changed_cookie_is_an_empty_session(at_page_2, place):
    sealed = bytearray(base64.urlsafe_b64decode(at_page_2.cookie() + "=="))
    sealed[place] ^= 1
    at_page_2.has_cookie(base64.urlsafe_b64encode(sealed).decode().rstrip("="))
    assert at_page_2.is_sent_from("/check/2") == "/check/1"


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 60, 207])
def test_a_cut_cookie_is_an_empty_session(at_page_2, length):
    at_page_2.has_cookie(at_page_2.cookie()[:length])
    assert at_page_2.is_sent_from("/check/2") == "/check/1"


@pytest.mark.parametrize("text", ["a" * 4000, "%00", "====", "é", "..", "-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_"])
def test_any_other_cookie_is_an_empty_session(visitor, text):
    visitor.has_cookie(text)
    assert visitor.is_sent_from("/check/2") == "/check/1"
    visitor.opens("/check/1")


def test_a_cookie_that_was_swapped_brings_its_own_answers_and_no_others(app, specimen, at_page_2):
    other = Visitor(app, specimen)
    other.answers("/check/1", age="65_plus", duration="over_3m")
    at_page_2.has_cookie(other.cookie())
    assert at_page_2.opens("/check/1").picked() == {"age": ["65_plus"], "duration": ["over_3m"]}


def test_a_form_of_another_visitor_is_not_taken(app, specimen, at_page_2):
    other = Visitor(app, specimen)
    stolen = other.opens("/check/1").token()
    response = at_page_2.client.post("/check/2", data={"csrf_token": stolen, "q_saddle_numbness": "no"})
    assert response.location == "/check/2"
    assert at_page_2.is_sent_from("/result") == "/check/2"


def test_a_replayed_cookie_goes_on_from_where_it_was(visitor, well):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    earlier = visitor.cookie()
    visitor.answers("/check/2", saddle_numbness="yes")
    visitor.has_cookie(earlier)
    assert visitor.is_sent_from("/result") == "/check/2"


def test_a_cookie_for_another_purpose_does_not_open():
    assert Seal(["k" * 16], "check").open(Seal(["k" * 16], "something else").close(b"x")) is None


def test_a_key_can_be_changed_without_losing_anybody(make_app, specimen):
    before = Visitor(make_app(secret_keys=[OLD_KEY]), specimen)
    before.answers("/check/1", age="16_64", duration="weeks")
    token = before.opens("/check/2").token()
    after = Visitor(make_app(secret_keys=["the new key, made this year", OLD_KEY]), specimen)
    after.has_cookie(before.cookie())
    response = after.client.post(
        "/check/2", data={"csrf_token": token, "q_saddle_numbness": "no", "q_leg_weakness": "no"}
    )
    assert response.location == "/check/3"


def test_a_cookie_sealed_with_a_dropped_key_is_an_empty_session(make_app, specimen, at_page_2):
    other = Visitor(make_app(secret_keys=["a wholly different secret key"]), specimen)
    other.has_cookie(at_page_2.cookie())
    assert other.is_sent_from("/check/2") == "/check/1"


@pytest.mark.parametrize("keys", [[], [""], ["short"]])
def test_without_a_good_key_there_is_no_app(make_app, keys):
    with pytest.raises(ValueError, match="secret key"):
        make_app(secret_keys=keys)


def test_contents_are_padded_to_whole_steps():
    seal = Seal(["k" * 16], "check")
    assert len(seal.close(b"a")) == len(seal.close(b"a" * STEP)) < len(seal.close(b"a" * (STEP + 1)))


@pytest.mark.parametrize("path", ["/check/1", "/check/3", "/check/answers", "/result"])
def test_after_a_day_the_visitor_is_told_once_and_starts_again(visitor, clock, well, path):
    visitor.goes_through(well)
    clock.turn(hours=24, seconds=1)
    page = visitor.opens(path)
    assert page.h1 == "Please start again"
    assert "more than a day" in page.text
    assert "999" in page.text
    assert visitor.opens("/check/1").picked() == {}


def test_a_day_is_counted_from_the_first_answer(visitor, clock, well):
    visitor.opens("/check/1")
    visitor.answers("/check/1", age="16_64", duration="weeks")
    clock.turn(hours=23)
    visitor.carries_on()
    visitor.answers("/check/2", saddle_numbness="no", leg_weakness="no")
    assert visitor.opens("/check/3").h1 == "Feeling ill"
    clock.turn(hours=1, seconds=1)
    assert visitor.opens("/check/3").h1 == "Please start again"


def test_a_form_sent_after_a_day_also_starts_again(visitor, clock):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    token = visitor.opens("/check/2").token()
    clock.turn(days=2)
    response = visitor.client.post("/check/2", data={"csrf_token": token, "q_saddle_numbness": "no"})
    assert response.status_code == 303
    assert visitor.opens(response.location).h1 == "Please start again"


def test_when_the_rule_set_has_changed_the_visitor_starts_again(make_app, specimen, at_page_2):
    changed = RuleSet.model_validate(specimen.model_dump() | {"version": "specimen-2"})
    after = Visitor(make_app(changed), changed)
    after.has_cookie(at_page_2.cookie())
    page = after.opens("/check/2")
    assert page.h1 == "Please start again"
    assert "The questions have been updated." in page.text
    assert after.opens("/check/1").picked() == {}


def test_the_country_survives_a_new_day_and_a_new_rule_set(make_app, specimen, visitor, clock):
    visitor.opens("/?country=usa")
    visitor.answers("/check/1", age="16_64", duration="weeks")
    clock.turn(days=3)
    assert "call 911" in visitor.opens("/check/1").text
    visitor.answers("/check/1", age="16_64", duration="weeks")
    changed = RuleSet.model_validate(specimen.model_dump() | {"version": "specimen-2"})
    after = Visitor(make_app(changed), changed)
    after.has_cookie(visitor.cookie())
    assert "call 911" in after.opens("/check/2").text


def test_a_form_put_aside_by_another_rule_set_is_no_reason_to_say_that_the_browser_keeps_nothing(
    make_app, specimen, visitor
):
    token = visitor.opens("/check/1").token()
    visitor.client.delete_cookie("check")
    visitor.client.post("/check/1", data={"csrf_token": token, "q_age": "16_64", "q_duration": "weeks"})
    changed = RuleSet.model_validate(specimen.model_dump() | {"version": "specimen-2"})
    after = Visitor(make_app(changed), changed)
    after.has_cookie(visitor.cookie())
    assert "The questions have been updated." in after.opens("/check/kept").text
    assert after.opens("/check/1").picked() == {}


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_form_is_taken_by_a_machine_with_another_time_than_the_one_that_made_it(at_page_2, monkeypatch, hours):
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) + hours * 3600)
    token = at_page_2.opens("/check/2").token()
    monkeypatch.undo()
    data = {"csrf_token": token, "q_saddle_numbness": "no", "q_leg_weakness": "no"}
    assert at_page_2.client.post("/check/2", data=data).location == "/check/3"


def test_answers_from_more_than_a_day_ahead_are_not_kept_until_then(visitor, clock, well):
    visitor.goes_through(well)
    clock.turn(hours=-24, seconds=-1)
    assert visitor.opens("/result").h1 == "Please start again"
    assert visitor.opens("/check/1").picked() == {}
