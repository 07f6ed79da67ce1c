"""How far outcomes agree with the labels that somebody gave the same answer sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.verification.population.interval import Interval, wilson

WARNING = (
    "How far the outcomes agree with the labels given. It says nothing of other people, or of whether the labels are "
    "right."
)


_MOST_NAMED = 5
"""How many unknown labels an error names."""


@dataclass(frozen=True)
class Part:
    """A part of a whole, in rows.

    Attributes:
        count: how many.
        of: out of how many.
    """

    count: int
    of: int

    @property
    def interval(self) -> Interval | None:
        """The 95% interval of the share; ``None`` if there is nothing to take a share of."""
        return wilson(self.count, self.of) if self.of else None


@dataclass(frozen=True)
class AtOrAbove:
    """An outcome as a line drawn through all of them.

    Attributes:
        outcome: its id.
        sensitivity: of the rows labelled at it or above, those that got it or above.
        specificity: of the rows labelled below it, those that got below it.
    """

    outcome: str
    sensitivity: Part
    specificity: Part


@dataclass(frozen=True)
class Agreement:
    """Labels against outcomes.

    Attributes:
        outcomes: outcome ids, least urgent first.
        rows: (label, outcome) → how many rows.
        unjudged: how many labelled rows have no outcome. They count nowhere else.
        unlabelled: how many rows have no label. They count nowhere else.
    """

    outcomes: tuple[str, ...]
    rows: Mapping[tuple[str, str], int]
    unjudged: int
    unlabelled: int

    @property
    def judged(self) -> int:
        """How many rows have a label and an outcome."""
        return sum(self.rows.values())

    @property
    def exact(self) -> Part:
        """The rows whose outcome is their label."""
        return self._where(lambda label, outcome: outcome == label)

    @property
    def under(self) -> Part:
        """Under-triage: the rows whose outcome is less urgent than their label."""
        return self._where(lambda label, outcome: outcome < label)

    @property
    def over(self) -> Part:
        """Over-triage: the rows whose outcome is more urgent than their label."""
        return self._where(lambda label, outcome: outcome > label)

    @property
    def lines(self) -> tuple[AtOrAbove, ...]:
        """Sensitivity and specificity at each outcome above the least urgent."""
        return tuple(self._line(rank) for rank in range(1, len(self.outcomes)))

    def _where(self, wanted: Callable[[int, int], bool]) -> Part:
        return Part(self._count(wanted), self.judged)

    def _count(self, wanted: Callable[[int, int], bool]) -> int:
        rank = {outcome: index for index, outcome in enumerate(self.outcomes)}
        return sum(n for (label, outcome), n in self.rows.items() if wanted(rank[label], rank[outcome]))

    def _line(self, line: int) -> AtOrAbove:
        above = self._count(lambda label, _: label >= line)
        caught = self._count(lambda label, outcome: label >= line and outcome >= line)
        spared = self._count(lambda label, outcome: label < line and outcome < line)
        return AtOrAbove(self.outcomes[line], Part(caught, above), Part(spared, self.judged - above))


def agreement(ruleset: RuleSet, pairs: Mapping[tuple[str | None, str | None], int]) -> Agreement:
    """Set labels against outcomes.

    Args:
        ruleset: whose outcomes they are.
        pairs: (label, outcome) → how many rows; ``None`` where there is none.

    Raises:
        TriageError: a label is no outcome of the rule set.
    """
    ids = tuple(outcome.id for outcome in ruleset.outcomes)
    unknown = sorted({label for label, _ in pairs if label and label not in ids})
    if unknown:
        shown = ", ".join(map(repr, unknown[:_MOST_NAMED])) + (" ..." if len(unknown) > _MOST_NAMED else "")
        raise TriageError(f"{len(unknown):,} labels are no outcomes: {shown}. Choose from {', '.join(ids)}")
    return Agreement(
        outcomes=ids,
        rows={(label, outcome): count for (label, outcome), count in pairs.items() if label and outcome},
        unjudged=sum(count for (label, outcome), count in pairs.items() if label and outcome is None),
        unlabelled=sum(count for (label, _), count in pairs.items() if not label),
    )
