"""Somebody who moves, looked at again by the plain evaluator of each rule set."""

from __future__ import annotations

from triage.engine import reference
from triage.engine.sheet import Answers
from triage.verification.changes.both import Both
from triage.verification.changes.moves import Move
from triage.verification.changes.release import Release
from triage.verification.changes.words import example_lines
from triage.verification.counting import cheapest
from triage.verification.search import Disagreement
from triage.verification.slots import Row


def example(both: Both, move: Move) -> tuple[str, ...]:
    """The answers of somebody who moves, as far as they depart from the calm sheet, one a line.

    Raises:
        Disagreement: the plain evaluator has another outcome for them, before or after.
    """
    row = both.slots.calm_row | (cheapest(both.diagrams, move.where, both.slots.costs) or {})
    for release, rank in ((both.old, move.old), (both.new, move.new)):
        sheet = answers(both, release, row)
        outcome = reference.outcome_of(release.ruleset, sheet)
        if outcome != both.outcomes[rank].id:
            raise Disagreement(f"the plain evaluator says {outcome} of {sheet}, and the diagrams do not")
    return tuple(example_lines(both, both.old if move.lowers else both.new, row))


def answers(both: Both, release: Release, row: Row) -> Answers:
    """What a row answers to every question of one rule set. Choices that it does not have are not ticked there.

    A choice that it does not have, of a question that takes one, stands for its first: it is then not asked about it.
    """
    found = {}
    for question in release.ruleset.questions:
        picked = both.slots.picked(both.union.question_by_id[release.names[question.id]], row)
        known = picked & question.choice_by_id.keys()
        found[question.id] = known or frozenset([question.none or question.choices[0].id])
    return found
