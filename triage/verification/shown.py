"""Guides and notes: where each is offered or shown."""

from __future__ import annotations

from triage.ruleset.model import GuideOffer, Note, RuleSet
from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS, NEVER, TERMINALS
from triage.verification.search import nearest, rank_at

Extra = GuideOffer | Note
"""What a result may add to its outcome."""


def extras(ruleset: RuleSet) -> list[Extra]:
    """Every guide and note."""
    return [*ruleset.guides, *ruleset.notes]


def meant(encoded: Encoded, extra: Extra) -> int:
    """Where a guide or a note is meant, whatever the outcome."""
    return ALWAYS if extra.when is None else encoded.criterion(extra.when)


def ranks_with(encoded: Encoded, extra: Extra) -> set[int]:
    """The ranks of the outcomes with which a guide is offered, or a note is shown."""
    rank = encoded.ruleset.rank
    if isinstance(extra, GuideOffer):
        return set(range(rank[extra.up_to] + 1))
    return {rank[outcome] for outcome in extra.outcomes}


def shown(encoded: Encoded, extra: Extra) -> int:
    """Where a guide is offered, or a note is shown."""
    return encoded.diagrams.both(_with_ranks(encoded, extra), meant(encoded, extra))


def _with_ranks(encoded: Encoded, extra: Extra) -> int:
    ranks = ranks_with(encoded, extra)
    return encoded.diagrams.replaced(encoded.outcome, [int(constant in ranks) for constant in range(TERMINALS)])


def is_shown(encoded: Encoded, extra: Extra) -> bool:
    """Whether somebody is shown a guide or a note. Tries the nearest sheet that it is meant for before all others."""
    row = nearest(encoded, meant(encoded, extra))
    if row is None:
        return False
    return rank_at(encoded, row) in ranks_with(encoded, extra) or shown(encoded, extra) != NEVER


def shown_apart(encoded: Encoded, extra: Extra, one: dict[int, int], other: dict[int, int]) -> bool:
    """Whether two values of a slot, with the same outcome on every sheet, tell people with and without it apart."""
    diagrams, when = encoded.diagrams, meant(encoded, extra)
    left, right = diagrams.given(when, one), diagrams.given(when, other)
    differ = diagrams.either(diagrams.exceeds(left, right), diagrams.exceeds(right, left))
    row = nearest(encoded, differ)
    if row is None:
        return False
    if rank_at(encoded, row | one) in ranks_with(encoded, extra):
        return True
    return diagrams.both(differ, diagrams.given(_with_ranks(encoded, extra), one)) != NEVER
