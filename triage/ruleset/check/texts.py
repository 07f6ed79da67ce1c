"""The words that visitors read, each with its place in the file and with what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from triage.ruleset import mentions
from triage.ruleset.criteria import YamlPath
from triage.ruleset.model import Choice, Outcome, Place, Question, RuleSet

PLACEHOLDERS = ("emergency_number", "hospital", "doctor", "your_doctor", "closed")
"""The keys of a place that ``{...}`` in the words of a result may name."""

Kind = Literal["question", "choice", "you_said", "result"]


@dataclass(frozen=True)
class Shown:
    """A text that visitors read.

    Attributes:
        kind: ``question`` and ``choice`` while they answer; ``you_said`` where a result repeats what they picked;
            ``result`` for the rest of a result, its buttons and print-out.
        filled: whether the words of the visitor's country take the place of ``{...}``.
    """

    path: YamlPath
    text: str
    kind: Kind
    filled: bool = False


def shown(ruleset: RuleSet) -> Iterator[Shown]:
    """Every text that visitors read."""
    for path, question in mentions.questions(ruleset):
        yield from _in_question(path, question)
    for index, outcome in enumerate(ruleset.outcomes):
        yield from in_outcome(("outcomes", index), outcome)
    for name, lines in ruleset.safety_net.items():
        for at, line in enumerate(lines):
            yield Shown(("safety_net", name, at), line, "result", filled=True)
    for index, note in enumerate(ruleset.notes):
        yield Shown(("notes", index, "text"), note.text, "result", filled=True)
    for index, guide in enumerate(ruleset.guides):
        yield Shown(("guides", index, "reason"), guide.reason, "result")
    for index, place in enumerate(ruleset.places):
        yield from _in_place(("places", index), place)


def _in_question(path: YamlPath, question: Question) -> Iterator[Shown]:
    for key in ("text", "hint", "why_we_ask", "if_not_sure"):
        if text := getattr(question, key):
            yield Shown((*path, key), text, "question")
    for at, choice in mentions.choices(path, question):
        yield from _in_choice(at, choice)


def _in_choice(path: YamlPath, choice: Choice) -> Iterator[Shown]:
    yield Shown((*path, "text"), choice.text, "choice")
    for key in ("you_said", "i_say"):
        if text := getattr(choice, key):
            yield Shown((*path, key), text, "you_said")


def in_outcome(path: YamlPath, outcome: Outcome) -> Iterator[Shown]:
    """Every text of an outcome that visitors read."""
    for key in ("name", "heading", "told", "say", "watch_heading"):
        if text := getattr(outcome, key):
            yield Shown((*path, key), text, "result", filled=True)
    for key in ("steps", "if_you_cant"):
        for at, line in enumerate(getattr(outcome, key)):
            yield Shown((*path, key, at), line, "result", filled=True)


def _in_place(path: YamlPath, place: Place) -> Iterator[Shown]:
    for key in ("closed", "doctor", "your_doctor", "hospital"):
        yield Shown((*path, key), getattr(place, key), "result")


def filled(text: str, place: Place) -> str:
    """The text with the place's words in it."""
    for key in PLACEHOLDERS:
        text = text.replace(f"{{{key}}}", getattr(place, key))
    return text
