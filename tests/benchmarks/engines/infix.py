"""A criterion in the notation that rule-engine and the ZEN engine share."""

from __future__ import annotations

import json

from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked


def infix(criterion: Criterion) -> str:
    """The criterion, whose groups are spelled out, as text."""
    match criterion:
        case Picked(question=question, choices=choices):
            return f"({' or '.join(f'{json.dumps(choice)} in {question}' for choice in choices)})"
        case All(parts=parts):
            return f"({' and '.join(map(infix, parts))})"
        case AnyOf(parts=parts):
            return f"({' or '.join(map(infix, parts))})"
        case AtLeast(n=n, parts=parts):
            return f"({' + '.join(f'({infix(part)} ? 1 : 0)' for part in parts)} >= {n:d})"
        case InGroup(group=group):
            raise TypeError(f"the group '{group}' is not spelled out")
