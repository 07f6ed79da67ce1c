"""How one question is answered, as diagrams over its slots."""

from __future__ import annotations

from collections.abc import Collection

from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.slots import Slots


def one_picked(diagrams: Diagrams, slots: Slots, question_id: str, choices: Collection[str]) -> int:
    """Where a question's answer includes one of some choices, none of which is the exclusive one."""
    found = NEVER
    for index in slots.of[question_id]:
        named = tuple(int(choice in choices) for choice in slots.all[index].choices)
        found = diagrams.either(found, diagrams.node(index, named))
    return found


def untouched(diagrams: Diagrams, slots: Slots, question_id: str) -> int:
    """Where every slot of a question has its first value: nothing is ticked, or the first choice is picked."""
    found = ALWAYS
    for index in reversed(slots.of[question_id]):
        found = diagrams.node(index, (found, *[NEVER] * (diagrams.sizes[index] - 1)))
    return found
