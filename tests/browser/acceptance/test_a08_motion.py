"""A8: nothing moves, whether or not somebody asked for less motion.

Crossed: every view x (no preference, less motion): no animation, no transition, no smooth scrolling, nothing that
plays.
"""

from __future__ import annotations

MOVING = """() => {
  const wrong = document.getAnimations().map(animation => String(animation.effect.target));
  for (const part of document.querySelectorAll('*')) for (const pseudo of [null, '::before', '::after']) {
    const look = getComputedStyle(part, pseudo);
    const slow = look.transitionDuration.split(',').some(time => parseFloat(time) > 0);
    if (look.animationName !== 'none' || slow || look.scrollBehavior === 'smooth') {
      wrong.push(part.outerHTML.slice(0, 60) + (pseudo || ''));
    }
  }
  return [...wrong, ...[...document.querySelectorAll('video, audio, marquee, canvas')].map(part => part.tagName)];
}"""


def test_nothing_moves(shown):
    for motion in ("no-preference", "reduce"):
        shown.page.emulate_media(reduced_motion=motion)
        assert shown.page.evaluate(MOVING) == [], motion


def test_a_transition_is_seen(page, address):
    page.goto(address)
    page.evaluate("document.querySelector('main a').style.transition = 'color 1s'")
    assert len(page.evaluate(MOVING)) == 1
