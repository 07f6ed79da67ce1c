"""What changed in the file itself: parts that decide, and, listed apart, parts that only say something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from triage.ruleset.model import RuleSet
from triage.verification.changes.parts import Part, parts


@dataclass(frozen=True)
class Edit:
    """One change of the file.

    Attributes:
        kind: what the part is: rule, question, choice, outcome, place …
        id: of the part.
        name: its name for people.
        key: what of it changed; empty when the whole part is new or gone.
        before: what stood there; ``None`` when nothing did.
        after: what stands there now; ``None`` when nothing does.
    """

    kind: str
    id: str
    name: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class EditGroup:
    """Changes of one kind.

    Attributes:
        name: what of which kind of part changed, for people.
        edits: the changes, in the order of the file.
    """

    name: str
    edits: tuple[Edit, ...]


_KEYS = {
    "": "new or gone",
    "when": "whom it is about",
    "whenever": "whom it is about",
    "criterion": "what it means",
    "ask_when": "who is asked",
    "asks": "which questions it asks",
    "choices": "which choices, and their order",
    "order": "whether the choices have an order of worry",
    "reassuring": "the reassuring choice",
    "up_to": "up to which outcome",
    "rank": "its place in the order of urgency",
    "you_said": "how a result repeats it",
    "i_say": "what to tell a service",
    "clinical": "the clinician's term",
    "if_not_sure": "what is shown before doubt is accepted",
    "why_we_ask": "why we ask",
    "raises_nothing": "why it raises nothing",
}


def edit_groups(edits: Iterable[Edit]) -> tuple[EditGroup, ...]:
    """The changes by what of which kind of part changed."""
    found: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        found.setdefault((edit.kind, edit.key), []).append(edit)
    return tuple(
        EditGroup(f"{kind}: {_KEYS.get(key, key.replace('_', ' '))}", tuple(some))
        for (kind, key), some in found.items()
    )


def edits(old: RuleSet, new: RuleSet) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Every change of what decides, and every change of words. A part that is new or gone is of the first kind."""
    before, after = parts(old), parts(new)
    deciding: list[Edit] = []
    words: list[Edit] = []
    for place in dict.fromkeys([*after, *before]):
        kind, key = place
        one, other = before.get(place), after.get(place)
        if one is None or other is None:
            deciding.append(_whole(kind, key, one, other))
            continue
        deciding += _changed(kind, key, other.name, one.decides, other.decides)
        words += _changed(kind, key, other.name, one.words, other.words)
    return tuple(edit for edit in deciding if edit.kind not in _SAYS), (
        *words,
        *(e for e in deciding if e.kind in _SAYS),
    )


_SAYS = frozenset({"source", "decision", "place", "safety net", "review", "accepted lowering"})
"""The kinds of part that decide nothing, so that a new one is words only."""


def _whole(kind: str, key: str, old: Part | None, new: Part | None) -> Edit:
    part = new or old
    assert part is not None
    return Edit(kind, key, part.name, "", _said(old) if old else None, _said(new) if new else None)


def _said(part: Part) -> str:
    return "; ".join(f"{key}: {value}" for key, value in {**part.decides, **part.words}.items())


def _changed(kind: str, key: str, name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Edit]:
    for field in dict.fromkeys([*new, *old]):
        if old.get(field) != new.get(field):
            yield Edit(kind, key, name, field, old.get(field), new.get(field))
