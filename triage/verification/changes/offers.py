"""Guides and notes: who is offered or shown one that was not, and who no longer is. Neither lowers anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.model import GuideOffer
from triage.verification.changes.both import Both
from triage.verification.changes.release import Release
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.shown import Extra, extras


@dataclass(frozen=True)
class Offer:
    """A guide or note that somebody is offered or shown in one rule set only.

    Attributes:
        extra: the guide or note, as the new rule set has it if it does.
        gained: the sheets with it in the new rule set only.
        lost: the sheets with it in the old rule set only.
    """

    extra: Extra
    gained: int
    lost: int


def offers(both: Both) -> Iterator[Offer]:
    """Every guide and note that is for other people than before."""
    old, new = (
        {(type(extra), extra.id): extra for extra in extras(release.ruleset)} for release in (both.old, both.new)
    )
    for key in old | new:
        before = _shown(both.old, old.get(key))
        after = _shown(both.new, new.get(key))
        if before != after:
            gained, lost = both.diagrams.without(after, before), both.diagrams.without(before, after)
            offer = Offer(
                (old | new)[key], *(both.diagrams.without(part, both.not_compared) for part in (gained, lost))
            )
            if (offer.gained, offer.lost) != (NEVER, NEVER):
                yield offer


def _shown(release: Release, extra: Extra | None) -> int:
    """Where a guide is offered, or a note is shown."""
    if extra is None:
        return NEVER
    diagrams, rank, levels = release.diagrams, release.rank, release.levels
    meant = ALWAYS if extra.when is None else release.criterion(extra.when)
    if isinstance(extra, GuideOffer):
        return diagrams.without(meant, levels[rank[extra.up_to] + 1])
    found = [diagrams.without(diagrams.both(meant, levels[rank[o]]), levels[rank[o] + 1]) for o in extra.outcomes]
    return diagrams.any_of(found)
