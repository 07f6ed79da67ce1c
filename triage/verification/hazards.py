"""The hazard log: what could go wrong, whom it could harm, and which tests and guarantees stand in the way.

Its parts are those that DCB0129, the clinical risk standard of the NHS in England for makers of health software, asks
of a hazard log. Likelihood and remaining risk are for a clinical safety officer to judge, so the log has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from triage.errors import TriageError
from triage.ruleset.load import file_bytes
from triage.ruleset.read import read
from triage.verification.written import Written

_TEXTS = ("id", "hazard", "cause", "harm", "severity")


@dataclass(frozen=True)
class Mitigation:
    """Something that stands in the way of a hazard.

    Attributes:
        says: what it does, in a sentence.
        tests: node ids of the tests that show it.
        guarantees: ids of the guarantees that state it.
    """

    says: str
    tests: tuple[str, ...]
    guarantees: tuple[str, ...]


@dataclass(frozen=True)
class Hazard:
    """Something that could go wrong.

    Attributes:
        id: its name.
        hazard: what could go wrong, in a sentence.
        cause: how it could come about.
        harm: what could come of it.
        severity: the worst that could credibly come of it, before any mitigation.
        mitigations: what stands in the way.
        open: what no mitigation deals with, or ``None``.
    """

    id: str
    hazard: str
    cause: str
    harm: str
    severity: str
    mitigations: tuple[Mitigation, ...]
    open: str | None


def read_hazards(path: Path) -> tuple[Hazard, ...]:
    """The hazards of a file, in its order.

    Raises:
        TriageError: the file cannot be read, or says something that means nothing here; with place and remedy.
    """
    document = read(file_bytes(path), str(path))
    whole = Written(document, (), document.data)
    found: list[Hazard] = []
    if document.data != "":
        parts = whole.keyed(("hazards",), ("hazards",))
        found = [_hazard(item) for item in parts["hazards"].items()] if "hazards" in parts else []
    if document.problems:
        raise TriageError("\n\n".join(map(str, sorted(document.problems, key=lambda problem: problem.span))))
    return tuple(found)


def _hazard(item: Written) -> Hazard:
    parts = item.keyed((*_TEXTS, "mitigations"), (*_TEXTS, "mitigations", "open"))
    texts = {key: parts[key].text() if key in parts else "" for key in _TEXTS}
    mitigations = parts["mitigations"].items() if "mitigations" in parts else []
    still = parts["open"].text() if "open" in parts else None
    return Hazard(**texts, mitigations=tuple(map(_mitigation, mitigations)), open=still)


def _mitigation(item: Written) -> Mitigation:
    parts = item.keyed(("says",), ("says", "tests", "guarantees"))
    if not {"tests", "guarantees"} & parts.keys():
        item.refuse("missing-key", "nothing shows that this is so", "add 'tests: [...]' or 'guarantees: [...]'")
    return Mitigation(
        parts["says"].text() if "says" in parts else "",
        _texts(parts["tests"].items() if "tests" in parts else []),
        _texts(parts["guarantees"].items() if "guarantees" in parts else []),
    )


def _texts(parts: Iterable[Written]) -> tuple[str, ...]:
    return tuple(part.text() for part in parts)
