"""A3: whatever has the focus shows it, with a ring of 2 px and 3:1 or more, and nothing lies on top of it.

Crossed: every view x every stop of the Tab key x (English: light, dark; the others: light), on a screen of 320 by
568. A ring of two colours counts if they differ by 3:1 from each other and the outer side of one of them from what
is behind.
"""

from __future__ import annotations

from tests.browser.colours import with_colours
from tests.browser.looks import SMALL

STOPS = """[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(part => part.type !== 'hidden' && !part.matches(':disabled') && part.checkVisibility())"""
POORLY_SEEN = with_colours(f"""
  const wrong = [];
  for (const stop of {STOPS}) {{
    stop.focus({{focusVisible: true}});
    const seen = stop.matches('[type=radio], [type=checkbox]') ? stop.labels[0] : stop, ring = getComputedStyle(seen);
    const around = behind(seen.parentElement), shadow = ring.boxShadow.match(/rgba?\\([^)]*\\)/);
    const dark = contrast(ring.outlineColor, around);
    const both = shadow ? Math.min(contrast(ring.outlineColor, shadow[0]), contrast(shadow[0], around)) : 1;
    const name = (stop.innerText || seen.innerText || stop.name).trim().slice(0, 40);
    if (document.activeElement !== stop) wrong.push(name + ': takes no focus');
    if (ring.outlineStyle === 'none' || parseFloat(ring.outlineWidth) < 2) wrong.push(name + ': no ring');
    if (Math.max(dark, both) < 3) wrong.push(`${{name}}: ring ${{dark}} ${{both}}`);
    const box = [...stop.getClientRects()].find(part => part.width);
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (at !== stop && !stop.contains(at) && !(at && seen.contains(at))) wrong.push(name + ': hidden');
  }}
  return wrong;""")


def test_every_stop_shows_its_focus_and_is_not_hidden(shown):
    shown.page.set_viewport_size(SMALL)
    for colours in ("light", "dark") if shown.view.language == "en" else ("light",):
        shown.page.emulate_media(color_scheme=colours)
        assert shown.page.evaluate(POORLY_SEEN) == [], colours


def test_a_stop_without_a_ring_and_one_that_is_covered_are_seen(page, address):
    page.goto(address)
    page.evaluate("document.querySelector('main a').style.outline = 'none'")
    assert any("no ring" in wrong for wrong in page.evaluate(POORLY_SEEN))
    page.evaluate("""() => { const lid = document.body.appendChild(document.createElement('div'));
      lid.style = 'position: fixed; inset: 0'; }""")
    assert any("hidden" in wrong for wrong in page.evaluate(POORLY_SEEN))
