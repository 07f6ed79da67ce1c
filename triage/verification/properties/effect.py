"""P4: every question changes something. Choices that change nothing are noted."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset.model import Question
from triage.verification.encode import Encoded
from triage.verification.nodes import NEVER
from triage.verification.shown import Extra, extras, meant, shown_apart
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import choice_texts, listed, quoted


def effect(encoded: Encoded) -> Verdict:
    """Look for the questions and choices that change the outcome, a guide that is offered or a note that is shown.

    A question that nobody is asked is left to P7.
    """
    failures: list[Failure] = []
    notes: list[str] = []
    for question in encoded.ruleset.questions:
        slots = encoded.slots.of[question.id] if encoded.applies[question.id] != NEVER else ()
        alike = {slot: same_values(encoded, slot) for slot in slots}
        if slots and all(len(alike[slot]) == 1 for slot in slots):
            says = f"No answer to {quoted(question.text)} changes the outcome, a guide or a note."
            failures.append(Failure(says, question.id))
        else:
            notes += [note for slot in slots for note in _notes(encoded, question, slot, alike[slot])]
    claim = "Every question changes the outcome, a guide that is offered or a note that is shown."
    return Verdict("P4", claim, tuple(failures), notes=tuple(notes))


def same_values(encoded: Encoded, slot: int) -> list[list[int]]:
    """The values of a slot, in sets of those that lead to the same on every sheet."""
    groups: dict[tuple[int, ...], list[int]] = {}
    deciding = [encoded.diagrams.kids[part] for looking in encoded.looking for part in looking.get(slot, ())]
    for value in range(encoded.diagrams.sizes[slot]):
        groups.setdefault(tuple([kids[value] for kids in deciding]), []).append(value)
    found: list[list[int]] = []
    for group in groups.values():
        found += _told_apart(encoded, slot, group)
    return found


def _told_apart(encoded: Encoded, slot: int, values: list[int]) -> list[list[int]]:
    """Values with the same outcomes, in sets of those with the same guides and notes as well."""
    groups: list[list[int]] = []
    looking = _looking_at(encoded, slot) if len(values) > 1 else []
    for value in values:
        for group in groups:
            if not any(shown_apart(encoded, extra, {slot: group[0]}, {slot: value}) for extra in looking):
                group.append(value)
                break
        else:
            groups.append([value])
    return groups


def _looking_at(encoded: Encoded, slot: int) -> list[Extra]:
    """The guides and notes that look at a slot themselves. Others change with it only if the outcome does."""
    support = encoded.diagrams.support
    return [extra for extra in extras(encoded.ruleset) if slot in support(meant(encoded, extra))]


def _notes(encoded: Encoded, question: Question, slot: int, groups: list[list[int]]) -> Iterator[str]:
    choices = encoded.slots.all[slot].choices
    for group in groups:
        if len(group) > 1 and encoded.slots.all[slot].is_tick:
            yield f"On {quoted(question.text)}, the tick {choice_texts(question, [str(choices[1])])} changes nothing."
        elif len(group) > 1:
            alike = listed(choice_texts(question, [str(choices[value])]) for value in group)
            yield f"On {quoted(question.text)}, these lead to the same: {alike}."
