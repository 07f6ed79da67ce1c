"""A7: text 4.5:1 (axe says so in A1), the heading of a result 7:1, edges of what can be pressed 3:1.

Crossed: every view in English x light, dark. Rings are A3's.
"""

from __future__ import annotations

from tests.browser.colours import with_colours

HEADING = with_colours("""
  const heading = document.querySelector('main h1');
  return contrast(getComputedStyle(heading).color, behind(heading));""")
PALE_EDGES = with_colours("""
  const wrong = [];
  for (const part of document.querySelectorAll('main label, main .nhsuk-button, main select')) {
    if (!part.checkVisibility() || (part.matches('label') && !part.previousElementSibling?.matches('input'))) continue;
    const look = getComputedStyle(part), around = behind(part.parentElement);
    const edge = Math.max(contrast(look.borderTopColor, around), contrast(behind(part), around));
    if (edge < 3) wrong.push(`${part.innerText.trim().slice(0, 40)}: ${edge.toFixed(2)}`);
  }
  return wrong;""")


def test_edges_stand_out_and_the_heading_of_a_result_does_so_more(shown):
    for colours in ("light", "dark"):
        shown.page.emulate_media(color_scheme=colours)
        assert shown.page.evaluate(PALE_EDGES) == [], colours
        if shown.state.path == "/result":
            assert shown.page.evaluate(HEADING) >= 7, colours


def test_contrast_is_computed_as_wcag_does(page, address):
    page.goto(address)
    pairs = page.evaluate(
        with_colours("return [contrast('#000', '#fff'), contrast('#777', '#fff'), contrast('red', 'red')]")
    )
    assert [round(pair, 2) for pair in pairs] == [21, 4.48, 1]


def test_a_pale_edge_is_seen(page, opener):
    opener.goes(page, "page 1")
    page.evaluate("document.querySelector('main label').style = 'border-color: #eee'")
    assert len(page.evaluate(PALE_EDGES)) == 1
