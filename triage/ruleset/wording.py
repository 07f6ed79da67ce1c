"""The words of a rule set that visitors read: each under an id of its own, and others put in their place.

Clinicians' words (``clinical``, ``because``, ``means``, sources) are not among them: they stay as they are in every
language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from triage.ruleset.model import (
    Choice,
    CrisisContact,
    GuideOffer,
    Note,
    Outcome,
    Page,
    Part,
    Place,
    Question,
    RuleSet,
)

WORDS: Mapping[type[Part], tuple[str, ...]] = {
    RuleSet: ("intended_use", "outcomes", "pages", "notes", "guides", "safety_net", "places"),
    Outcome: ("name", "heading", "told", "steps", "if_you_cant", "say", "watch_heading"),
    Page: ("title", "questions"),
    Question: ("label", "text", "hint", "why_we_ask", "if_not_sure", "choices"),
    Choice: ("text", "you_said", "i_say"),
    Note: ("text",),
    GuideOffer: ("reason",),
    Place: (
        "name",
        "emergency_note",
        "advice_name",
        "closed",
        "doctor",
        "your_doctor",
        "hospital",
        "text_relay",
        "crisis",
    ),
    CrisisContact: ("name", "note"),
}
"""For each part of a rule set, the keys that hold words for visitors, or parts with such words."""

Say = Callable[[str, str], str]
"""Takes a text's id and the text, and gives what to say in its place."""


def reworded(ruleset: RuleSet, say: Say) -> RuleSet:
    """The rule set with other words: the same ids, criteria, rules and outcomes, so that it behaves the same.

    Args:
        ruleset: the rule set.
        say: called once for each text, in the order of :data:`WORDS`.
    """
    changed: RuleSet = _reworded(ruleset, "", say)
    return changed


def words_of(ruleset: RuleSet) -> dict[str, str]:
    """Every text that visitors read by its id, such as ``questions.fever.choices.yes.text``.

    Lines of a list are numbered from 1: ``outcomes.routine.steps.1``. A question's id holds no page, so that a
    question can move to another page.
    """
    found: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        found[key] = text
        return text

    reworded(ruleset, note)
    return found


def _reworded(value: Any, key: str, say: Say) -> Any:
    match value:
        case str():
            return say(key, value)
        case tuple():
            return tuple(_reworded(part, _key(part, key, at), say) for at, part in enumerate(value, start=1))
        case dict():
            return {name: _reworded(part, f"{key}.{name}", say) for name, part in value.items()}
        case Part():
            return _with_words(value, key, say)
    return value


def _key(part: Any, around: str, at: int) -> str:
    if isinstance(part, Question):
        return f"questions.{part.id}"
    return f"{around}.{getattr(part, 'id', at)}"


def _with_words(part: Part, key: str, say: Say) -> Part:
    """A part built anew, without validation, since words decide nothing. What it worked out of itself is not copied."""
    fields = {name: getattr(part, name) for name in type(part).model_fields}
    for name in WORDS[type(part)]:
        fields[name] = _reworded(fields[name], f"{key}.{name}".removeprefix("."), say)
    return type(part).model_construct(part.model_fields_set, **fields)
