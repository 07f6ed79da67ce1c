"""Tables in plain text, whatever the width of the terminal."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need to be: text to the left, figures to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    to_the_right = [column > 0 and all(_is_figure(row[column]) for row in rows) for column in range(len(head))]
    made = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, to_the_right, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([made[0], "  ".join("-" * width for width in widths).rstrip(), *made[1:]])


def _is_figure(cell: str) -> bool:
    return not cell or cell[0] in "+-0123456789"
