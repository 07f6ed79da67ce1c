"""A part of a strictly read file that knows where it stands, so that a problem with it is told with its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from triage.ruleset.criteria import YamlPath
from triage.ruleset.document import Document, Plain
from triage.ruleset.problem import Problem
from triage.ruleset.references import unknown


@dataclass(frozen=True)
class Written:
    """A part of a file. Problems go to its document; what a reader makes of a refused part is to be thrown away."""

    document: Document
    path: YamlPath
    data: Plain

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""
        return self.document.span(self.path).line

    def refuse(self, code: str, message: str, remedy: str, *, at_key: bool = False) -> None:
        """Note a problem with this part."""
        self._note(Problem(code, self.path, message, remedy, at_key=at_key))

    def _note(self, problem: Problem) -> None:
        self.document.problems.append(self.document.locate(problem))

    def named(self) -> dict[str, Written]:
        """The parts of keyed data, by key."""
        if isinstance(self.data, dict):
            return {key: Written(self.document, (*self.path, key), data) for key, data in self.data.items()}
        self.refuse("wrong-kind", "this needs to be keys", "write 'key: text' lines")
        return {}

    def keyed(self, needed: Collection[str], known: Collection[str]) -> dict[str, Written]:
        """The parts of keyed data whose keys must be among ``known``, and include those that are ``needed``."""
        parts = self.named()
        for key in parts.keys() - set(known):
            close = get_close_matches(key, known, n=1)
            remedy = f"did you mean '{close[0]}'?" if close else f"use one of: {', '.join(known)}"
            parts[key].refuse("unknown-key", f"'{key}' means nothing here", remedy, at_key=True)
        for key in needed:
            if isinstance(self.data, dict) and key not in parts:
                self._note(Problem("missing-key", (*self.path, key), f"'{key}' is missing here", f"add '{key}: ...'"))
        return parts

    def items(self) -> list[Written]:
        """The parts of a list."""
        if isinstance(self.data, list) and self.data:
            return [Written(self.document, (*self.path, index), item) for index, item in enumerate(self.data)]
        self.refuse("wrong-kind", "this needs to be a list", "write '- item' lines")
        return []

    def text(self) -> str:
        """The text, ``""`` when it is none."""
        if isinstance(self.data, str):
            return self.data
        self.refuse("wrong-kind", "this needs to be text", "write text after the colon")
        return ""

    def names(self) -> list[Written]:
        """The parts of a list, or the one text in place of a list of one."""
        return [self] if isinstance(self.data, str) else self.items()

    def name_of(self, kind: str, known: Collection[str], *, at_key: bool = False) -> str | None:
        """The text, or for ``at_key`` the key, if it is a known name, else ``None``.

        Args:
            kind: what it names: question, choice, rule, outcome.
            known: every name of that kind.
            at_key: whether the key in front of this part is the name.
        """
        name = str(self.path[-1]) if at_key else self.text()
        for problem in unknown(kind, [(self.path, name)], known, at_key=at_key):
            self._note(problem)
        return name if name in known else None
