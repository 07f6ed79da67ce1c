"""A check that was left for half an hour shows nothing until its visitor says whether anything has changed."""

import pytest

from tests.web.conscience import words_of

LEFT = "You started a check earlier. Has anything changed?"
PAGES = ["/check/1", "/check/3", "/check/5", "/check/answers", "/result"]


@pytest.fixture
def left(visitor, clock, well):
    """A visitor who finished the questions with a sign, and left."""
    visitor.opens("/?country=usa")
    visitor.goes_through(well | {"leg_weakness": "yes"})
    visitor.opens("/?country=usa")
    clock.turn(minutes=30)
    return visitor


@pytest.mark.parametrize("path", PAGES)
def test_after_half_an_hour_every_page_with_answers_asks_whether_anything_has_changed(left, path):
    page = left.opens(path)
    assert page.h1 == LEFT
    assert "call 911" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_it_shows_no_answer(left, path):
    page = left.opens(path)
    assert page.picked() == {}
    assert page.asks() == []
    html = page.response.text
    assert not [words for words in ("your leg is weak", "Get medical help today", "16 to 64") if words in html]


def test_starting_again_is_the_main_button_and_carrying_on_the_second(left):
    main, second = left.opens("/result").all("main//button")
    assert (words_of(main), main.get("class")) == ("Start again", "nhsuk-button")
    assert words_of(second) == "Carry on with my earlier answers"
    assert "nhsuk-button--secondary" in second.get("class")


def test_a_minute_less_asks_nothing(visitor, clock, well):
    visitor.goes_through(well)
    clock.turn(minutes=29)
    assert visitor.opens("/check/1").picked() == {"age": ["16_64"], "duration": ["weeks"]}
    visitor.opens("/result")


def test_an_answer_from_half_an_hour_ahead_is_asked_about_too(visitor, clock, well):
    visitor.goes_through(well)
    clock.turn(minutes=-29)
    assert visitor.opens("/result").h1 != LEFT
    clock.turn(minutes=-1)
    assert visitor.opens("/result").h1 == LEFT
    assert visitor.carries_on("/result") == "/check/answers"


def test_somebody_who_answered_nothing_yet_is_not_asked(visitor, clock):
    visitor.opens("/check/1")
    clock.turn(hours=2)
    assert visitor.opens("/check/1").h1 == "About you"


def test_starting_again_forgets_the_answers_and_keeps_the_country(left):
    response = left.client.post("/check/again")
    assert (response.status_code, response.location) == (303, "/check/1")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert left.opens("/check/1").picked() == {}
    assert left.is_sent_from("/result") == "/check/1"
    assert "911" in left.opens("/").text


def test_carrying_on_goes_where_the_journey_goes_on(visitor, clock):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    clock.turn(minutes=31)
    assert visitor.carries_on() == "/check/2"
    assert visitor.opens("/check/1").picked() == {"age": ["16_64"], "duration": ["weeks"]}


def test_carrying_on_after_the_last_question_leads_to_the_check_of_the_answers(left):
    assert left.carries_on("/result") == "/check/answers"
    assert "Get medical help today" in left.opens("/result").h1


def test_carrying_on_with_an_emergency_leads_to_the_result(visitor, clock):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    visitor.answers("/check/2", saddle_numbness="yes")
    clock.turn(minutes=31)
    assert visitor.carries_on() == "/result"


def test_carrying_on_leads_to_a_page_that_has_to_be_put_right(visitor, clock, well):
    visitor.goes_through(well)
    visitor.submits("/check/3", fever="clear_cause")
    clock.turn(minutes=31)
    assert visitor.carries_on() == "/check/3"
    assert visitor.opens("/check/3").errors() == ["Pain at night: choose one answer"]


def test_it_is_asked_again_after_another_half_hour(left, clock):
    left.carries_on()
    clock.turn(minutes=29)
    left.opens("/check/answers")
    clock.turn(minutes=1)
    assert left.opens("/check/answers").h1 == LEFT


def test_a_page_of_questions_that_was_read_for_long_is_taken(visitor, clock):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    form = {"csrf_token": visitor.opens("/check/2").token(), "q_saddle_numbness": "no", "q_leg_weakness": "no"}
    clock.turn(hours=3)
    assert visitor.client.post("/check/2", data=form).location == "/check/3"
    assert visitor.opens("/check/3").asks()


def test_a_form_that_was_read_for_long_and_could_not_be_taken_is_shown_again(visitor, clock):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    clock.turn(hours=3)
    assert visitor.client.post("/check/2", data={"q_saddle_numbness": "no"}).location == "/check/2"
    assert visitor.opens("/check/2").picked() == {"saddle_numbness": ["no"]}


@pytest.mark.parametrize("data", [{}, {"csrf_token": "x"}])
def test_carrying_on_without_our_token_asks_again(left, data):
    assert left.client.post("/check/carry-on", data=data).location == "/check/1"
    assert left.opens("/check/1").h1 == LEFT


def test_with_nothing_to_carry_on_both_buttons_lead_to_the_first_page(visitor):
    for path in ("/check/carry-on", "/check/again"):
        assert visitor.client.post(path).location == "/check/1"
        assert visitor.opens("/check/1").h1 == "About you"


def test_another_site_cannot_start_the_check_again(left):
    answer = left.client.post("/check/again", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert left.opens("/check/1").h1 == LEFT


@pytest.mark.parametrize("path", ["/check/again", "/check/carry-on"])
def test_a_link_can_neither_start_again_nor_carry_on(left, path):
    left.opens(path, 405)


def test_after_a_day_there_is_nothing_to_carry_on(left, clock):
    token = left.opens("/check/1").token()
    clock.turn(days=1)
    assert left.client.post("/check/carry-on", data={"csrf_token": token}).location == "/check/1"
    assert left.opens("/check/1").h1 == "Please start again"
