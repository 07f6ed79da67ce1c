"""How sure a share is that was counted in a sample."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""The standard normal deviate that leaves 2.5% on either side: for intervals of 95%."""


class Interval(NamedTuple):
    """A share of a sample, with the range in which the share of the whole lies in 95 of 100 samples."""

    share: float
    low: float
    high: float


def wilson(count: int, of: int) -> Interval:
    """The 95% interval of a share (Wilson 1927, "Probable inference, the law of succession, and statistical
    inference", J Am Stat Assoc 22:209-212). It holds its promise near 0 and 1 too, where the usual one does not.

    Args:
        count: how many of the sample.
        of: the size of the sample, from 1.
    """
    share, spread = count / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half))
