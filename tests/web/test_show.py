"""Show this screen: what to say, for somebody at a desk to read, and nothing else on the page."""

import pytest

from tests.web.conscience import words_of
from tests.web.test_earlier import LEFT
from tests.web.test_journey import OUTCOMES

ABOVE_GUIDES = [outcome for outcome in OUTCOMES if outcome != "guides"]


@pytest.fixture
def card_for(visitor, well):
    def open_card(**answers):
        visitor.goes_through(well | answers)
        (link,) = [link for link in visitor.opens("/result").all("a") if words_of(link) == "Show this screen"]
        return visitor.opens(link.get("href"))

    return open_card


def sentences(page) -> list[str]:
    (words,) = [part for part in page.all("div") if part.get("class", "").startswith("bpc-show__words")]
    return [words_of(line) for line in words]


def test_it_says_what_the_person_has_and_what_they_were_told(card_for):
    page = card_for(saddle_numbness="yes")
    assert sentences(page) == ["I have back pain.", "I am numb between my legs.", "It is new."]


@pytest.mark.parametrize("outcome", ABOVE_GUIDES)
def test_every_result_that_asks_for_a_visit_has_one_with_the_words_to_say(visitor, card_for, outcome):
    said = " ".join(sentences(card_for(**OUTCOMES[outcome])))
    assert f"“{said}”" in visitor.opens("/result").text


def test_two_signs_are_the_most_that_it_names(card_for):
    page = card_for(saddle_numbness="not_sure", leg_weakness="yes", fever="no_clear_cause", cancer_history="yes")
    assert len(sentences(page)) <= 4


def test_there_is_nothing_around_it_but_one_way_back(card_for):
    page = card_for(leg_weakness="yes")
    assert page.is_bare
    assert [(words_of(link), link.get("href")) for link in page.all("a")] == [("Back to what to do", "/result")]
    assert not [part for tag in ("header", "footer", "form", "button") for part in page.all(tag)]


def test_it_says_when_it_was_made_and_that_it_is_a_draft_and_no_diagnosis(card_for):
    (note,) = card_for(leg_weakness="yes").all("p[@class='bpc-show__note']")
    assert words_of(note) == (
        "Back pain check, Sunday 22 November 2026, 12:00 UTC. The person's own answers. Not a diagnosis. "
        "Draft: not yet reviewed by a clinician."
    )


def test_a_result_that_asks_for_no_visit_has_none(visitor, well):
    visitor.goes_through(well)
    assert "/show" not in [link.get("href") for link in visitor.opens("/result").all("a")]
    assert visitor.is_sent_from("/show") == "/result"


def test_without_a_result_it_leads_to_the_questions(visitor):
    assert visitor.is_sent_from("/show") == "/check/1"


def test_after_half_an_hour_it_first_asks_whether_anything_has_changed(visitor, card_for, clock):
    card_for(saddle_numbness="yes")
    clock.turn(minutes=30)
    page = visitor.opens("/show")
    assert page.h1 == LEFT
    assert "numb between" not in page.response.text
