"""What a person means who names a part of the rule set by its id."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from triage.errors import TriageError
from triage.ruleset.model import RuleSet

Kind = Literal["rule", "question", "choice", "outcome", "group", "guarantee"]
"""What can be explained by its id. A choice is named ``question=choice``."""

_LONGEST = 80
"""Up to how many characters of an unknown name are compared with the known ones: beyond, that would take seconds."""

_MOST_NEAR = 3


@dataclass(frozen=True)
class Subject:
    """One part of a rule set.

    Attributes:
        kind: what it is.
        id: its id; ``question=choice`` for a choice.
    """

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def find(ruleset: RuleSet, name: str) -> Subject:
    """The part of a rule set that a name means.

    Args:
        ruleset: where to look.
        name: an id, or ``kind:id`` where an id is that of two kinds.

    Raises:
        TriageError: nothing has this id, or parts of two kinds have it and the name does not say which.
    """
    known = _known(ruleset)
    prefix, colon, rest = name.partition(":")
    wanted, kinds = (rest, [prefix]) if colon and prefix in known else (name, list(known))
    found = [Subject(kind, wanted) for kind in known if kind in kinds and wanted in known[kind]]
    if not found:
        raise TriageError(_unknown(wanted, {kind: ids for kind, ids in known.items() if kind in kinds}))
    if len(found) > 1:
        raise TriageError(f"'{name}' is more than one thing here. Say which: {' or '.join(map(str, found))}")
    return found[0]


def _known(ruleset: RuleSet) -> dict[Kind, Collection[str]]:
    return {
        "rule": [rule.id for rule in ruleset.rules],
        "question": ruleset.question_by_id,
        "choice": [f"{question.id}={choice.id}" for question in ruleset.questions for choice in question.choices],
        "outcome": ruleset.outcome_by_id,
        "group": ruleset.groups,
        "guarantee": [guarantee.id for guarantee in ruleset.guarantees],
    }


def _unknown(name: str, known: dict[Kind, Collection[str]]) -> str:
    """What to say of a name that means nothing: the nearest ids with their kinds, and which kinds there are."""
    kinds = {id: kind for kind, ids in known.items() for id in ids}
    near = get_close_matches(name[:_LONGEST], kinds, n=_MOST_NEAR)
    guess = f" Did you mean {' or '.join(f'{kinds[id]}:{id}' for id in near)}?" if near else ""
    return (
        f"nothing here is called '{name[:_LONGEST]}'.{guess} Name the id of a rule, question, outcome, group or "
        "guarantee, a choice as question=choice, or a file of answers (.json)"
    )
