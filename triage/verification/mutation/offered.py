"""Guides and notes that a mutant offers to others, though everybody keeps their outcome."""

from __future__ import annotations

from triage.ruleset.model import GuideOffer
from triage.verification.encode import Encoded
from triage.verification.mutation.meaning import Meaning
from triage.verification.nodes import NEVER
from triage.verification.shown import Extra, extras, meant, ranks_with


def offered_apart(encoded: Encoded, meaning: Meaning) -> tuple[str, ...]:
    """The guides and notes that some people get, or no longer get, in a mutant that changes no outcome.

    Args:
        encoded: the rule set.
        meaning: what criteria mean in the mutant.
    """
    if meaning.ruleset is encoded.ruleset:
        return ()
    return tuple(_name(extra) for extra in extras(encoded.ruleset) if _moves(encoded, meaning, extra))


def _moves(encoded: Encoded, meaning: Meaning, extra: Extra) -> bool:
    if extra.when is None:
        return False
    diagrams = encoded.diagrams
    was, now = meant(encoded, extra), meaning.criterion(extra.when)
    if was == now:
        return False
    ranks = ranks_with(encoded, extra)
    shown = diagrams.any_of([encoded.exactly(rank) for rank in ranks])
    differs = diagrams.either(diagrams.without(was, now), diagrams.without(now, was))
    return diagrams.both(shown, differs) != NEVER


def _name(extra: Extra) -> str:
    return f"guide '{extra.id}'" if isinstance(extra, GuideOffer) else f"note '{extra.id}'"
