"""The smallest reason for one person's outcome: the fewest of their answers that force one at least as urgent (P10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from triage.engine.reference import counted
from triage.engine.sheet import Answers
from triage.verification.encode import Encoded
from triage.verification.explaining.nearby import nearest_to
from triage.verification.search import rank_at


def smallest_reason(encoded: Encoded, answers: Answers) -> tuple[str, ...]:
    """The ids of the questions whose answers are the smallest reason, in page order; none at the least urgent outcome.

    Whatever such a person had answered to the other questions, the outcome would be at least as urgent. No smaller
    set of their answers does that; where several are as small, this is one of them.

    Found by implicit hitting sets (Chandrasekaran et al. 2011, "Algorithms for implicit hitting set problems"): a
    set of answers that does not force the outcome is refuted by a sheet that agrees with it and gets less. Of the
    answers in which that sheet differs one must be kept, and the smallest set that keeps one of each is tried next.

    Args:
        encoded: the rule set. It is only read.
        answers: a complete sheet. Answers to questions that do not apply are ignored.

    Raises:
        Unanswered: a question applies and has no answer.
    """
    own = counted(encoded.ruleset, answers)
    row = encoded.slots.row({**encoded.slots.calm, **own})
    less = range(rank_at(encoded, row))
    refuted: list[list[str]] = []
    kept: tuple[str, ...] = ()
    while less:
        free = {slot for question, slots in encoded.slots.of.items() if question not in kept for slot in slots}
        changes = nearest_to(encoded.diagrams, encoded.outcome, row, free, less)
        if changes is None:
            break
        differing = {encoded.slots.all[slot].question for slot in changes}
        refuted.append([question for question in own if question in differing])
        kept = _fewest_in_each(refuted, len(kept))
    return tuple(question for question in own if question in kept)


def _fewest_in_each(sets: Sequence[Collection[str]], least: int) -> tuple[str, ...]:
    """The fewest members, ``least`` or more, so that every set has one of them."""
    most = least
    while True:
        found = _in_each(sets, most)
        if found is not None:
            return found
        most += 1


def _in_each(sets: Sequence[Collection[str]], most: int) -> tuple[str, ...] | None:
    """Up to ``most`` members so that every set has one of them, or ``None``."""
    if not sets:
        return ()
    if most == 0:
        return None
    for member in sets[0]:
        rest = _in_each([other for other in sets if member not in other], most - 1)
        if rest is not None:
            return (member, *rest)
    return None
