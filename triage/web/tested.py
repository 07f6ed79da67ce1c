"""``docs/accessibility.yaml``: what the accessibility statement says was tested, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from triage.errors import TriageError
from triage.ruleset.read import read


@dataclass(frozen=True)
class Tested:
    """What was tested.

    Attributes:
        on: the day of the last whole run.
        browser: in which it ran.
        tests: id of a sentence of the statement → the test behind it.
        gaps: ids of the sentences about what was not tested.
    """

    on: date
    browser: str
    tests: dict[str, str]
    gaps: tuple[str, ...]


def read_tested(file: Path) -> Tested:
    """Read the file.

    Raises:
        TriageError: it cannot be read, or a key is missing or of the wrong kind.
    """
    document = read(file.read_text(encoding="utf-8"), str(file))
    found = document.data
    try:
        given = cast("dict[str, list[dict[str, str]]]", found)
        return Tested(
            on=date.fromisoformat(str(given["tested_on"])),
            browser=str(given["browser"]),
            tests={line["id"]: line["test"] for line in given["tested"]},
            gaps=tuple(map(str, given["gaps"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TriageError(f"{file}: not a list of what was tested: {error!r}") from None
