"""What a cohort file says besides its classes: scenarios, each a change of the base, and the alarm budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OverEndorse:
    """Some people give warning answers more readily, or less, to every question: their answers hang together.

    Attributes:
        share: of all people, from 0 to 1.
        odds: what the odds of every warning answer are multiplied by.
        only_defaults: whether answers that a class has for itself stay as they are.
    """

    share: float
    odds: float
    only_defaults: bool = False


@dataclass(frozen=True)
class Scenario:
    """A change of the base, for sensitivity runs.

    Attributes:
        set_defaults: question id → choice → its chance in ``defaults``, in place of the one there.
        resolve_not_sure: the share of "not sure" that becomes a clear answer: of the answers that a class has for
            itself its likeliest warning answer, of the others the harmless one. Of red-flag questions.
        deny: how likely a warning answer that an ill class has for itself is given as the harmless answer.
    """

    id: str
    label: str
    over_endorse: OverEndorse | None = None
    set_defaults: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    resolve_not_sure: float = 0.0
    deny: float = 0.0


@dataclass(frozen=True)
class Budget:
    """How many people with nothing serious may get some outcomes, or should get them.

    Attributes:
        outcomes: outcome ids, taken together.
        at_most: the largest share, or ``None``.
        at_least: the smallest share, or ``None``.
    """

    outcomes: tuple[str, ...]
    at_most: float | None
    at_least: float | None

    def kept(self, share: float) -> bool:
        """Whether a share of people is within the budget."""
        too_many = self.at_most is not None and share > self.at_most
        return not too_many and (self.at_least is None or share >= self.at_least)
