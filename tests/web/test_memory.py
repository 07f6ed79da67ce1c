"""What this page remembers: all of it, in plain words, for the person it belongs to and nobody else."""

import pytest

from tests.web.conscience import words_of
from tests.web.test_earlier import LEFT


@pytest.fixture
def remembered(visitor):
    """Opens the page and reads its rows: label → value."""

    def open_page() -> dict[str, str]:
        rows = visitor.opens("/remembers").all("dl/div")
        return {words_of(row.find("dt")): words_of(row.find("dd")) for row in rows}

    return open_page


def test_the_privacy_page_leads_there(visitor):
    links = {words_of(link): link.get("href") for link in visitor.opens("/privacy").all("main//a")}
    assert links["See what this page remembers now"] == "/remembers"


def test_without_a_cookie_it_is_nothing_and_looking_sets_none(visitor):
    page = visitor.opens("/remembers")
    assert page.text == "Back What this page remembers Nothing."
    assert "Set-Cookie" not in page.response.headers


def test_before_the_first_answer_it_is_a_code_for_the_forms(visitor):
    visitor.opens("/check/1")
    text = visitor.opens("/remembers").text
    assert "No answers." in text
    assert "a secret code for the forms" in text


def test_it_is_the_country_if_one_was_chosen(visitor, remembered):
    visitor.opens("/?country=usa")
    assert remembered() == {"Country": "United States"}
    assert "secret code" not in visitor.opens("/remembers").text


def test_every_answer_is_in_the_words_that_were_picked_with_the_times(visitor, remembered, clock):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    clock.turn(minutes=5)
    visitor.answers("/check/2", saddle_numbness="no", leg_weakness="yes")
    assert remembered() == {
        "Questions answered": "4, on 2 pages",
        "Started": "Sunday 22 November 2026, 12:00 UTC",
        "Last answer": "Sunday 22 November 2026, 12:05 UTC",
        "Goes at the latest": "Monday 23 November 2026, 12:00 UTC",
        "Age": "16 to 64",
        "How long it has lasted": "Up to 3 months",
        "Numb between the legs": "No",
        "Weak leg": "Yes",
    }


def test_answers_that_no_longer_count_are_there_too(visitor, remembered, well):
    visitor.goes_through(well | {"duration": "over_3m"})
    visitor.answers("/check/1", age="16_64", duration="weeks")
    assert remembered()["Stiff in the morning"] == "No"


def test_what_was_picked_on_an_unfinished_page_is_there_too(visitor):
    visitor.submits("/check/1", age="16_64")
    page = visitor.opens("/remembers")
    assert "Picked on a page that is not finished" in page.text
    assert "16 to 64" in page.text


def test_it_says_that_a_text_for_the_unsure_was_shown(visitor):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    visitor.answers("/check/2", saddle_numbness="not_sure", leg_weakness="no")
    assert "what to do if you are not sure, for 1 question." in visitor.opens("/remembers").text


def test_the_answers_can_be_cleared_there(visitor, well):
    visitor.goes_through(well)
    (form,) = visitor.opens("/remembers").all("main//form")
    visitor.client.post(form.get("action"))
    assert "Nothing." in visitor.opens("/remembers").text


def test_after_half_an_hour_it_first_asks_whether_anything_has_changed(visitor, clock, well):
    visitor.goes_through(well)
    clock.turn(minutes=30)
    page = visitor.opens("/remembers")
    assert page.h1 == LEFT
    assert "16 to 64" not in page.response.text


def test_after_a_day_it_says_that_the_answers_were_cleared_and_then_it_is_nothing(visitor, clock, well):
    visitor.goes_through(well)
    clock.turn(hours=24, seconds=1)
    assert "we cleared your answers" in visitor.opens("/remembers").text
    assert "Nothing." in visitor.opens("/remembers").text
