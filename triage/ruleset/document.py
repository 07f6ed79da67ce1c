"""A file that was read: its plain data, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from triage.ruleset.criteria import YamlPath
from triage.ruleset.problem import Located, Problem, Span

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What strict reading yields. Every scalar is the text it is written as."""

TOP = Span(1, 1, 1, 1)
"""The start of a file: where a problem of the whole stands."""


@dataclass
class Document:
    """What reading a file gave.

    Attributes:
        name: how messages call the file.
        lines: its lines, for showing them with a caret.
        data: the plain data, ``""`` where nothing could be read.
        values: where the part at each path stands.
        keys: where the last key of each path stands.
        problems: what reading refused.
        broken: paths whose data are stand-ins, because what was written there was refused.
        dropped: data that were read and have no path, as they stand behind a refused key.
    """

    name: str
    lines: list[str] = field(default_factory=list)
    data: Plain = ""
    values: dict[YamlPath, Span] = field(default_factory=dict)
    keys: dict[YamlPath, Span] = field(default_factory=dict)
    problems: list[Located] = field(default_factory=list)
    broken: set[YamlPath] = field(default_factory=set)
    dropped: list[Plain] = field(default_factory=list)

    def refuse(self, code: str, span: Span, message: str, remedy: str) -> None:
        """Note a problem of reading itself."""
        self.problems.append(Located(self.name, span, code, message, remedy, self._line(span)))

    def locate(self, problem: Problem) -> Located:
        """The problem at its place. A missing key is shown where the part that lacks it begins."""
        span = self.span(problem.path, at_key=problem.at_key)
        return Located(self.name, span, problem.code, problem.message, problem.remedy, self._line(span))

    def _line(self, span: Span) -> str:
        return self.lines[span.line - 1] if span.line <= len(self.lines) else ""

    def span(self, path: YamlPath, *, at_key: bool = False) -> Span:
        """Where a part stands, or else where the nearest part around it does."""
        if path in self.values:
            return self.keys.get(path, self.values[path]) if at_key else self.values[path]
        around = path[:-1]
        if not path:
            return TOP
        return self.span(around, at_key=around in self.keys)


def texts(data: Plain) -> Iterator[str]:
    """Every key and every scalar in plain data."""
    match data:
        case str():
            yield data
        case list():
            for item in data:
                yield from texts(item)
        case dict():
            for key, value in data.items():
                yield key
                yield from texts(value)
