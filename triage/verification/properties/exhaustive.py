"""P1: every answer sheet has exactly one outcome."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import quoted


def sheets_by_outcome(encoded: Encoded) -> dict[str, int]:
    """Outcome id → how many answer sheets get it, least urgent first."""
    reached = [encoded.count.where(level) for level in encoded.levels]
    return {o.id: least - more for o, (least, more) in zip(encoded.ruleset.outcomes, pairwise(reached), strict=True)}


def all_sheets(encoded: Encoded) -> int:
    """How many answer sheets the form accepts."""
    return encoded.count.where(ALWAYS)


def exactly_one_outcome(encoded: Encoded, by_outcome: Mapping[str, int]) -> Verdict:
    """The sheets of all outcomes together are as many as there are sheets, and no level holds without the one below.

    So every sheet reaches the levels up to one of them, and that is its outcome.
    """
    total, given = all_sheets(encoded), sum(by_outcome.values())
    wrong = [f"{total:,} answer sheets are possible, and {given:,} have an outcome."] if total != given else []
    for outcome, (below, level) in zip(encoded.ruleset.outcomes, pairwise(encoded.levels), strict=True):
        if not encoded.diagrams.implies(level, below):
            wrong.append(f"Somebody gets more than {quoted(outcome.name)}, and not even that.")
    return Verdict(
        "P1",
        f"Each of the {total:,} answer sheets that the form accepts has exactly one outcome.",
        tuple(map(Failure, wrong)),
    )
