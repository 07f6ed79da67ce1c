"""What makes a rule set fit to be shown: one module for each kind of check, and the run of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from triage.ruleset.check import completeness, diseases, limits, reading, results, signing, usage, words
from triage.ruleset.load import by_place, draft
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Located, Problem
from triage.ruleset.signoff import Files


@dataclass(frozen=True)
class Checked:
    """What checking a file found.

    Attributes:
        ruleset: the rule set, when the engine could run it; it may still have problems.
        problems: all problems, in the order of the file.
    """

    ruleset: RuleSet | None
    problems: tuple[Located, ...]


def check_text(
    source: str | bytes, name: str, today: date | None = None, files: Files = MappingProxyType({})
) -> Checked:
    """Find everything that is wrong with a rule file. What the file holds never makes it raise.

    Args:
        source: the file's bytes, or its text.
        name: how messages call the file.
        today: the day by which a country's numbers are stale; the present day unless given.
        files: the texts that are signed with the rule set.
    """
    found = draft(source, name)
    problems = list(found.refusals)
    if found.salvage and found.salvage.ruleset:
        heard = found.salvage.heard(lints(found.salvage.ruleset, today or date.today(), files))
        problems += map(found.document.locate, heard)
    return Checked(found.ruleset, tuple(sorted(problems, key=by_place)))


def lints(ruleset: RuleSet, today: date, files: Files) -> Iterator[Problem]:
    """Every problem that does not keep the engine from running a rule set, and its clinicians from signing it."""
    for check in (completeness, usage, words, diseases, reading, limits):
        yield from check.problems(ruleset)
    yield from results.problems(ruleset, today)
    yield from signing.problems(ruleset, files, today)
