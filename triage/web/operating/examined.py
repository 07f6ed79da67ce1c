"""What ``triage doctor`` says of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at.

    Attributes:
        level: ``ok``; ``warn`` for what an operator should know; ``fail`` for what must not be shown to the public.
        what: what was looked at.
        says: what is so.
        remedy: what to do about it; empty when nothing is to be done.
    """

    level: Level
    what: str
    says: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{self.level:<5} {self.what}: {self.says}"
        return f"{line}\n      = {self.remedy}" if self.remedy else line


def worst(examined: Sequence[Examined]) -> Level:
    """The worst level of all."""
    levels = {found.level for found in examined}
    return "fail" if "fail" in levels else "warn" if "warn" in levels else "ok"
