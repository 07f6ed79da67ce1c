"""A12: after "Clear my answers" nothing of them can be brought back on the same device, whatever is pressed.

Crossed: an emergency, a long journey, unsent picks, a second tab x pages fetched again, pages kept in memory (bfcache).
"""

from __future__ import annotations

import pytest

from tests.browser.history import goes
from tests.browser.sheets import CASES
from tests.browser.walkers import ByMouse
from tests.browser.watch import STORED

MUCH_TO_HIDE = CASES["days"] | {"age_years": "70_plus", "night_pain": "no_position_helps", "minor_trauma": "yes"}


def finds_nothing(wanderer: ByMouse, canaries: list[str]) -> None:
    """Nothing is picked, stored or written on this page that was answered before."""
    page = wanderer.page
    assert wanderer.picked() == []
    content = page.content()
    assert [words for words in canaries if words in content] == []
    assert len(page.context.cookies()) <= 1
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0]


def test_after_an_emergency_on_the_first_page_back_and_forward_show_nothing(wanderer):
    wanderer.goes_to_the_result({"very_unwell": "yes"})
    canaries = wanderer.told()
    wanderer.press("Clear my answers")
    assert wanderer.page.context.cookies() == []
    finds_nothing(wanderer, canaries)
    for way in ["back"] * 3 + ["forward"] * 3:
        goes(wanderer.page, way)
        finds_nothing(wanderer, canaries)


def test_after_a_long_journey_neither_history_nor_addresses_show_anything(wanderer):
    wanderer.goes_to_the_result(MUCH_TO_HIDE)
    canaries = wanderer.told()
    wanderer.press("Clear my answers")
    assert wanderer.page.context.cookies() == []
    for _ in range(wanderer.pages_answered + 2):
        goes(wanderer.page, "back")
        finds_nothing(wanderer, canaries)
    for path in ("/result", "/check/answers", "/check/3", "/check/9"):
        wanderer.page.goto(path)
        assert wanderer.path() == "/check/1"
        finds_nothing(wanderer, canaries)


@pytest.mark.parametrize("picked", [CASES["guides"], {"neuro_rapid": "weakness"}], ids=["calm", "urgent"])
def test_what_was_picked_and_not_sent_is_cleared_too(wanderer, picked):
    wanderer.starts()
    wanderer.answers({})
    wanderer.fills(picked)
    wanderer.press("Clear my answers")
    for _ in range(3):
        goes(wanderer.page, "back")
        finds_nothing(wanderer, [])
    for _ in range(3):
        goes(wanderer.page, "forward")
        finds_nothing(wanderer, [])


def test_without_javascript_it_clears_as_well(new_page, rules, address):
    wanderer = ByMouse(new_page(java_script_enabled=False), rules, address)
    wanderer.goes_to_the_result(CASES["emergency"])
    canaries = wanderer.told()
    wanderer.press("Clear my answers")
    assert wanderer.page.context.cookies() == []
    for _ in range(wanderer.pages_answered + 1):
        wanderer.page.go_back()
        assert wanderer.picked() == []
        assert not any(words in wanderer.page.content() for words in canaries)


def test_a_second_tab_knows_nothing_either(wanderer):
    wanderer.goes_to_the_result(CASES["emergency"])
    second = wanderer.page.context.new_page()
    second.goto("/result")
    wanderer.press("Clear my answers")
    second.reload()
    assert second.url == f"{wanderer.address}/check/1"
    assert second.locator("input:checked").count() == 0
