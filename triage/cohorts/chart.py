"""Labels against outcomes as a picture: a square for each pair, the darker the larger its share of the label."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from triage.cohorts.agreement import Agreement

_CELL, _LEFT, _TOP = 84, 150, 96
_TEXT = 'font-family="sans-serif" font-size="14"'


def matrix_svg(found: Agreement, label: str) -> str:
    """An SVG file, without script or style sheet.

    Args:
        found: what to draw.
        label: what the labels are called.
    """
    size = _CELL * len(found.outcomes)
    title = f"{found.judged:,} answer sheets: {label} against outcome"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + size + 20} {_TOP + size + 44}" role="img" '
            'aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(" ".join(_in_words(found)))}</desc>',
            f'<rect width="100%" height="100%" fill="#ffffff"/><text x="12" y="28" {_TEXT}>{escape(title)}</text>',
            *_heads(found, label),
            *(line for row in range(len(found.outcomes)) for line in _row(found, row)),
            f'<text x="12" y="{_TOP + size + 28}" {_TEXT}>Left of the framed squares: under-triage. Right of them: '
            "over-triage.</text>",
            "</svg>\n",
        ]
    )


def _heads(found: Agreement, label: str) -> Iterator[str]:
    yield f'<text x="12" y="{_TOP - 40}" {_TEXT} font-weight="bold">{escape(label)} ↓   outcome →</text>'
    for index, outcome in enumerate(found.outcomes):
        middle = index * _CELL + _CELL / 2
        yield f'<text x="{_LEFT + middle}" y="{_TOP - 10}" {_TEXT} text-anchor="middle">{escape(outcome)}</text>'
        yield f'<text x="{_LEFT - 10}" y="{_TOP + middle + 5}" {_TEXT} text-anchor="end">{escape(outcome)}</text>'


def _row(found: Agreement, row: int) -> Iterator[str]:
    label = found.outcomes[row]
    total = sum(found.rows.get((label, outcome), 0) for outcome in found.outcomes)
    for index, outcome in enumerate(found.outcomes):
        count = found.rows.get((label, outcome), 0)
        share = count / total if total else 0.0
        x, y = _LEFT + index * _CELL, _TOP + row * _CELL
        frame = 'stroke="#000000" stroke-width="3"' if index == row else 'stroke="#b0b0b0" stroke-width="1"'
        yield (
            f'<rect x="{x + 3}" y="{y + 3}" width="{_CELL - 6}" height="{_CELL - 6}" fill="#1d5b8f" '
            f'fill-opacity="{share:.3f}" {frame}/>'
        )
        ink = "#ffffff" if share > 0.5 else "#000000"
        middle = x + _CELL / 2
        yield f'<text x="{middle}" y="{y + 40}" {_TEXT} fill="{ink}" text-anchor="middle">{count:,}</text>'
        yield f'<text x="{middle}" y="{y + 60}" {_TEXT} fill="{ink}" text-anchor="middle">{share:.0%}</text>'


def _in_words(found: Agreement) -> Iterator[str]:
    for (label, outcome), count in sorted(found.rows.items()):
        yield f"{label} got {outcome}: {count:,}."
