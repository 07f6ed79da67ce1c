"""Sizes of screens, and what is measured on a page that is open, whatever the test is about."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SMALL, WIDE = {"width": 320, "height": 568}, {"width": 1280, "height": 800}
ZOOMED = {"width": 320, "height": 256}
"""What is left of 1280 by 1024 at 400%."""

AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
}
"""Named, since axe leaves out the size of targets unless it is asked for WCAG 2.2."""

_AXE = """rules => {
  const unseen = node => document.querySelector(node.target[0]).closest('svg, .bpc-scroll');
  const doubted = found => found.id === 'color-contrast'
    ? {...found, nodes: found.nodes.filter(node => !unseen(node))} : found;
  return axe.run(rules).then(results => [...results.violations, ...results.incomplete.map(doubted)]
    .filter(found => found.nodes.length)
    .map(found => `${found.id}: ${found.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')}`));
}"""
"""What axe finds and doubts. It always doubts the contrast of words in a picture, which `test_guides.py` measures, and
in wide tables that scroll in a box of their own, whose colours are those of the page."""

OUTSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(part => { const box = part.getBoundingClientRect(); return box.right > innerWidth || box.left < 0; })
  .filter(part => part.checkVisibility() && !part.closest('svg, .bpc-scroll, .bpc-skip, .nhsuk-u-visually-hidden'))
  .map(part => part.outerHTML.slice(0, 80))"""
CLIPPED = """() => [...document.querySelectorAll('body *')]
  .filter(part => part.checkVisibility() && !part.closest('.bpc-scroll, .nhsuk-u-visually-hidden, svg, select, input'))
  .filter(part => getComputedStyle(part).overflow !== 'visible')
  .filter(part => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
  .map(part => part.outerHTML.slice(0, 80))"""
"""What shows less of itself than there is. What scrolls in a box of its own, and what is only heard, may."""


def axe(page: Page) -> list[str]:
    """What axe finds, and what it is not sure about."""
    page.evaluate(Axe().axe_script)
    return page.evaluate(_AXE, AXE_RULES)


def sideways(page: Page) -> list[str]:
    """What makes the page scroll sideways, to either side, or reaches out of the screen."""
    reach = page.evaluate(
        "() => { scrollTo(-500, 0); const left = scrollX; scrollTo(500, 0); return [left, scrollX]; }"
    )
    page.evaluate("scrollTo(0, 0)")
    outside = page.evaluate(OUTSIDE)
    return [f"scrolls sideways by {reach}", *outside] if any(reach) else outside
