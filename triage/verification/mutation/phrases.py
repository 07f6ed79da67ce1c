"""Criteria in the words of the form, short enough to stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet
from triage.verification.words import listed, quoted


def criterion_phrase(ruleset: RuleSet, criterion: Criterion) -> str:
    """What a criterion asks for."""
    match criterion:
        case Picked():
            return picked_phrase(ruleset, criterion)
        case InGroup(group=group):
            return f"group '{group}'"
        case All(parts=parts):
            return f"all of ({_parts(ruleset, parts)})"
        case AnyOf(parts=parts):
            return f"any of ({_parts(ruleset, parts)})"
        case AtLeast(n=n, parts=parts):
            return f"at least {n} of ({_parts(ruleset, parts)})"


def picked_phrase(ruleset: RuleSet, picked: Picked) -> str:
    """The choices that a criterion names, and the question."""
    question = ruleset.question_by_id[picked.question]
    choices = listed((quoted(choice.text) for choice in question.choices if choice.id in picked.choices), "or")
    return f"{choices} on {quoted(question.text)}"


def _parts(ruleset: RuleSet, parts: Iterable[Criterion]) -> str:
    return "; ".join(criterion_phrase(ruleset, part) for part in parts)
