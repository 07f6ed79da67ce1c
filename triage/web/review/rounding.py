"""Numbers of answer sheets as people can read them."""

from __future__ import annotations

_EXACT_BELOW = 1_000_000


def about(number: int) -> str:
    """A whole number: exact while it is small, else as a power of ten: ``3.1 x 10^27``."""
    if number < _EXACT_BELOW:
        return f"{number:,}"
    digits = str(number)
    rounded = f"{number:.1e}" if len(digits) < 300 else f"{digits[0]}.{digits[1]}e+{len(digits) - 1}"
    figures, _, power = rounded.partition("e+")
    return f"{figures} x 10^{int(power)}"
