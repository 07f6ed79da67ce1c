"""P3: every rule, and every choice that carries an outcome, decides the outcome of somebody."""

from __future__ import annotations

from triage.verification.encode import Encoded, Firing
from triage.verification.nodes import NEVER
from triage.verification.search import example, nearest, silent_row
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import cause, listed

MOST_THINNED = 12
"""The most rules and choices of which it is tried to leave out each. Nobody reads a longer list with more ease."""


def alive(encoded: Encoded) -> Verdict:
    """Look for a sheet on which a rule or choice fires and nothing else gives as much.

    A rule that cannot fire at all is left to P7.
    """
    found = [_dead(encoded, firing) for firing in encoded.firings if firing.when != NEVER]
    return Verdict(
        "P3",
        f"Each of the {len(encoded.firings)} rules and choices that carry an outcome is the only one to give it, on "
        "some answer sheet.",
        tuple(failure for failure in found if failure),
    )


def covering(encoded: Encoded, firing: Firing) -> list[Firing] | None:
    """What gives as much wherever this fires, with nothing in it that could be left out; ``None`` if it is needed.

    Several sets may do; this is one of them. One of more than :data:`MOST_THINNED` is left as it was found.
    """
    rivals = [other for other in encoded.firings if other.rank >= firing.rank and other is not firing]
    row, cover = silent_row(encoded, firing.when, rivals)
    if row is not None:
        return None
    for other in list(cover) if len(cover) <= MOST_THINNED else ():
        rest = [kept for kept in cover if kept is not other]
        if encoded.diagrams.implies(firing.when, encoded.diagrams.any_of([kept.when for kept in rest])):
            cover = rest
    return cover


def _dead(encoded: Encoded, firing: Firing) -> Failure | None:
    cover = covering(encoded, firing)
    if cover is None:
        return None
    question = firing.question.id if firing.question else None
    row = nearest(encoded, firing.when) or {}
    if len(cover) == 1 and cover[0].when == firing.when:
        says = f"{cause(firing)} never decides: it holds on the same answer sheets as {cause(cover[0])}"
    elif len(cover) == 1:
        says = f"{cause(firing)} never decides: wherever it holds, {cause(cover[0])} gives as much"
    else:
        says = f"{cause(firing)} never decides: wherever it holds, one of these gives as much: "
        says += listed(map(cause, cover), "or")
    return Failure(f"{says[0].upper()}{says[1:]}.", question, (example(encoded, row),))
