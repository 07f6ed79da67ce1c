"""Guides and notes: where each is offered or shown."""

from __future__ import annotations

from triage.ruleset.model import GuideOffer, Note, RuleSet
from triage.verification.encode import Encoded, Levels
from triage.verification.nodes import ALWAYS
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


def _with_some(encoded: Encoded, extra: Extra, criterion: int, levels: Levels) -> bool:
    """Whether a criterion holds somewhere with an outcome with which an extra is offered or shown."""
    both, implies = encoded.diagrams.both, encoded.diagrams.implies
    return any(not implies(both(criterion, levels[rank]), levels[rank + 1]) for rank in ranks_with(encoded, extra))


def is_shown(encoded: Encoded, extra: Extra) -> bool:
    """Whether somebody is shown a guide or a note. Tries the nearest sheet that it is meant for before all others."""
    when = meant(encoded, extra)
    row = nearest(encoded, when)
    if row is None:
        return False
    return rank_at(encoded, row) in ranks_with(encoded, extra) or _with_some(encoded, extra, when, encoded.levels)


def shown_apart(encoded: Encoded, extra: Extra, one: dict[int, int], other: dict[int, int]) -> bool:
    """Whether two values of a slot, with the same outcome on every sheet, tell people with and without it apart."""
    diagrams, when = encoded.diagrams, meant(encoded, extra)
    left, right = diagrams.given(when, one), diagrams.given(when, other)
    differ = diagrams.either(diagrams.without(left, right), diagrams.without(right, left))
    row = nearest(encoded, differ)
    if row is None:
        return False
    if rank_at(encoded, row | one) in ranks_with(encoded, extra):
        return True
    return _with_some(encoded, extra, differ, tuple(diagrams.given(level, one) for level in encoded.levels))
