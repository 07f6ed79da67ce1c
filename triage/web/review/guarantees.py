"""Each guarantee with its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.model import Decision, Guarantee, RuleSet
from triage.verification.explaining.bearing import Cited, cited, decision_of
from triage.verification.explaining.criterion_words import criterion_lines
from triage.verification.verdict import Failure, Proof
from triage.web.review.branches import Branch, branches


@dataclass(frozen=True)
class GuaranteeShown:
    """A guarantee.

    Attributes:
        guarantee: the guarantee.
        promise: what it promises, in words.
        whenever: whom it is about, in words; empty for unfinished journeys.
        sources: what it rests on.
        decision: the open point that it belongs to.
        failure: how it is broken, or ``None`` if it is proved.
    """

    guarantee: Guarantee
    promise: str
    whenever: tuple[Branch, ...]
    sources: tuple[Cited, ...]
    decision: Decision | None
    failure: Failure | None


def guarantees_shown(ruleset: RuleSet, proof: Proof) -> Iterator[GuaranteeShown]:
    """Every guarantee, in the order of the file."""
    failures = [failure for verdict in proof.verdicts if verdict.code == "P5" for failure in verdict.failures]
    for guarantee in ruleset.guarantees:
        name = f"Guarantee '{guarantee.id}' "
        yield GuaranteeShown(
            guarantee=guarantee,
            promise=_promise(ruleset, guarantee),
            whenever=branches(criterion_lines(ruleset, guarantee.whenever) if guarantee.whenever else ()),
            sources=cited(ruleset, guarantee.sources),
            decision=decision_of(ruleset, guarantee.decision),
            failure=next((failure for failure in failures if failure.says.startswith(name)), None),
        )


def _promise(ruleset: RuleSet, guarantee: Guarantee) -> str:
    names = {outcome.id: outcome.name for outcome in ruleset.outcomes}
    if guarantee.exactly:
        return f"exactly {names[guarantee.exactly]}"
    if guarantee.at_least:
        return f"{names[guarantee.at_least]} or more urgent"
    if guarantee.at_most:
        return f"{names[guarantee.at_most]} or less urgent"
    return "no outcome"
