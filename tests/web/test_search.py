"""Searching the guides: every word must be there, the best guide first, and nothing of it anywhere but on the page."""

from __future__ import annotations

import logging

import pytest
from markupsafe import Markup

from tests.web.conscience import inspect, words_of
from triage.web.reading import Guide
from triage.web.search import MOST_SIGNS, Shelf


def guide(id: str, title: str = "", text: str = "", **given: object) -> Guide:
    parts = {"summary": "", "keywords": (), "html": Markup(), "sources": Markup(), "headings": (), "is_english": True}
    return Guide(id=id, title=title, text=text, **(parts | given))


def found(asked: str, *guides: Guide) -> list[str]:
    return [guide.id for guide in Shelf(guides).holding(asked)]


SLEEP = guide("a", "Sleep and pain", "Sleep well.")
HEAT = guide("b", "Heat", "Warmth helps. So may sleep.", keywords=("Wärme", "don't"))


def test_every_word_must_be_there():
    assert found("sleep warmth", SLEEP, HEAT) == ["b"]
    assert found("sleep nowhere", SLEEP, HEAT) == []


@pytest.mark.parametrize("asked", ["SLEEP", "sleeping", "sleep", "sle", "  sleep,  "])
def test_a_word_is_found_in_any_letters_and_as_a_beginning_either_way(asked):
    assert found(asked, SLEEP) == ["a"]


@pytest.mark.parametrize("asked", ["sl", "lee", "sled"])
def test_a_word_is_not_found_inside_others(asked):
    assert found(asked, SLEEP) == []


@pytest.mark.parametrize("asked", ["wärme", "warme", "WÄRME", "wa\u0308rme", "don’t", "don't"])
def test_accents_and_kinds_of_apostrophe_make_no_difference(asked):
    assert found(asked, HEAT) == ["b"]


@pytest.mark.parametrize("asked", ["", " ", "!?", "\0", "''"])
def test_nothing_is_found_for_no_words(asked):
    assert found(asked, SLEEP, HEAT) == []


def test_a_title_counts_for_more_than_keywords_headings_and_text():
    guides = [
        guide("text", text="Discs. Discs. Discs."),
        guide("heading", headings=("Discs",)),
        guide("keyword", keywords=("discs",)),
        guide("title", title="Discs"),
    ]
    assert found("discs", *guides) == ["title", "keyword", "heading", "text"]


def test_of_guides_that_hold_a_word_in_their_text_the_one_with_more_of_it_is_first():
    assert found("heat", guide("less", text="Heat."), guide("more", text="Heat and heat.")) == ["more", "less"]


def test_equally_good_guides_keep_their_order():
    assert found("heat", guide("x", "Heat"), guide("y", "Heat")) == ["x", "y"]


def test_only_the_beginning_of_a_long_text_is_looked_at():
    assert found("sleep " + "x" * MOST_SIGNS, SLEEP) == []
    assert found("sleep" + " " * MOST_SIGNS + "nowhere", SLEEP) == ["a"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("sciatica", "sciatica"),
        ("fish oil", "supplements"),
        ("slipped DISCS", "spine-and-disc"),
        ("gabapentin", "sciatica"),
    ],
)
def test_a_search_shows_the_guides_that_fit_before_the_list(visitor, asked, first):
    response = visitor.client.post("/guides", data={"q": asked})
    page = inspect("/guides", response)
    lists = page.all("ul[@class='bpc-guides']")
    assert len(lists) == 2
    assert lists[0].find(".//a").get("href") == f"/guides/{first}"
    assert f"Guides with “{asked}”" in page.text
    assert page.tree.find(".//input[@type='search']").get("value") == asked


def test_a_search_that_finds_nothing_shows_the_list_and_the_way_to_the_check(visitor):
    page = inspect("/guides", visitor.client.post("/guides", data={"q": "bicycle"}))
    assert "No guide has “bicycle”" in page.text
    assert {link.get("href") for link in page.all("ul[@class='bpc-guides']//a")} >= {"/guides/hub", "/guides/sciatica"}
    assert "Check your back pain" in [words_of(link) for link in page.all("main//a")]


@pytest.mark.parametrize("data", [{}, {"q": ""}, {"q": "  "}])
def test_an_empty_search_shows_the_list(visitor, data):
    page = inspect("/guides", visitor.client.post("/guides", data=data))
    assert len(page.all("ul[@class='bpc-guides']")) == 1
    assert "“" not in page.text


def test_what_was_typed_is_shown_and_never_run(visitor):
    html = visitor.client.post("/guides", data={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_search_leaves_no_cookie_no_log_no_address_and_no_title(visitor, caplog):
    caplog.set_level(logging.DEBUG)
    response = visitor.client.post("/guides", data={"q": "sciatica"})
    assert "Set-Cookie" not in response.headers
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert inspect("/guides", response).title == "Guides - Back pain check"
    assert "sciatica" not in caplog.text
    assert "sciatica" not in str(response.headers)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_have_its_words_shown_here(visitor, site):
    sent = visitor.client.post("/guides", data={"q": "999 is down"}, headers={"Sec-Fetch-Site": site})
    assert sent.status_code == 400
    assert "is down" not in sent.text


def test_a_word_in_an_address_is_not_looked_for(visitor):
    assert visitor.opens("/guides?q=nowhere").text == visitor.opens("/guides").text


def test_going_back_to_what_was_found_needs_the_browser_to_keep_it(visitor):
    response = visitor.client.post("/guides", data={"q": "sleep"})
    assert response.headers["Cache-Control"] == "private, no-cache"
