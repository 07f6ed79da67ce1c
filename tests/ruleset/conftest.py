from datetime import date
from pathlib import Path

import pytest

from triage.ruleset.check import Checked, check_text

TODAY = date(2026, 11, 22)
TESTS = Path(__file__).parent.parent


@pytest.fixture
def specimen() -> str:
    """The text of the specimen, for tests that change a line of it."""
    return (TESTS / "specimen.yaml").read_text(encoding="utf-8")


@pytest.fixture
def today() -> date:
    """The day on which no place of the specimen is stale."""
    return TODAY


@pytest.fixture
def edited(specimen):
    """The outcome of checking the specimen after replacing pieces of its text, each of which must be there."""

    def check(**replaced: tuple[str, str]) -> Checked:
        text = specimen
        for old, new in replaced.values():
            assert old in text, f"the specimen has no {old!r}"
            text = text.replace(old, new, 1)
        return check_text(text, "specimen.yaml", TODAY)

    return check
