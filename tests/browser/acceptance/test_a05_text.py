"""A5: text twice as large, and text with the spacing of WCAG 1.4.12, is neither cut off nor on top of other text.

Crossed: every view x 320 (text at 200%, then WCAG's spacing). Spacing: lines 1.5, letters .12, words .16, paragraphs
2 em.
"""

from __future__ import annotations

from tests.browser.looks import CLIPPED, SMALL, sideways

SPACED = """() => {
  const spaced = new CSSStyleSheet();
  spaced.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [spaced];
}"""
LARGER = """() => { document.documentElement.style.fontSize = '200%';
  return parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize); }"""
ON_TOP = """() => {
  const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const of = node.parentElement;
    if (!node.data.trim() || !of.checkVisibility({opacityProperty: true})) continue;
    if (of.closest('.nhsuk-u-visually-hidden, .bpc-skip, select, svg, .bpc-scroll')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) lines.push({node, box, words: node.data.trim().slice(0, 40)});
  }
  const found = [];
  lines.forEach((one, at) => lines.slice(at + 1).forEach(other => {
    if (one.node === other.node) return;
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    if (wide > 2 && high > Math.min(one.box.height, other.box.height) / 4) found.push([one.words, other.words]);
  }));
  return found;
}"""
"""Pairs of texts that overlap by more than a quarter of a line."""


def test_text_twice_as_large_fits(shown):
    shown.page.set_viewport_size(SMALL)
    before = shown.page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)")
    assert shown.page.evaluate(LARGER) == 2 * before
    fits(shown.page)


def test_text_with_more_space_fits(shown):
    shown.page.set_viewport_size(SMALL)
    shown.page.evaluate(SPACED)
    assert shown.page.evaluate("parseFloat(getComputedStyle(document.querySelector('main h1')).letterSpacing)") > 2
    fits(shown.page)


def test_text_on_top_of_text_is_seen(page, address):
    page.goto(f"{address}/about")
    page.evaluate("document.querySelector('main p').style.marginTop = '-40px'")
    assert page.evaluate(ON_TOP)


def fits(page) -> None:
    assert sideways(page) == []
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(ON_TOP) == []
