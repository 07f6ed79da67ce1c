"""Whether clinicians accept the lowerings: what each is must be named by an entry of ``accepts:``.

Only entries that the old file does not have count. The others were written for an earlier change, and must not let a
later one pass that happens to have the same names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from triage.ruleset.accepts import lowering
from triage.ruleset.model import Accepted, RuleSet
from triage.verification.changes.both import Alone, Both
from triage.verification.changes.moves import Move
from triage.verification.nodes import NEVER


@dataclass(frozen=True)
class Acceptance:
    """What was accepted of one lowering.

    Attributes:
        by: the entries that name something behind it.
        unnamed: ids of what is behind it and named by no entry. Nobody accepts the lowering while there are any.
    """

    by: tuple[Accepted, ...]
    unnamed: tuple[str, ...]


def written_for_this(old: RuleSet, new: RuleSet) -> tuple[Accepted, ...]:
    """The entries of the new file that the old one does not have."""
    return tuple(entry for entry in new.accepts if entry not in old.accepts)


def acceptance(both: Both, move: Move) -> Acceptance:
    """Whether a lowering is accepted: entries for just these two outcomes name all that is behind it."""
    pair = both.outcomes[move.old].id, both.outcomes[move.new].id
    behind = {firing.id for firing in move.behind}
    by: list[Accepted] = []
    named: set[str] = set()
    for entry in written_for_this(both.old.ruleset, both.new.ruleset):
        found = lowering(entry.lowered)
        if found and (found.old, found.new) == pair and found.behind & behind:
            by.append(entry)
            named |= found.behind
    return Acceptance(tuple(by), tuple(sorted(behind - named)))


def may_lower(both: Both, alone: Alone) -> bool:
    """Whether somebody who picks a choice that only one rule set has may be lowered, whatever they pick in the other.

    On the other rule set's side each of its own choices of the question is tried, all other answers being the same.
    """
    diagrams, name = both.diagrams, alone.question.id
    asked = diagrams.both(both.old.asked[name], both.new.asked[name])
    others = diagrams.any_of([other.sheets for other in both.alone if other.question.id != name])
    due = diagrams.without(asked, others)
    return any(diagrams.both(fallen, due) != NEVER for fallen in _falls(both, alone))


def _falls(both: Both, alone: Alone) -> Iterator[int]:
    """Where somebody loses a level of urgency, for each level and each choice that they may pick on the other side."""
    given, (slot,) = both.diagrams.given, both.slots.of[alone.question.id]
    known = (both.new if alone.in_old else both.old).question_by_name[alone.question.id].choice_by_id
    values = both.slots.all[slot].choices
    own = values.index(alone.choice.id)
    for value in [value for value, choice in enumerate(values) if choice in known]:
        before, after = (own, value) if alone.in_old else (value, own)
        for old, new in zip(both.old.levels, both.new.levels, strict=True):
            yield both.diagrams.without(given(old, {slot: before}), given(new, {slot: after}))


def names(entries: Collection[Accepted], alone: Alone) -> bool:
    """Whether an entry names a choice that only one of the two rule sets has."""
    found = [lowering(entry.lowered) for entry in entries]
    return any(entry is not None and alone.id in entry.behind for entry in found)
