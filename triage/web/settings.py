"""How an app is run. What it asks and says is the rule set's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from triage.web.operating.operator import Operator

Part = Callable[[Flask], None]
"""Adds something to an app while it is made."""


@dataclass(frozen=True)
class Settings:
    """How an app is run.

    Attributes:
        hosts: the only names by which visitors may call it; any when there is none.
        proxies: how many proxies of the operator stand in front, each of which adds to ``X-Forwarded-For`` and
            ``X-Forwarded-Proto``. What visitors themselves write there never counts.
        operator: who answers for it; ``None`` on one's own machine.
        needs_sign_off: whether the leaflet takes the place of the questions while no sign-off holds.
        parts: what is added to it, such as logs and rate limits: those see a request before anything else does.
    """

    hosts: tuple[str, ...] = ()
    proxies: int = 0
    operator: Operator | None = None
    parts: tuple[Part, ...] = ()
    needs_sign_off: bool = False


OWN_MACHINE = Settings()
"""How an app is run for oneself."""
