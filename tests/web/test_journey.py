"""From the start page to a result: pages, errors, going back, and changing one's mind."""

import pytest

OUTCOMES = {
    "guides": {},
    "routine": {"duration": "over_3m", "morning": "yes"},
    "soon": {"cancer_history": "yes"},
    "days": {"leg_weakness": "not_sure"},
    "same_day": {"leg_weakness": "yes"},
    "emergency": {"saddle_numbness": "yes"},
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_can_be_reached(visitor, well, specimen, outcome):
    visitor.goes_through(well | OUTCOMES[outcome])
    page = visitor.opens("/result")
    assert page.all(f"div[@class='bpc-card bpc-card--{outcome}']")


def test_the_start_page_leads_to_the_first_page_of_questions(visitor):
    start = visitor.opens("/")
    assert [link.get("href") for link in start.all("a") if "Agree and start" in (link.text or "")] == ["/check/1"]
    assert visitor.opens("/check/1").h1 == "About you"


def test_the_start_page_sets_no_cookie(visitor):
    assert "Set-Cookie" not in visitor.opens("/").response.headers


def test_a_page_that_changes_nothing_sends_no_cookie(visitor):
    assert "Set-Cookie" in visitor.opens("/check/1").response.headers
    assert "Set-Cookie" not in visitor.opens("/check/1").response.headers


def test_progress_says_how_many_pages_there_can_be(visitor):
    assert "Page 1 of up to 5" in visitor.opens("/check/1").text
    visitor.answers("/check/1", age="16_64", duration="weeks")
    assert "Page 2 of up to 5" in visitor.opens("/check/2").text


def test_progress_counts_only_pages_that_can_still_be_asked(visitor, well):
    visitor.goes_through(well)
    assert "Page 4 of up to 5" in visitor.opens("/check/4").text
    assert visitor.is_sent_from("/check/5") == "/check/answers"


def test_an_earlier_page_shows_what_was_picked(visitor, well):
    visitor.goes_through(well)
    assert visitor.opens("/check/1").picked() == {"age": ["16_64"], "duration": ["weeks"]}
    assert visitor.opens("/check/4").picked() == {"cancer_history": ["no"], "risks": ["none"]}


@pytest.mark.parametrize("path", ["/check/2", "/check/5", "/check/answers", "/result"])
def test_nobody_can_skip_ahead(visitor, path):
    assert visitor.is_sent_from(path) == "/check/1"


@pytest.mark.parametrize("path", ["/check/0", "/check/6", "/check/999999999999", "/check/-1", "/check/x"])
def test_pages_that_do_not_exist_are_not_found(visitor, path):
    visitor.opens(path, 404)


def test_an_unanswered_question_is_an_error_that_keeps_the_other_answers(visitor):
    assert visitor.answers("/check/1", age="16_64") == "/check/1"
    page = visitor.opens("/check/1")
    assert page.errors() == ["How long it has lasted: choose one answer"]
    assert page.picked() == {"age": ["16_64"]}
    assert visitor.answers("/check/1", age="16_64", duration="weeks") == "/check/2"


def test_an_empty_page_has_an_error_for_each_question(visitor):
    visitor.submits("/check/1")
    assert len(visitor.opens("/check/1").errors()) == 2


def test_errors_are_not_shown_again_once_they_are_put_right(visitor):
    visitor.submits("/check/1")
    visitor.answers("/check/1", age="16_64", duration="weeks")
    assert visitor.opens("/check/1").errors() == []


def test_none_of_these_excludes_everything_else(visitor, well):
    visitor.goes_through(well)
    response = visitor.submits("/check/4", cancer_history="no", risks=["none", "steroids"])
    assert response.location == "/check/4"
    page = visitor.opens("/check/4")
    assert page.errors() == ["Bones and tablets: you ticked None of these and something else. Choose one"]
    assert page.picked()["risks"] == ["steroids", "none"]


def test_nothing_ticked_is_never_none_of_these(visitor, well):
    visitor.goes_through(well)
    visitor.submits("/check/4", cancer_history="no")
    assert visitor.opens("/check/4").errors() == [
        "Bones and tablets: tick at least one. If none apply, tick None of these"
    ]
    assert visitor.is_sent_from("/result") == "/check/4"


def test_the_most_urgent_answer_is_taken_though_others_are_missing(visitor):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    assert visitor.answers("/check/2", saddle_numbness="yes") == "/result"
    assert "Call 999 or go to A&E now" in visitor.opens("/result").h1


def test_somebody_who_is_not_sure_is_first_told_how_to_find_out(visitor):
    visitor.answers("/check/1", age="16_64", duration="weeks")
    picks = {"saddle_numbness": "not_sure", "leg_weakness": "no"}
    assert visitor.answers("/check/2", **picks) == "/check/2"
    page = visitor.opens("/check/2")
    assert "Gently touch the skin you sit on." in page.text
    assert page.errors() == []
    assert page.picked() == {"saddle_numbness": ["not_sure"], "leg_weakness": ["no"]}
    assert visitor.is_sent_from("/result") == "/check/2"
    assert visitor.answers("/check/2", **picks) == "/check/3"
    assert "Gently touch" not in visitor.opens("/check/2").text


def test_changing_an_answer_leads_back_to_the_check_of_answers(visitor, well):
    assert visitor.goes_through(well) == "/check/answers"
    links = {link.get("href") for link in visitor.opens("/check/answers").all("dd/a")}
    assert "/check/3#question-2" in links
    assert visitor.answers("/check/3", fever="no", night_pain="yes") == "/check/answers"
    assert "within 2 weeks" in visitor.opens("/result").h1


def test_a_changed_answer_that_opens_a_question_has_it_asked_first(visitor, well):
    visitor.goes_through(well)
    assert visitor.answers("/check/1", age="16_64", duration="over_3m") == "/check/5"
    assert visitor.answers("/check/5", morning="yes") == "/check/answers"


def test_a_page_that_is_sent_badly_no_longer_counts_with_its_earlier_answers(visitor, well):
    visitor.goes_through(well)
    visitor.submits("/check/3", fever="clear_cause")
    assert visitor.is_sent_from("/result") == "/check/3"


def test_a_page_with_one_question_has_it_as_its_heading(visitor, well):
    visitor.goes_through(well | {"duration": "over_3m"})
    page = visitor.opens("/check/5")
    assert page.asks() == ["morning"]
    assert page.h1 == "Is your back stiff for over half an hour when you wake?"
    assert "More about the pain. Page 5 of up to 5" in page.text


def test_answers_are_checked_before_the_result_is_shown(visitor, well):
    visitor.goes_through(well | {"risks": ["steroids", "weak_bones"]})
    text = visitor.opens("/check/answers").text
    assert "I take steroid tablets; I have weak bones (osteoporosis)" in text
    assert "Change Change" not in text
    assert [link.get("href") for link in visitor.opens("/check/answers").all("main//a[@class='nhsuk-button']")] == [
        "/result"
    ]
