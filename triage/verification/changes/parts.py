"""A rule set taken apart into named parts, each with what it decides and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from triage.ruleset.model import Part as Piece
from triage.ruleset.model import RuleSet
from triage.verification.words import quoted

_DECIDES = frozenset(
    {"outcome", "outcomes", "when", "whenever", "criterion", "at_least", "at_most", "exactly", "unfinished", "up_to"}
    | {"asks", "ask_when", "choose", "none", "order", "reassuring", "choices", "property", "lowered"}
)
"""The keys that decide who gets what, or what is promised; all others are words."""


@dataclass(frozen=True)
class Part:
    """One part of a rule set.

    Attributes:
        kind: what it is, for people.
        name: its name among its kind, for people.
        decides: key → what decides.
        words: key → what it says.
    """

    kind: str
    name: str
    decides: Mapping[str, str]
    words: Mapping[str, str]


def parts(ruleset: RuleSet) -> dict[tuple[str, str], Part]:
    """Every part, by its kind and id, in the order of the file."""
    return {(part.kind, key): part for key, part in _parts(ruleset)}


def _parts(ruleset: RuleSet) -> Iterator[tuple[str, Part]]:
    yield "", _part("file", "itself", {"version": ruleset.version, "intended_use": ruleset.intended_use})
    for rank, outcome in enumerate(ruleset.outcomes, start=1):
        yield outcome.id, _part("outcome", quoted(outcome.name), {**_data(outcome), "rank": rank})
    yield from _asked(ruleset)
    for name, criterion in RuleSet.model_dump(ruleset, mode="json", include={"groups"})["groups"].items():
        yield name, _part("group", f"'{name}'", {"criterion": criterion})
    for kind, pieces in (
        ("rule", ruleset.rules), ("guarantee", ruleset.guarantees), ("decision", ruleset.decisions),
        ("note", ruleset.notes), ("guide", ruleset.guides), ("place", ruleset.places),
    ):  # fmt: skip
        for piece in pieces:
            yield piece.id, _part(kind, f"'{piece.id}'", _data(piece))
    yield from _unnamed(ruleset)


def _asked(ruleset: RuleSet) -> Iterator[tuple[str, Part]]:
    for page in ruleset.pages:
        asks = [question.id for question in page.questions]
        yield page.id, _part("page", quoted(page.title), {"title": page.title, "asks": asks})
        for question in page.questions:
            listed = [choice.id for choice in question.choices]
            yield question.id, _part("question", quoted(question.text), {**_data(question), "choices": listed})
            for choice in question.choices:
                name = f"{quoted(choice.text)} on {quoted(question.text)}"
                yield f"{question.id}={choice.id}", _part("choice", name, _data(choice))


def _unnamed(ruleset: RuleSet) -> Iterator[tuple[str, Part]]:
    """The parts that have no id of their own."""
    for outcome, lines in ruleset.safety_net.items():
        yield outcome, _part("safety net", f"of '{outcome}'", {"lines": list(lines)})
    for waiver in ruleset.waivers:
        key = f"{waiver.property} {waiver.question}"
        yield key, _part("waiver", f"of {key}", {"property": waiver.property, "because": waiver.because})
    for entry in ruleset.accepts:
        yield entry.lowered, _part("accepted lowering", quoted(entry.lowered), _data(entry))
    for key, source in ruleset.bibliography.items():
        yield key, _part("source", f"'{key}'", _data(source))
    if ruleset.review is not None:
        yield "", _part("review", "of these contents", _data(ruleset.review))


def _data(piece: Piece) -> dict[str, Any]:
    return piece.model_dump(mode="json", exclude_none=True, exclude={"id", "choices", "questions"})


def _part(kind: str, name: str, data: Mapping[str, Any]) -> Part:
    said = {key: _text(value) for key, value in data.items() if value not in ([], ())}
    deciding = {"rank"} if kind == "outcome" else _DECIDES
    decides = {key: value for key, value in said.items() if key in deciding}
    return Part(kind, name, decides, {key: value for key, value in said.items() if key not in decides})


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
