"""The result in a real browser: nothing on it that does not work."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.walkers import FOCUSED


def test_ticked_by_mistake_puts_the_focus_on_the_question_and_leads_on(visitor, opener, rules):
    question = rules.question_by_id["saddle_numbness"]
    opener.goes(visitor.page, "result emergency")
    visitor.press("change my answer")
    assert visitor.page.evaluate(FOCUSED)["question"] == question.text
    visitor.pick(question, ["No"])
    visitor.answers({})
    assert visitor.path() == "/check/4"


def test_the_call_link_is_the_one_thing_that_looks_like_a_main_button(page, opener):
    opener.goes(page, "result emergency")
    main = page.get_by_role("main").locator(".nhsuk-button:not(.nhsuk-button--secondary)")
    assert main.all_inner_texts() == ["Call 999"]


def test_another_country_gives_its_own_number(page, opener):
    opener.goes(page, "result emergency")
    page.get_by_label("These numbers are for", exact=False).select_option(label="United States")
    page.get_by_role("button", name="Change country").click()
    expect(page.get_by_role("link", name="Call 911", exact=True)).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("999")


@pytest.mark.parametrize("works", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_print_button_is_there_only_if_it_works(new_page, opener, works):
    page = new_page(java_script_enabled=works)
    opener.goes(page, "result soon")
    expect(page.get_by_role("button", name="Print or save")).to_be_visible(visible=works)


def test_the_answers_can_be_copied_as_text(page, opener):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opener.goes(page, "result same_day")
    expect(page.locator("#as-text")).to_be_hidden()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("BACK PAIN CHECK: ANSWERS GIVEN BY THE PERSON THEMSELVES. NOT A DIAGNOSIS.\n")
    assert "\nADVICE SHOWN: " in copied


def test_a_reminder_is_a_file_with_a_neutral_name(page, opener):
    opener.goes(page, "result soon")
    with page.expect_download() as download:
        page.get_by_role("link", name="Add a reminder").click()
    assert download.value.suggested_filename == "reminder.ics"
    expect(page.get_by_role("link", name="Add a reminder")).to_be_visible()


def test_the_copy_button_is_not_there_without_javascript(new_page, opener):
    page = new_page(java_script_enabled=False)
    opener.goes(page, "result soon")
    expect(page.get_by_role("button", name="Copy as text")).to_be_hidden()
