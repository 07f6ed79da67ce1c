"""A10: the result on paper is one page of A4 or Letter, at 12 points or more, with everything that a clinician has
to know.

Crossed: a plain case of every outcome and the longest answer sheets x A4, Letter; the day in and without a time
zone.
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.browser.catalogue import State
from tests.browser.sheets import CASES, MUCH_TO_SAY, picks_for
from triage.engine.compiled import compile_ruleset
from triage.engine.journey import journey
from triage.engine.sheet import read_answers

PAPER = ("A4", "Letter")
SHEETS = {**{f"a plain case of {name}": sheet for name, sheet in CASES.items()}, **MUCH_TO_SAY}
SMALL_TEXT = """() => [...document.querySelectorAll('body *')]
  .filter(part => part.checkVisibility() && [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(part => parseFloat(getComputedStyle(part).fontSize) < 15.99 && !part.matches('.nhsuk-u-visually-hidden'))
  .map(part => part.outerHTML.slice(0, 80))"""
"""What is printed in less than 12 points, which are 16 pixels."""


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has: it writes each page's dictionary plainly."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def printed(page) -> str:
    return page.locator("body").inner_text()


@pytest.fixture(params=SHEETS.values(), ids=SHEETS)
def result(request, page, opener):
    page.goto(opener.prepare(page.context, State("/result", request.param)))
    page.emulate_media(media="print")
    return page


def test_every_result_is_one_page_on_either_paper(result):
    assert {paper: pages_of(result.pdf(format=paper)) for paper in PAPER} == dict.fromkeys(PAPER, 1)


def test_pages_are_counted(page, address):
    page.goto(f"{address}/guides/complete-guide")
    assert pages_of(page.pdf(format="A4")) > 1


def test_nothing_on_it_is_smaller_than_12_points(result):
    assert result.evaluate(SMALL_TEXT) == []


def test_it_holds_the_day_the_version_the_review_state_and_the_disclaimer_and_no_button(result, rules):
    text = printed(result)
    assert re.search(r"Today is: \w+day,? \d+ \w+ 20\d\d", text)
    assert f"Rule set {rules.version}, fingerprint " in text
    assert "not reviewed by a clinician" in text
    assert "It is not a diagnosis" in text
    assert result.get_by_role("button").count() == 0


@pytest.mark.parametrize("sheet", MUCH_TO_SAY.values(), ids=MUCH_TO_SAY)
def test_it_holds_every_question_in_one_of_its_lists(page, opener, rules, sheet):
    page.goto(opener.prepare(page.context, State("/result", sheet)))
    page.emulate_media(media="print")
    listed = page.locator(".bpc-paper p:has(strong)").all_inner_texts()
    assert [line.split(":")[0] for line in listed] == [
        "Yes",
        "Not sure",
        "No",
        "Other answers",
        "Not asked",
        "Why this advice",
    ]
    not_asked = listed[4].removeprefix("Not asked: ").split(" · ")
    assert set(not_asked) - {"none"} <= {question.label for question in rules.questions}
    answered = [entry for line in listed[:4] for entry in line.split(": ", 1)[1].split(" · ") if entry != "none"]
    assert len(answered) + len(set(not_asked) - {"none"}) >= len(rules.questions)


@pytest.mark.parametrize("outcome", CASES)
def test_the_longest_sheets_are_long(rules, outcome):
    """At least 32 of the 34 questions; 27 where an emergency ends them before the last pages."""
    compiled, answers = compile_ruleset(rules), {}
    sheet = MUCH_TO_SAY[f"much to say, {outcome}"]
    while (trip := journey(compiled, answers)).next_page is not None:
        asked = trip.asked[trip.next_page]
        answers |= read_answers(rules, {question.id: picks_for(question, sheet) for question in asked})
    assert trip.so_far.id == outcome
    assert len(trip.answers) >= (27 if outcome == "emergency" else 32)


def test_the_time_on_paper_is_the_visitors_own(new_page, opener):
    here = new_page(timezone_id="Pacific/Auckland")
    opener.goes(here, "result same_day")
    made = datetime.fromisoformat(here.locator("time").first.get_attribute("datetime"))
    here.emulate_media(media="print")
    there = made.astimezone(ZoneInfo("Pacific/Auckland"))
    assert re.search(rf"Today is: {there:%A},? {there.day} {there:%B %Y}", printed(here))
    assert "UTC" not in printed(here)


def test_without_javascript_the_time_on_paper_says_that_it_is_utc(new_page, opener):
    page = new_page(java_script_enabled=False)
    opener.goes(page, "result same_day")
    page.emulate_media(media="print")
    assert re.search(r"Today is: \w+day \d+ \w+ \d{4}, \d\d:\d\d UTC", printed(page))
