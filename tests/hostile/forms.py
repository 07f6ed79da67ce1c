"""Thousands of hostile requests against people in the middle of their visits."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tests.hostile.attack import Attacker
from tests.hostile.judge import Judge
from tests.hostile.people import Waiting
from tests.hostile.wire import send
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PEOPLE = 30
LONGEST_VISIT = 60
"""Attacks on one person, after which somebody else takes the place."""


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _hearing(logger: logging.Logger) -> Iterator[_Heard]:
    """Hears what a logger is told, which nobody else does meanwhile. Loggers outlive the app that they are of."""
    heard = _Heard()
    logger.addHandler(heard)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.propagate = True
        logger.removeHandler(heard)


def assail(ruleset: RuleSet, requests: int, seed: int) -> Judge:
    """Send so many hostile requests, and hand back what was found.

    Args:
        ruleset: what the check asks.
        requests: how many.
        seed: of every choice; the same seed sends the same forms.
    """
    back = [0.0]
    app = create_app(
        ruleset,
        secret_keys=["a secret key for hostile tests"],
        clock=lambda: NOON - timedelta(hours=back[0]),
        secure=False,
    )
    with _hearing(app.logger) as heard:
        chance = random.Random(seed)
        waiting = Waiting(app, ruleset, lambda hours: back.__setitem__(0, hours))
        judge, attacker = Judge(app, waiting), Attacker.of(app, ruleset)
        people = [waiting.person(chance) for _ in range(PEOPLE)]
        for number in range(requests):
            if number % (LONGEST_VISIT // 4) == 0:
                people[chance.randrange(PEOPLE)] = waiting.person(chance)
            victim = chance.choice(people)
            attack = attacker.attack(chance, victim, people)
            judge.judge(attack, chance)
            if attack.request.headers.get("HTTP_COOKIE") == victim.cookie and chance.random() < 0.5:
                waiting.keeps(victim, send(app, attack.request))
    judge.faults += [f"logged: {line[:600]}" for line in heard.lines]
    return judge
