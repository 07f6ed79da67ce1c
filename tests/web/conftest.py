"""An app with the specimen rule set, a clock that tests can turn, and visitors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.web.visitor import Visitor
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KEY = "a secret key for tests, long enough"
WELL = {
    "age": "16_64",
    "duration": "weeks",
    "saddle_numbness": "no",
    "leg_weakness": "no",
    "fever": "no",
    "night_pain": "no",
    "cancer_history": "no",
    "risks": "none",
    "morning": "no",
    "small_fall": "no",
}


class TurnableClock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture(scope="session")
def specimen() -> RuleSet:
    return load_ruleset(Path(__file__).parents[1] / "specimen.yaml")


@pytest.fixture(scope="session")
def one_clock() -> TurnableClock:
    return TurnableClock()


@pytest.fixture
def clock(one_clock: TurnableClock) -> TurnableClock:
    """The clock of every app of the tests, at noon on a Sunday."""
    one_clock.time = NOON
    return one_clock


@pytest.fixture(scope="session")
def make_app(specimen: RuleSet, one_clock: TurnableClock) -> Callable[..., Flask]:
    """Makes an app; what is not given is as on one's own machine."""

    def make(ruleset: RuleSet = specimen, **given: object) -> Flask:
        return create_app(ruleset, **({"secret_keys": [KEY], "clock": one_clock, "secure": False} | given))

    return make


@pytest.fixture(scope="session")
def one_app(make_app: Callable[..., Flask]) -> Flask:
    """Made once: an app keeps nothing of a visitor, and tests must not change it."""
    return make_app()


@pytest.fixture
def app(one_app: Flask, clock: TurnableClock) -> Flask:
    return one_app


@pytest.fixture
def visitor(app: Flask, specimen: RuleSet) -> Visitor:
    return Visitor(app, specimen)


@pytest.fixture
def well() -> dict[str, str | list[str]]:
    """The answers of somebody without any sign: the least urgent outcome."""
    return dict(WELL)
