"""The largest part of a file's data that makes a rule set, so that all its problems are found in one run.

What the model refuses is cut out, and what is left is validated again, until it holds or too little is left. A cut
is always a whole key or list item, so that no cut changes what another part means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from pydantic import ValidationError

from triage.ruleset import shape
from triage.ruleset.criteria import YamlPath
from triage.ruleset.document import Document, Plain, texts
from triage.ruleset.integrity import MOST_PROBLEMS
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Problem

_A_PLACE = dict.fromkeys(
    ("name", "emergency_number", "closed", "doctor", "your_doctor", "hospital", "text_relay", "source"), "-"
)
_STAND_INS: dict[str, Plain] = {
    "version": "-",
    "intended_use": "-",
    "places": [{**_A_PLACE, "id": "x", "status": "not_checked", "crisis": []}],
}
"""What takes the place of a key that a rule set needs and the other parts do without."""


@dataclass
class Salvage:
    """What a document's data make.

    Attributes:
        ruleset: the rule set that the sound parts make, or ``None`` when too little is left.
        problems: of shape and of references, with paths in the document.
    """

    document: Document
    removed: set[YamlPath]
    problems: list[Problem]
    ruleset: RuleSet | None = None

    def heard(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems of ``ruleset`` that are not mere consequences of what was cut out, with the document's paths."""
        parts = [*self.document.dropped, *(_part(self.document.data, path) for path in self.removed)]
        mentioned = {text for part in parts for text in texts(part)} | {path[-1] for path in self.removed}
        incomplete = self.removed | {path[:-1] for path in self.removed}
        for problem in problems:
            path = self._in_document(problem.path)
            around = {path[:length] for length in range(1, len(path))} & self.removed
            if problem.about not in mentioned and not around and path not in incomplete:
                yield replace(problem, path=path)

    def validate(self) -> bool:
        """Validate what is left. False when that led to new cuts, so that it is to be done again."""
        collected: dict[str, list[Problem]] = {"problems": []}
        try:
            self.ruleset = RuleSet.model_validate(self._kept(), context=collected)
        except ValidationError as error:
            return not self._cut(error)
        self.problems.extend(self.heard(collected["problems"]))
        return True

    def _cut(self, error: ValidationError) -> bool:
        """Note the problems, and cut out what has them. False when there is nothing left to cut."""
        found = islice(shape.problems(error), MOST_PROBLEMS)
        refused = [(self._in_document(cut), self._moved(problem)) for cut, problem in found]
        self.problems.extend(problem for _, problem in refused if not self._follows_from_a_cut(problem))
        cuts = {cut for cut, _ in refused} - self.removed - {()}
        self.removed |= cuts
        return bool(cuts) and error.error_count() <= MOST_PROBLEMS

    def _follows_from_a_cut(self, problem: Problem) -> bool:
        length = len(problem.path)
        emptied = problem.code == "empty-list" and any(path[:length] == problem.path for path in self.removed)
        return emptied or problem.path in self.removed

    def _moved(self, problem: Problem) -> Problem:
        return replace(problem, path=self._in_document(problem.path))

    def _kept(self) -> Plain:
        kept = _without(self.document.data, self.removed, ())
        if isinstance(kept, dict):
            for key, stand_in in _STAND_INS.items():
                if (key,) in self.removed:
                    kept.setdefault(key, stand_in)
        return kept

    def _in_document(self, path: YamlPath) -> YamlPath:
        """The path in the document of what stands at ``path`` in the data that were kept."""
        found: YamlPath = ()
        part: Plain | None = self.document.data
        for step in path:
            at = step
            if isinstance(part, list) and isinstance(step, int):
                at = [index for index in range(len(part)) if (*found, index) not in self.removed][step]
            found = (*found, at)
            part = _part(self.document.data, found)
        return found


def salvage(document: Document) -> Salvage:
    """Find the problems of a document's data, and the rule set that its sound parts make."""
    result = Salvage(document, set(document.broken), [])
    while not result.validate():
        pass
    return result


def _without(data: Plain, removed: set[YamlPath], path: YamlPath) -> Plain:
    if isinstance(data, list):
        kept = [index for index in range(len(data)) if (*path, index) not in removed]
        return [_without(data[index], removed, (*path, index)) for index in kept]
    if isinstance(data, dict):
        sound = [key for key in data if (*path, key) not in removed]
        return {key: _without(data[key], removed, (*path, key)) for key in sound}
    return data


def _part(data: Plain, path: YamlPath) -> Plain:
    """What stands at ``path``, or ``""``."""
    for step in path:
        match data, step:
            case list(), int() if 0 <= step < len(data):
                data = data[step]
            case dict(), str() if step in data:
                data = data[step]
            case _:
                return ""
    return data
