"""Which contents somebody signed, or answered: a short name that changes with any change of the rule set."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Literal

from triage.ruleset.model import RuleSet

LENGTH = 16
"""How many hexadecimal digits: 64 bits tell versions of one file apart, and can be compared by eye."""


def fingerprint(ruleset: RuleSet) -> str:
    """The first digits of the SHA-256 of everything but ``review``, in a form that layout and comments don't change."""
    everything = ruleset.model_dump(mode="json", exclude={"review"})
    canonical = json.dumps(everything, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]


def review_state(ruleset: RuleSet, today: date) -> Literal["draft", "signed", "lapsed"]:
    """Whether clinicians stand behind these contents today.

    ``draft``: nobody has signed them, or they changed since. ``lapsed``: they were signed, and the next review is
    overdue. ``signed`` on the day of the next review, still.
    """
    review = ruleset.review
    if review is None or review.fingerprint != fingerprint(ruleset):
        return "draft"
    return "lapsed" if review.next_review < today else "signed"
