"""What is wrong with a rule set: a code, where it is, what is wrong, and what to do about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage.errors import TriageError
from triage.ruleset.criteria import YamlPath

_MOST_SHOWN = 160
"""How much of a source line, and of a message, is shown, in characters."""

_MOST_REPORTED = 50


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a rule set.

    Attributes:
        code: stable kebab-case name, such as ``unknown-choice``; all are in :data:`triage.ruleset.codes.CODES`.
        path: keys and list positions that lead to the place, from the top of the file. Where a key is missing,
            the path names it all the same.
        message: what is wrong, in a sentence without a full stop.
        remedy: what to do, in a sentence without a full stop.
        at_key: whether the place is the last key of ``path`` itself and not what stands behind it.
        about: the id that the problem is about, such as the one that is unknown or unused. A part of the file that
            could not be read may well have used or defined it; the problem is then not reported.
    """

    code: str
    path: YamlPath
    message: str
    remedy: str
    at_key: bool = False
    about: str = ""

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'file'}: {self.message} [{self.code}]"


@dataclass(frozen=True, order=True)
class Span:
    """A piece of a file, from its first character to just after its last. Lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Located:
    """A problem at its place in a file. ``str()`` shows the place, the source line, a caret and the remedy."""

    file: str
    span: Span
    code: str
    message: str
    remedy: str
    source_line: str

    def __str__(self) -> str:
        number = str(self.span.line)
        margin = " " * len(number)
        line, caret = self._shown()
        message = self.message if len(self.message) <= 2 * _MOST_SHOWN else f"{self.message[: 2 * _MOST_SHOWN]} ..."
        return (
            f"{self.file}:{self.span.line}:{self.span.column}: {_printable(message)} [{self.code}]\n"
            f"{number} | {line}\n{margin} | {caret}\n{margin} = {self.remedy}"
        )

    def _shown(self) -> tuple[str, str]:
        """The part of the source line around the place, and a caret line that fits under it."""
        cut = max(0, self.span.column - 1 - _MOST_SHOWN // 2)
        line = _printable(self.source_line[cut : cut + _MOST_SHOWN]).rstrip()
        start = self.span.column - 1 - cut
        end = self.span.end_column - 1 - cut if self.span.end_line == self.span.line else len(line)
        return line, " " * _width(line[:start]) + "^" * max(1, _width(line[start:end]))


class Problems(TriageError):
    """Something written that must not be used. ``str(error)`` shows its problems, each with its place and remedy.

    Attributes:
        problems: all of them, in the order of the file.
    """

    def __init__(self, problems: Iterable[Located]) -> None:
        self.problems = tuple(problems)
        super().__init__(report(self.problems))


class RuleSetProblems(Problems):
    """A rule set or a translation that must not be used."""


def report(problems: Sequence[Located]) -> str:
    """All problems for people, one after another; of more than fifty, the first fifty and how many are left."""
    shown = [str(problem) for problem in problems[:_MOST_REPORTED]]
    left = len(problems) - len(shown)
    return "\n\n".join([*shown, f"... and {left} more"] if left else shown)


def _printable(line: str) -> str:
    """The line with one blank for each character that would shift or hide others on a terminal."""
    return "".join(char if char.isprintable() else " " for char in line)


def _width(text: str) -> int:
    """How many terminal columns the text takes: wide characters take two, combining marks none."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
