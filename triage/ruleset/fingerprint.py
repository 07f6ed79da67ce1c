"""Which rule set somebody answered: a short name that changes with any change of it."""

from __future__ import annotations

import hashlib
import json

from triage.ruleset.model import RuleSet

LENGTH = 16
"""How many hexadecimal digits: 64 bits tell versions of one file apart, and can be compared by eye."""


def fingerprint(ruleset: RuleSet) -> str:
    """The first digits of the SHA-256 of everything but ``review``, in a form that layout and comments don't change.

    A journey hangs on it. What a clinician signs is more: see :func:`triage.ruleset.signoff.signed_contents`.
    """
    everything = ruleset.model_dump(mode="json", exclude={"review"})
    canonical = json.dumps(everything, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]
