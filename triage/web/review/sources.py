"""The bibliography, with what rests on each source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.model import Guarantee, Question, Rule, RuleSet, Source

STATUS = {
    "verified": "seen in public material",
    "secondary": "seen on a secondary page only",
    "memory": "not checked: nobody has looked it up",
}
"""What the status of a source means, in words."""


@dataclass(frozen=True)
class SourceShown:
    """A source, and what rests on it.

    Attributes:
        id: its id.
        source: its entry in the bibliography.
        questions: questions that name it.
        rules: rules that name it.
        guarantees: guarantees that name it.
    """

    id: str
    source: Source
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    guarantees: tuple[Guarantee, ...]


def sources_shown(ruleset: RuleSet) -> Iterator[SourceShown]:
    """Every source, in the order of the file."""
    for id, source in ruleset.bibliography.items():
        yield SourceShown(
            id=id,
            source=source,
            questions=tuple(question for question in ruleset.questions if id in question.sources),
            rules=tuple(rule for rule in ruleset.rules if id in rule.sources),
            guarantees=tuple(guarantee for guarantee in ruleset.guarantees if id in guarantee.sources),
        )
