"""What an entry of ``accepts:`` names: from which outcome to which, and what is behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM = "outcome -> outcome: rule, question=choice"
"""How ``lowered:`` is written: the outcome before, the outcome after, and the ids of all that is behind it."""

_ID = r"[a-z0-9]+(?:[_-][a-z0-9]+)*"
_NAME = rf"{_ID}(?:={_ID})?"
_LOWERED = re.compile(rf"({_ID})\s*->\s*({_ID})\s*:\s*({_NAME}(?:\s*,\s*{_NAME})*)")


@dataclass(frozen=True)
class Lowering:
    """A lowering that clinicians accept.

    Attributes:
        old: id of the outcome before.
        new: id of the outcome after.
        behind: ids of rules, and ``question=choice``. A rule may be gone from the file that accepts it.
    """

    old: str
    new: str
    behind: frozenset[str]


def lowering(text: str) -> Lowering | None:
    """What a text in the form :data:`FORM` names, or ``None`` if it is in another form."""
    found = _LOWERED.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return Lowering(found[1], found[2], frozenset(name.strip() for name in found[3].split(",")))
