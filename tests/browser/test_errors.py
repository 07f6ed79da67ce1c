"""When something on a page has to be put right: it is said first, in words that lead to the place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import page_with
from tests.browser.walkers import FOCUSED, ByKeyboard, ByMouse

SUMMARY_HAS_FOCUS = "document.activeElement.innerText.startsWith('There is a problem')"
BACKGROUND = f"page {page_with('risk_list').rpartition('/')[2]}"
"""The page with a question where several choices may be ticked."""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def either(request, new_page, rules, address):
    return ByMouse(new_page(java_script_enabled=request.param), rules, address)


def focused(page):
    return page.evaluate(FOCUSED)


def test_the_error_summary_takes_the_focus(page, opener):
    opener.goes(page, "page 1 with errors")
    assert page.evaluate(SUMMARY_HAS_FOCUS)
    assert page.get_by_role("alert").get_by_role("link").count() == 4


def test_each_error_leads_to_the_first_choice_of_its_question(either, opener):
    opener.goes(either.page, "signs in pregnancy with errors")
    questions = either.asked()
    links = either.page.get_by_role("alert").get_by_role("link")
    assert links.count() == len(questions) == 4
    for place, question in enumerate(questions):
        links.nth(place).click()
        at = focused(either.page)
        assert (at["question"], at["words"]) == (question.text, question.shown_choices[0].text)


def test_each_error_is_said_in_the_same_words_beside_its_question(either, opener):
    opener.goes(either.page, "page 2 with errors")
    links = either.page.get_by_role("alert").get_by_role("link").all_inner_texts()
    groups = [either.page.get_by_role("group", name=question.text, exact=True) for question in either.asked()]
    for words, group in zip(links, groups, strict=True):
        expect(group).to_have_accessible_description(re.compile(rf"Error:\s+{re.escape(words)}"))
        expect(group.get_by_text(words)).to_be_visible()


def test_the_keyboard_alone_puts_an_error_right(new_page, rules, address):
    walker = ByKeyboard(new_page(), rules, address)
    walker.starts()
    walker.press("Continue")
    first = walker.asked()[0]
    walker.follows(f"{first.label}: choose one answer")
    assert walker.focused()["question"] == first.text
    walker.answers({})
    assert walker.path() == "/check/2"


def test_what_was_picked_stays_when_the_rest_is_missing(either):
    either.starts()
    first, second, *rest = either.asked()
    either.pick(first, ["No, none of these"])
    either.press("Continue")
    assert either.picked() == [(first.text, "no")]
    assert either.page.get_by_role("alert").get_by_role("link").count() == len([second, *rest])
    either.answers({})
    assert either.path() == "/check/2"


def test_not_sure_shows_its_text_once_and_is_then_accepted(either):
    unsure = {"fever_chills": "not_sure"}
    page = page_with("fever_chills")
    either.starts()
    either.answers_until(page, {})
    text = next(question.if_not_sure for question in either.asked() if question.id == "fever_chills")
    either.answers(unsure)
    assert either.path() == page
    assert "Error" not in either.page.title()
    expect(either.page.get_by_text(text)).to_be_visible()
    either.press("Continue")
    assert either.path() != page


def test_none_of_these_unticks_the_others_and_they_untick_it(page, opener, rules):
    opener.goes(page, BACKGROUND)
    question = rules.question_by_id["risk_list"]
    boxes = page.get_by_role("group", name=question.text, exact=True).get_by_role("checkbox")
    none = boxes.and_(page.get_by_label("None of these", exact=True))
    for other in (boxes.first, boxes.nth(1)):
        other.check()
    none.check()
    assert boxes.evaluate_all("boxes => boxes.filter(box => box.checked).map(box => box.value)") == ["none"]
    boxes.nth(1).check()
    expect(none).not_to_be_checked()


def test_without_javascript_none_of_these_and_another_is_an_error(new_page, opener, rules):
    page = new_page(java_script_enabled=False)
    opener.goes(page, BACKGROUND)
    question = rules.question_by_id["risk_list"]
    for label in ("Diabetes", "None of these"):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text(
        f"{question.label}: you ticked None of these and something else. Choose one"
    )
    for label in ("Diabetes", "None of these"):
        expect(page.get_by_label(label, exact=True)).to_be_checked()
