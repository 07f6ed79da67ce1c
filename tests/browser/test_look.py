"""What a small phone has room for."""

from __future__ import annotations

import pytest

from tests.browser.looks import SMALL

TOPS = "parts => parts.map(part => part.getBoundingClientRect()).map(box => Math.round(box.top + box.height / 2))"
ROWS = "rows => rows.map(row => row.getBoundingClientRect().height)"


@pytest.fixture
def phone(new_page):
    return new_page(viewport=SMALL)


def test_the_name_and_clear_my_answers_stand_side_by_side(phone, opener):
    opener.goes(phone, "page 1")
    name, clear = phone.locator(".bpc-header__name, .bpc-header button").evaluate_all(TOPS)
    assert name == clear


def test_an_answer_to_check_takes_two_lines_or_a_few_and_its_link_is_easy_to_hit(phone, opener):
    opener.goes(phone, "answers")
    assert max(phone.locator(".nhsuk-summary-list__row").evaluate_all(ROWS)) <= 4 * 30
    links = phone.locator(".nhsuk-summary-list__actions a").evaluate_all(ROWS)
    assert len(links) > 20
    assert min(links) >= 44
    assert phone.evaluate("document.documentElement.scrollHeight") < 4000


def test_the_answers_are_read_as_pairs_of_question_and_answer(phone, opener, rules):
    opener.goes(phone, "answers")
    label = rules.question_by_id["saddle_numbness"].label
    row = phone.locator(".nhsuk-summary-list__row").filter(has_text=label).first
    assert row.get_by_role("term").inner_text() == label
    assert row.get_by_role("definition").first.inner_text() == "No"
