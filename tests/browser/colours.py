"""Contrast of two colours as WCAG 2 defines it, for the browser: ``contrast``, ``behind`` and ``paint``."""

from __future__ import annotations

COLOURS = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const paint = words => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = words; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = words => { const [r, g, b] = paint(words).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05); };
const behind = part => { for (let at = part; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor; if (paint(colour)[3] === 255) return colour; }
  return getComputedStyle(document.documentElement).colorScheme.includes('dark')
    && matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff'; };
"""
"""``contrast(a, b)`` is 1 to 21 (WCAG 2.2, relative luminance); ``behind(part)`` is the nearest solid background."""


def with_colours(body: str) -> str:
    """A function for the browser that may use them."""
    return f"() => {{ {COLOURS} {body} }}"
