"""A11: Back, Forward and Reload show the right page with the right answer, and never ask to submit again.

Crossed: eight ways through the history x pages that the browser fetches again, pages that it keeps in memory (bfcache).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.history import ASKED_AGAIN, goes, shows
from tests.browser.sheets import CASES

UNSURE = {"saddle_numbness": "not_sure"}


def test_the_browser_does_keep_pages(browser_that_keeps_pages, new_page):
    # It may drop a kept page whenever it likes, so one kept page of several is what can be asked for.
    page = new_page(browser=browser_that_keeps_pages)
    for _ in range(10):
        page.goto("/about")
        page.goto("/privacy")
        if page.go_back() is None:
            page.wait_for_function(ASKED_AGAIN)
            return
    raise AssertionError("this browser kept no page in memory: the tests of kept pages would say nothing")


def test_three_pages_back_and_forward(wanderer):
    wanderer.starts()
    wanderer.answers_until("/check/4", {})
    shows(wanderer, "/check/4")
    for number in (3, 2, 1):
        goes(wanderer.page, "back")
        shows(wanderer, f"/check/{number}", {})
    for number in (2, 3):
        goes(wanderer.page, "forward")
        shows(wanderer, f"/check/{number}", {})
    goes(wanderer.page, "forward")
    shows(wanderer, "/check/4")


def test_an_answer_changed_after_going_back_is_the_one_that_counts(wanderer):
    changed = {"sudden_severe": "low_with_trigger"}
    wanderer.starts()
    wanderer.answers_until("/check/3", {})
    goes(wanderer.page, "back")
    goes(wanderer.page, "back")
    wanderer.answers(changed)
    shows(wanderer, "/check/3")
    goes(wanderer.page, "back")
    shows(wanderer, "/check/1", changed)
    goes(wanderer.page, "reload")
    shows(wanderer, "/check/1", changed)


@pytest.mark.parametrize(
    ("sent", "why", "then"),
    [(None, "There is a problem", {}), (UNSURE, "Before you choose “I’m not sure”", UNSURE)],
    ids=["with errors", "with what to try before not sure"],
)
def test_a_page_that_was_shown_twice_takes_two_steps_back_and_keeps_its_answers(wanderer, sent, why, then):
    wanderer.starts()
    wanderer.answers_until("/check/3", {})
    if sent:
        wanderer.fills(sent)
    wanderer.press("Continue")
    for _ in range(2):
        expect(wanderer.page.get_by_text(why)).to_be_visible()
        shows(wanderer, "/check/3", sent)
        goes(wanderer.page, "reload")
    wanderer.answers(then)
    after = wanderer.path()
    for _ in range(2):
        goes(wanderer.page, "back")
        shows(wanderer, "/check/3", then)
    goes(wanderer.page, "back")
    shows(wanderer, "/check/2", {})
    for path, sheet in (("/check/3", then), ("/check/3", then), (after, None)):
        goes(wanderer.page, "forward")
        shows(wanderer, path, sheet)


def test_back_from_the_result_and_reload(wanderer):
    wanderer.goes_to_the_result(CASES["emergency"])
    heading = wanderer.page.get_by_role("heading", level=1).inner_text()
    goes(wanderer.page, "reload")
    expect(wanderer.page.get_by_role("heading", level=1)).to_have_text(heading)
    goes(wanderer.page, "back")
    shows(wanderer, "/check/3", CASES["emergency"])
    goes(wanderer.page, "forward")
    expect(wanderer.page.get_by_role("heading", level=1)).to_have_text(heading)
    wanderer.press("change my answer")
    shows(wanderer, "/check/3", CASES["emergency"])


def test_the_check_of_the_answers_is_behind_a_calm_result(wanderer, opener):
    opener.goes(wanderer.page, "answers")
    wanderer.press("See what to do")
    goes(wanderer.page, "back")
    expect(wanderer.page).to_have_title("Check your answers before you see what to do - Back pain check")
    goes(wanderer.page, "forward")
    expect(wanderer.page).to_have_title("What to do now - Back pain check")


def test_back_over_a_form_that_could_not_be_taken(wanderer):
    wanderer.starts()
    wanderer.fills({})
    wanderer.page.context.clear_cookies()
    wanderer.press("Continue")
    expect(
        wanderer.page.get_by_text("What you picked on this page is still here. Check it, and press Continue again.")
    ).to_be_visible()
    shows(wanderer, "/check/1", {})
    wanderer.press("Continue")
    shows(wanderer, "/check/2")
    goes(wanderer.page, "back")
    shows(wanderer, "/check/1", {})
    goes(wanderer.page, "forward")
    shows(wanderer, "/check/2")


def test_our_own_back_link_leads_where_the_browsers_does(wanderer):
    wanderer.starts()
    wanderer.answers_until("/check/3", {})
    for number in (2, 1):
        wanderer.press("Back")
        shows(wanderer, f"/check/{number}", {})
    wanderer.press("Back")
    shows(wanderer, "/")
