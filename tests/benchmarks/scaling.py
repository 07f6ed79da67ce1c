"""How the proof grows with the rule set: parts of the body round a few questions that all share."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.verification.grown import MOST_PARTS, grown, scattered
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded
from triage.verification.nodes import TooBig
from triage.verification.prove import prove

HEAD = ("questions", "rules", "answer sheets", "nodes", "build", "P1 to P8", "")
PARTS = (2, 4, 8, 12, MOST_PARTS)


def scaling() -> Iterator[tuple[str, ...]]:
    """The rows of the table, each measured once, in CPU time; the last two are of rule sets without locality."""
    for parts in PARTS:
        yield _row(grown(parts), "in parts")
    for parts in (PARTS[1], PARTS[-1]):
        yield _row(scattered(parts), "scattered")


def _row(ruleset: RuleSet, kind: str) -> tuple[str, ...]:
    size = str(len(ruleset.questions)), str(len(ruleset.rules))
    began = time.process_time()
    try:
        _ = Encoded(ruleset).levels
        built = time.process_time()
        proof = prove(ruleset)
    except TooBig:
        return *size, "", "", "", f"{time.process_time() - began:.1f} s", f"{kind}: too big"
    whole = time.process_time() - built
    return *size, f"{proof.sheets:.0e}", f"{proof.nodes:,}", f"{built - began:.2f} s", f"{whole:.2f} s", kind
