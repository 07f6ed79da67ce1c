"""Where some choices and rules decide by themselves: exactly how many answer sheets, and the nearest of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from triage.engine.reference import holds
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet
from triage.ruleset.red_flags import red_flags
from triage.verification.encode import Encoded, Firing
from triage.verification.properties.exhaustive import all_sheets
from triage.verification.search import Disagreement, example, nearest
from triage.verification.verdict import Example


@dataclass(frozen=True)
class Alone:
    """What hangs on some choices and rules. The numbers count answer sheets, which are no share of people.

    Attributes:
        fires: on how many sheets one or more of them fires.
        decides: how many sheets have a less urgent outcome without them.
        of: how many sheets there are.
        example: the nearest sheet of those that they decide, or ``None`` if there is none.
    """

    fires: int
    decides: int
    of: int
    example: Example | None


def alone(encoded: Encoded, own: Collection[Firing], decided: int) -> Alone:
    """What hangs on some choices and rules.

    Args:
        encoded: the rule set.
        own: some of its :attr:`Encoded.firings`.
        decided: where they decide, from :func:`where_alone`.

    Raises:
        Disagreement: the plain evaluator does not find that they decide the example.
    """
    fires = encoded.diagrams.any_of([firing.when for firing in own])
    return Alone(
        encoded.count.where(fires), encoded.count.where(decided), all_sheets(encoded), _shown(encoded, own, decided)
    )


def where_alone(encoded: Encoded, own: Collection[Firing]) -> int:
    """Where the outcome is less urgent without these: one of them fires, and nothing else gives as much."""
    diagrams, ids = encoded.diagrams, {firing.id for firing in own}
    others = [firing for firing in encoded.firings if firing.id not in ids]
    found = []
    for rank in sorted({firing.rank for firing in own}, reverse=True):
        fires = diagrams.any_of([firing.when for firing in own if firing.rank == rank])
        as_much = diagrams.any_of([firing.when for firing in others if firing.rank >= rank])
        found.append(diagrams.without(fires, as_much))
    return diagrams.any_of(found)


def _shown(encoded: Encoded, own: Collection[Firing], decided: int) -> Example | None:
    row = nearest(encoded, decided)
    if row is None:
        return None
    shown = example(encoded, row)
    if not decide(encoded.ruleset, shown.answers, {firing.id for firing in own}):
        raise Disagreement(f"the plain evaluator finds that others decide {shown.answers}, and the diagrams do not")
    return shown


def decide(ruleset: RuleSet, answers: Answers, own: Collection[str]) -> bool:
    """Whether the outcome would be less urgent without some choices and rules, by the plain evaluator.

    Args:
        ruleset: the rule set.
        answers: those that count, of a complete sheet.
        own: ids of rules, and ``question=choice``.
    """
    fired = [flag for flag in red_flags(ruleset) if holds(ruleset, flag.criterion, answers)]
    with_all = max((flag.rank for flag in fired), default=0)
    return with_all > max((flag.rank for flag in fired if flag.id not in own), default=0)
