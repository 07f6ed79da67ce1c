"""The nearest answer sheet with some trait, and the search for one that is refined by its own counterexamples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.engine import reference
from triage.verification.counting import at, cheapest
from triage.verification.encode import Encoded, Firing
from triage.verification.nodes import NEVER
from triage.verification.slots import Row
from triage.verification.verdict import Example


class Disagreement(RuntimeError):
    """The diagrams and the plain evaluator do not agree. This is a fault in the verifier: trust no verdict."""


def nearest(encoded: Encoded, criterion: int) -> dict[int, int] | None:
    """The row where a criterion holds that departs from the calm sheet in the fewest places, or ``None``."""
    found = cheapest(encoded.diagrams, criterion, encoded.slots.costs)
    return None if found is None else encoded.slots.calm_row | found


def example(encoded: Encoded, row: Row) -> Example:
    """The real answer sheet of a row, with its outcome from the plain evaluator.

    Raises:
        Disagreement: the diagrams have another outcome for it.
    """
    sheet = encoded.slots.answers(row)
    outcome = reference.outcome_of(encoded.ruleset, sheet)
    if encoded.ruleset.rank[outcome] != rank_at(encoded, row):
        raise Disagreement(f"the plain evaluator says {outcome} of {sheet}, and the diagrams do not")
    return Example(reference.counted(encoded.ruleset, sheet), outcome)


def firing_at(encoded: Encoded, row: Row, among: Iterable[Firing]) -> list[Firing]:
    """What fires on a row."""
    return [firing for firing in among if at(encoded.diagrams, firing.when, row)]


def silent_row(
    encoded: Encoded, criterion: int, rivals: Sequence[Firing]
) -> tuple[dict[int, int] | None, list[Firing]]:
    """The nearest row where a criterion holds and no rival fires, or ``None``; and the rivals that had to be left out.

    Looks at the nearest row where the criterion holds. If a rival fires there, its rows are taken out, and the search
    goes on (counterexample-guided refinement, Clarke et al. 2000). When nothing is left, those rivals cover all.
    """
    left = criterion
    used: list[Firing] = []
    while left != NEVER:
        row = nearest(encoded, left) or {}
        rival = next((rival for rival in rivals if at(encoded.diagrams, rival.when, row)), None)
        if rival is None:
            return row, used
        used.append(rival)
        left = encoded.diagrams.without(left, rival.when)
    return None, used


def rank_at(encoded: Encoded, row: Row) -> int:
    """The rank of a row's outcome."""
    return max(rank for rank, level in enumerate(encoded.levels) if at(encoded.diagrams, level, row))
