"""From a file to a rule set, or to everything that keeps it from being one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from triage.errors import Unreadable
from triage.ruleset.characters import MOST_BYTES
from triage.ruleset.document import Document
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Located, RuleSetProblems
from triage.ruleset.read import read
from triage.ruleset.salvage import Salvage, salvage


@dataclass(frozen=True)
class Draft:
    """A file as far as it could be understood.

    Attributes:
        refusals: why it must not be used; none for a rule set that the engine can run.
        salvage: what its sound parts make, or ``None`` when the file could not be read at all.
    """

    document: Document
    refusals: tuple[Located, ...]
    salvage: Salvage | None

    @property
    def ruleset(self) -> RuleSet | None:
        """The rule set, when nothing was refused."""
        return self.salvage.ruleset if self.salvage and not self.refusals else None


def draft(source: str | bytes, name: str) -> Draft:
    """Understand as much of a file as can be. What the file holds never makes it raise.

    Args:
        source: the file's bytes, or its text.
        name: how messages call the file.
    """
    document = read(source, name)
    if document.data == "":
        return Draft(document, tuple(document.problems), None)
    salvaged = salvage(document)
    refusals = [*document.problems, *map(document.locate, salvaged.problems)]
    return Draft(document, tuple(sorted(refusals, key=by_place)), salvaged)


def by_place(problem: Located) -> tuple[object, ...]:
    """The order in which problems are reported: that of the file."""
    return problem.span, problem.code, problem.message


def file_bytes(path: Path) -> bytes:
    """A file's bytes, up to one more than may be read.

    Raises:
        Unreadable: the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(path, error) from None


def load_ruleset(path: Path) -> RuleSet:
    """The rule set in a file.

    Raises:
        RuleSetProblems: the file is no rule set that the engine can run; says everything that is wrong with it.
        Unreadable: the file cannot be opened.
    """
    return load_text(file_bytes(path), str(path))


def load_text(source: str | bytes, name: str) -> RuleSet:
    """The rule set in a file's bytes or text.

    Raises:
        RuleSetProblems: it is no rule set that the engine can run; says everything that is wrong with it.
    """
    found = draft(source, name)
    if found.ruleset is None:
        raise RuleSetProblems(found.refusals)
    return found.ruleset
