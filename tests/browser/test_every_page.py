"""What holds of every page in every state: axe finds nothing, nothing scrolls sideways, titles say where one is."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.catalogue import STATES
from tests.browser.watch import Watch

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
}
"""Named, since axe leaves out the size of targets unless it is asked for WCAG 2.2."""

SMALL, WIDE = {"width": 320, "height": 568}, {"width": 1280, "height": 800}
AXE = """rules => {
  const drawn = node => document.querySelector(node.target[0]).closest('svg');
  const doubted = found => found.id === 'color-contrast'
    ? {...found, nodes: found.nodes.filter(node => !drawn(node))} : found;
  return axe.run(rules).then(results => [...results.violations, ...results.incomplete.map(doubted)]
    .filter(found => found.nodes.length)
    .map(found => `${found.id}: ${found.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')}`));
}"""
"""What axe finds and doubts. It always doubts the contrast of words in a picture; `test_guides.py` measures that."""

OUTSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(part => part.getBoundingClientRect().right > 320 && !part.closest('.bpc-scroll'))
  .map(part => part.outerHTML.slice(0, 80))"""
TEXT_SIZE = """size => { document.documentElement.style.fontSize = size;
  return getComputedStyle(document.querySelector('main p, main li')).fontSize; }"""

SPOIL = """() => {
  document.querySelector('main p').style.color = '#ddd';
  document.querySelector('main h1').remove();
  document.querySelectorAll('footer ul, footer li, footer li a').forEach(
    part => part.style = 'display: block; margin: 0; padding: 0; font-size: 8px; line-height: 1');
}"""
"""Makes text too pale, the heading missing and links too small to hit."""


@pytest.fixture(scope="module")
def shared_page(browser, browser_context_args, address):
    """One page for the whole file. What it holds of a visitor is replaced for each state."""
    context = browser.new_context(**browser_context_args)
    watch = Watch(context, address)
    yield context.new_page()
    context.close()
    watch.complain()


@pytest.fixture(scope="module", params=STATES.values(), ids=STATES)
def state(request):
    return request.param


@pytest.fixture(scope="module")
def opened(shared_page, opener, state):
    """A page of the check in one state, with axe at hand."""
    shared_page.context.clear_cookies()
    shared_page.goto(opener.prepare(shared_page.context, state))
    assert shared_page.url.endswith(state.path)
    shared_page.evaluate(Axe().axe_script)
    return shared_page


@pytest.mark.parametrize(("size", "colours"), [(SMALL, "light"), (WIDE, "dark")], ids=["320 light", "1280 dark"])
def test_axe_finds_nothing_and_doubts_nothing(opened, size, colours):
    opened.set_viewport_size(size)
    opened.emulate_media(color_scheme=colours)
    assert opened.evaluate(AXE, RULES) == []


def test_axe_is_awake(shared_page, address):
    shared_page.emulate_media(color_scheme="light")
    shared_page.goto(f"{address}/about")
    shared_page.evaluate(Axe().axe_script)
    shared_page.evaluate(SPOIL)
    found = " ".join(shared_page.evaluate(AXE, RULES))
    assert all(rule in found for rule in ("color-contrast", "page-has-heading-one", "target-size"))


def test_nothing_scrolls_sideways_on_a_small_screen(opened):
    opened.set_viewport_size(SMALL)
    sizes = []
    for text_size in ("200%", "100%"):
        sizes.append(float(opened.evaluate(TEXT_SIZE, text_size).removesuffix("px")))
        assert opened.evaluate("document.documentElement.scrollWidth") <= 320, opened.evaluate(OUTSIDE)
        assert opened.evaluate(OUTSIDE) == []
    assert sizes[0] == 2 * sizes[1]


def test_the_title_says_where_one_is_and_when_something_is_wrong_and_never_what_is_asked(opened, state):
    expected = opened.get_by_role("heading", level=1).inner_text()
    if state.path == "/result":
        expected = "What to do now"
    if opened.locator("fieldset").count():
        expected = re.search(r"Page \d+ of up to \d+", opened.locator("main").inner_text())[0]
    wrong = "Error: " if state.then == "nothing" else ""
    assert opened.title() == f"{wrong}{expected} - Back pain check"
