"""The clinical sign-off: what is signed, and whether it holds today."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from triage.errors import Unreadable
from triage.ruleset.fingerprint import LENGTH, fingerprint
from triage.ruleset.model import Review, RuleSet

Files = Mapping[str, bytes]
"""What is signed besides the rule set: the name of each file, such as ``guides/hub.md``, and its bytes."""

LONGEST = timedelta(days=366)
"""How long a sign-off may hold: a year, leap years counted. The NHS digital service manual's standard for health
content asks for a review at least yearly."""


State = Literal["draft", "lapsed", "signed"]

STATES: tuple[State, ...] = ("draft", "lapsed", "signed")
"""Every state of a sign-off."""


@dataclass(frozen=True)
class SignOff:
    """Whether a clinician stands behind these contents today.

    Attributes:
        state: ``signed``; ``lapsed`` when the next review is overdue; else ``draft``.
        why_not: why it does not hold, in a sentence for those who run or review the check; ``None`` when it holds.
    """

    state: State
    why_not: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the contents may be shown as reviewed."""
        return self.state == "signed"


def guide_files(folder: Path) -> Files:
    """The guides of a folder and their figures, which are signed with the rule set.

    Raises:
        Unreadable: a file cannot be read.
    """
    try:
        files = sorted([*folder.glob("*.md"), *folder.glob("figures/*.yaml")])
        return {f"guides/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in files}
    except OSError as error:
        raise Unreadable(error.filename, error) from None


def signed_contents(ruleset: RuleSet, files: Files) -> str:
    """The short name of everything that a clinician signs: the rule set without ``review``, and the texts beside it.

    It changes with any character of either. Layout and comments of the rule set leave it, and so does how lines end.

    Args:
        ruleset: the rule set.
        files: the texts beside it, all of them.
    """
    whole = hashlib.sha256(fingerprint(ruleset).encode())
    for name, contents in sorted(files.items()):
        for part in (name.encode(), contents.replace(b"\r\n", b"\n")):
            whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()[:LENGTH]


def sign_off(review: Review | None, contents: str, today: date) -> SignOff:
    """Whether a sign-off holds, and if not, why.

    Args:
        review: what the rule set says about who signed it.
        contents: from :func:`signed_contents`, of what is there now.
        today: the day in question. On the day of the next review it still holds.
    """
    if review is None:
        return SignOff("draft", "nobody has signed these contents")
    if review.fingerprint != contents:
        says = f"the contents have changed since they were signed: {review.fingerprint} was signed, this is {contents}"
        return SignOff("draft", says)
    if review.date > today:
        return SignOff("draft", f"the sign-off is dated {review.date}, which is still to come")
    if review.next_review < today:
        return SignOff("lapsed", f"the next review was due on {review.next_review}")
    if review.next_review - review.date > LONGEST:
        return SignOff("draft", "the sign-off is for more than a year")
    return SignOff("signed")
