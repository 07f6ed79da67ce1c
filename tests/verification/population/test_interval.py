"""Wilson's interval: its ends are where the sample would just be 1.96 standard errors off."""

from __future__ import annotations

from math import sqrt

import pytest

from triage.verification.population.interval import Z, wilson

SAMPLES = [(0, 1), (1, 1), (0, 20), (3, 20), (20, 20), (700, 8_000), (7_999, 8_000)]


@pytest.mark.parametrize(("count", "of"), SAMPLES)
def test_each_end_is_as_far_from_the_share_as_its_own_standard_error_allows(count: int, of: int) -> None:
    found = wilson(count, of)
    for end in (found.low, found.high):
        assert abs(found.share - end) == pytest.approx(Z * sqrt(end * (1 - end) / of), abs=1e-9)


@pytest.mark.parametrize(("count", "of"), SAMPLES)
def test_it_holds_the_share_and_stays_between_0_and_1(count: int, of: int) -> None:
    found = wilson(count, of)
    assert 0 <= found.low <= found.share == count / of <= found.high <= 1
    assert found.low < found.high
