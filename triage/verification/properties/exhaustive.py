"""P1: every answer sheet has exactly one outcome."""

from __future__ import annotations

from collections.abc import Mapping

from triage.verification.counting import counts
from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS
from triage.verification.verdict import Failure, Verdict


def sheets_by_outcome(encoded: Encoded) -> dict[str, int]:
    """Outcome id → how many answer sheets get it, least urgent first."""
    found = counts(encoded.diagrams, encoded.outcome, encoded.sheets)
    return {outcome.id: found.get(rank, 0) for rank, outcome in enumerate(encoded.ruleset.outcomes)}


def all_sheets(encoded: Encoded) -> int:
    """How many answer sheets the form accepts."""
    return counts(encoded.diagrams, encoded.sheets, ALWAYS).get(ALWAYS, 0)


def exactly_one_outcome(encoded: Encoded, by_outcome: Mapping[str, int]) -> Verdict:
    """The sheets of all outcomes together are as many as there are sheets, and each has one, as a function does."""
    total, given = all_sheets(encoded), sum(by_outcome.values())
    wrong = f"{total:,} answer sheets are possible, and {given:,} have an outcome"
    return Verdict(
        "P1",
        f"Each of the {total:,} answer sheets that the form accepts has exactly one outcome.",
        () if total == given else (Failure(wrong),),
    )
