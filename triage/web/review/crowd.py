"""What the rules do to a made-up crowd, as a reviewer sees it: a bar for each class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.verification.population.cohort_file import read_cohort
from triage.verification.population.population import population
from triage.verification.population.result import WARNING, ClassShares, Population
from triage.web.review.charts import Bar, bar, levels

PEOPLE = 800
"""How many people with nothing serious are drawn for each scenario: few, since somebody waits. Shares of classes are
exact; `triage population` draws more for the scenarios."""


@dataclass(frozen=True)
class Crowd:
    """What happens to a crowd.

    Attributes:
        found: what was found, or ``None``.
        classes: each class with its bar.
        why_not: why it could not be found, or ``None``.
        warning: what stands in front of it.
    """

    found: Population | None
    classes: tuple[tuple[ClassShares, Bar], ...]
    why_not: str | None = None
    warning: str = WARNING


def crowd(ruleset: RuleSet, cohort: Path | None) -> Crowd:
    """What a rule set does to a crowd. A cohort that does not fit the rule set is said so, and stops nothing.

    Args:
        ruleset: the rule set.
        cohort: the crowd's file; the shipped one when ``None``.

    Raises:
        TriageError: the file is no cohort.
    """
    people = read_cohort(cohort)
    try:
        found = population(ruleset, people, PEOPLE)
    except TriageError as error:
        return Crowd(None, (), f"The crowd does not fit this rule set: {error}")
    level = levels([outcome.id for outcome in ruleset.outcomes])
    return Crowd(found, tuple((line, _bar(found, level, line)) for line in found.classes))


def _bar(found: Population, level: dict[str, int], line: ClassShares) -> Bar:
    return bar(line.label, [(found.outcomes[id], level[id], line.by_outcome[id]) for id in level])
