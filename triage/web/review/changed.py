"""Whose advice differs from that of another version, as a reviewer sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.verification.changes.compare import compare
from triage.verification.changes.edits import EditGroup, edit_groups
from triage.verification.changes.report import WARNING, verdict
from triage.verification.changes.told import Changes
from triage.verification.population.cohort_file import read_cohort
from triage.verification.vignettes import Vignette


@dataclass(frozen=True)
class Before:
    """The version that changes are shown against: what it is called, and the rule set."""

    name: str
    ruleset: RuleSet


@dataclass(frozen=True)
class Changed:
    """What changed since another version.

    Attributes:
        changes: the comparison, or ``None``.
        verdict: whether somebody is lowered, in a sentence.
        deciding: changes of what decides, by kind.
        words: changes of words only, by kind.
        why_not: why there is no comparison, or ``None``.
        warning: what the numbers are not.
    """

    changes: Changes | None
    verdict: str = ""
    deciding: tuple[EditGroup, ...] = ()
    words: tuple[EditGroup, ...] = ()
    why_not: str | None = None
    warning: str = WARNING


def changed(before: Before | None, now: RuleSet, cohort: Path | None, vignettes: Iterable[Vignette]) -> Changed:
    """Compare a rule set with another version of it.

    Args:
        before: the other version, if one was given.
        now: the rule set.
        cohort: the file of the crowd that shares are of; the shipped one when ``None``.
        vignettes: written cases to run with both.

    Raises:
        TriageError: the file is no cohort.
    """
    if before is None:
        return Changed(None, why_not="No other version was given to compare with: see --since.")
    people = read_cohort(cohort)
    try:
        found = compare(before.ruleset, now, people, vignettes, called=(before.name, "this version"))
    except TriageError as error:
        return Changed(None, why_not=f"The two versions cannot be compared: {error}")
    return Changed(found, verdict(found), tuple(edit_groups(found.edits)), tuple(edit_groups(found.words)))
