"""A reminder: a calendar file made on the spot, which says when to look again and nothing of the answers."""

import re

import pytest

from tests.web.conscience import words_of
from tests.web.test_earlier import LEFT
from tests.web.test_journey import OUTCOMES
from tests.web.visitor import Visitor
from triage.web.security import HEADERS

DUE = {
    "same_day": "20261123T120000Z",
    "days": "20261125T120000Z",
    "soon": "20261206T120000Z",
    "routine": "20261206T120000Z",
    "guides": "20261206T120000Z",
}


@pytest.fixture
def file_for(visitor, well):
    """Goes through the check with an outcome, follows the link, and hands over the response."""

    def follow(outcome: str = "guides"):
        visitor.goes_through(well | OUTCOMES[outcome])
        assert "Add a reminder" in links(visitor.opens("/result"))
        response = visitor.client.get("/reminder")
        assert response.status_code == 200
        return response

    return follow


def links(page) -> dict[str, str]:
    return {words_of(link): link.get("href") for link in page.all("main//a")}


def entries(text: str) -> list[tuple[str, str]]:
    """The file's lines, unfolded, each cut into its name and value."""
    return [tuple(line.split(":", 1)) for line in text.replace("\r\n ", "").split("\r\n") if line]


@pytest.mark.parametrize("outcome", DUE)
def test_when_it_is_due_depends_on_the_outcome(file_for, outcome):
    found = dict(entries(file_for(outcome).text))
    assert found["DTSTART"] == DUE[outcome]
    assert found["DTEND"] == DUE[outcome].replace("T1200", "T1215")
    assert found["DTSTAMP"] == "20261122T120000Z"


def test_everything_in_it_is_neutral(file_for):
    found = [entry for entry in entries(file_for("same_day").text) if entry[0] not in ("UID", "DTSTART", "DTEND")]
    assert found == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Reminder//EN"),
        ("BEGIN", "VEVENT"),
        ("DTSTAMP", "20261122T120000Z"),
        ("SUMMARY", "Reminder"),
        ("DESCRIPTION", "Has anything changed? localhost"),
        ("CLASS", "PRIVATE"),
        ("TRANSP", "TRANSPARENT"),
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        ("DESCRIPTION", "Reminder"),
        ("TRIGGER", "PT0S"),
        ("END", "VALARM"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]


def test_answers_with_the_same_outcome_give_the_same_file_but_for_its_id(visitor, well):
    files = []
    for signs in ({"leg_weakness": "yes"}, {"leg_weakness": "yes", "age": "65_plus"}):
        visitor.goes_through(well | signs)
        files.append(visitor.client.get("/reminder").text)
    uids = [re.search(r"UID:([\w-]{36})\r\n", file)[1] for file in files]
    assert uids[0] != uids[1]
    assert files[0].replace(uids[0], "") == files[1].replace(uids[1], "")


def test_lines_end_as_calendars_want_them_and_are_never_too_long(visitor, file_for):
    file_for("days")
    host = "a-long-name." * 12 + "example"
    visitor.client.set_cookie("check", visitor.cookie(), domain=host)
    response = visitor.client.get("/reminder", base_url=f"http://{host}")
    assert response.data.endswith(b"END:VCALENDAR\r\n")
    lines = response.data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) == 75
    assert f"Has anything changed? {host}\r\n" in response.text.replace("\r\n ", "")


def test_it_is_a_file_with_a_neutral_name_that_nothing_keeps_or_lists(file_for):
    headers = file_for().headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == "attachment; filename=reminder.ics"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_over_https_its_address_is_https_behind_a_proxy_too(make_app, clock, well):
    client = make_app(secure=True).test_client()
    https = {"base_url": "https://check.example"}
    path = "/check/1"
    while path != "/check/answers":
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path, **https).text)[1]
        form = {f"q_{question}": picked for question, picked in well.items()} | {"csrf_token": token}
        path = client.post(path, data=form, **https).location
    sealed = client.get_cookie("__Host-check", "check.example").value
    seen_by_the_app = {"base_url": "http://check.example", "headers": {"Cookie": f"__Host-check={sealed}"}}
    text = make_app(secure=True).test_client(use_cookies=False).get("/reminder", **seen_by_the_app).text
    assert dict(entries(text))["BEGIN"] == "VALARM"
    assert "Has anything changed? https://check.example/" in text


def test_where_the_operator_says_it_is_goes_before_the_request(make_app, specimen, well):
    visitor = Visitor(make_app(public_url="https://back.example"), specimen)
    visitor.goes_through(well)
    assert "Has anything changed? https://back.example/" in visitor.client.get("/reminder").text


def test_an_emergency_has_no_reminder(visitor, well):
    visitor.goes_through(well | OUTCOMES["emergency"])
    page = visitor.opens("/result")
    assert "/reminder" not in links(page).values()
    assert "reminder" not in page.text
    assert visitor.is_sent_from("/reminder") == "/result"


def test_without_a_result_there_is_no_reminder(visitor):
    assert visitor.is_sent_from("/reminder") == "/check/1"
    visitor.answers("/check/1", age="16_64", duration="weeks")
    assert visitor.is_sent_from("/reminder") == "/check/2"


def test_after_half_an_hour_it_first_asks_whether_anything_has_changed(visitor, clock, well):
    visitor.goes_through(well)
    clock.turn(minutes=30)
    assert visitor.opens("/reminder").h1 == LEFT
