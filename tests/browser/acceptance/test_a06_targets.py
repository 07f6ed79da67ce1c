"""A6: nothing to press is under 24 px; choices, buttons, call links and Change links are 44 px high.

Crossed: every view x 320 by 568. A link inside a sentence is exempt, as in WCAG 2.5.8. Of a choice the label counts
too.
"""

from __future__ import annotations

from tests.browser.looks import SMALL

SMALL_TARGETS = """() => {
  const wrong = [];
  const inSentence = link => getComputedStyle(link).display === 'inline'
    && link.closest('p, li, td, th, dt, dd, figcaption, h2, h3')?.innerText.trim() !== link.innerText.trim();
  for (const part of document.querySelectorAll('a[href], button, input, select, summary')) {
    if (part.type === 'hidden' || !part.checkVisibility() || part.closest('.nhsuk-u-visually-hidden')) continue;
    if (part.matches('a') && (inSentence(part) || part.closest('.bpc-skip'))) continue;
    const box = (part.matches('[type=radio], [type=checkbox]') ? part.labels[0] : part).getBoundingClientRect();
    const large = part.matches('input, button, select, .nhsuk-button, .bpc-call, .nhsuk-summary-list__actions a');
    if (box.width < 24 || box.height < 24 || (large && box.height < 44)) {
      wrong.push(`${(part.innerText || part.id).trim().slice(0, 40)}: ${box.width} x ${box.height}`);
    }
  }
  return wrong;
}"""


def test_everything_can_be_hit(shown):
    shown.page.set_viewport_size(SMALL)
    assert shown.page.evaluate(SMALL_TARGETS) == []


def test_what_is_too_small_is_seen(page, opener):
    opener.goes(page, "answers")
    page.evaluate("document.querySelector('.nhsuk-summary-list__actions a').style = 'display: block; padding: 0'")
    page.evaluate("document.querySelector('footer li a').style = 'display: block; height: 20px; padding: 0'")
    found = page.evaluate(SMALL_TARGETS)
    assert len(found) == 2
    assert found[0].startswith("Change")
