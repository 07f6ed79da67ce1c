"""P5: every guarantee holds, and is about somebody."""

from __future__ import annotations

from triage.ruleset.model import Guarantee
from triage.verification.encode import Encoded
from triage.verification.nodes import NEVER
from triage.verification.search import example, nearest, rank_at, silent_row
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import outcome_name


def guarantees(encoded: Encoded, journeys: Verdict) -> Verdict:
    """Prove each guarantee.

    Args:
        encoded: the rule set.
        journeys: the verdict on P6. ``unfinished: no_outcome`` is what it proves: a journey ends only when no answer
            that is still missing can change the outcome.
    """
    found = [_broken(encoded, guarantee, journeys) for guarantee in encoded.ruleset.guarantees]
    return Verdict(
        "P5",
        f"All {len(encoded.ruleset.guarantees)} guarantees hold, and each is about somebody.",
        tuple(failure for failure in found if failure),
    )


def _broken(encoded: Encoded, guarantee: Guarantee, journeys: Verdict) -> Failure | None:
    name = f"Guarantee '{guarantee.id}' ({guarantee.says})"
    if guarantee.whenever is None:
        return None if journeys.holds else Failure(f"{name} does not hold: see P6.")
    whenever = encoded.criterion(guarantee.whenever)
    if whenever == NEVER:
        return Failure(f"{name} is about nobody: no answer sheet satisfies its 'whenever'.")
    row = outside(encoded, whenever, guarantee)
    if row is None:
        return None
    got = outcome_name(encoded.ruleset, rank_at(encoded, row))
    return Failure(f"{name} does not hold: somebody gets {got}.", None, (example(encoded, row),))


def outside(encoded: Encoded, whenever: int, guarantee: Guarantee) -> dict[int, int] | None:
    """The nearest row that the guarantee is about and whose outcome it does not allow, or ``None``."""
    rank = encoded.ruleset.rank
    least = guarantee.at_least or guarantee.exactly
    most = guarantee.at_most or guarantee.exactly
    if least is not None and rank[least] > 0:
        row, _ = silent_row(encoded, whenever, [f for f in encoded.firings if f.rank >= rank[least]])
        if row is not None:
            return row
    if most is None:
        return None
    above = [encoded.diagrams.both(whenever, f.when) for f in encoded.firings if f.rank > rank[most]]
    return nearest(encoded, encoded.diagrams.any_of(above))
