"""A rule file as a general reader of YAML 1.2 has it: written by others, in another language, to compare with.

It knows no positions and lets the last of two equal keys win, so it cannot replace ours. Where ours accepts a file,
both must have read the same.
"""

from __future__ import annotations

import re
from typing import Any

from yaml12 import parse_yaml

from triage.ruleset.document import Plain

_LOOSE = re.compile(r"invalid indentation(?: in flow construct|( in quoted scalar))? at byte \d+ line (\d+) ")
"""How the other reader says that a line begins too far left, and which: of what is quoted, the line where it began."""

_BLANKS = b" " * 100


class Refused(Exception):
    """The other reader finds that the file is no YAML."""


def settled(source: bytes) -> bytes:
    """The file as YAML 1.2 has it, with blanks before lines that go on with something in quotes or brackets.

    YAML 1.2 asks for blanks there, and our parser does not. They mean nothing: only the closing sign ends such a thing.

    Raises:
        Refused: the other reader has nothing even so.
    """
    lines, moved = source.split(b"\n"), set[int]()
    while True:
        try:
            _parsed(b"\n".join(lines))
        except Refused as error:
            found = _LOOSE.search(str(error))
            line = int(found[2]) - 1 if found else len(lines)
            if found and found[1]:
                line = next(at for at in range(line + 1, len(lines) + 1) if at not in moved)
            if line in moved or line >= len(lines):
                raise
            lines[line] = _BLANKS + lines[line]
            moved.add(line)
        else:
            return b"\n".join(lines)


def differs(ours: Plain, source: bytes) -> str | None:
    """Where the other reader has something else, or ``None`` if both read the same.

    Raises:
        Refused: the other reader has nothing at all.
    """
    return _differs(ours, _parsed(source), "the file")


def _parsed(source: bytes) -> Any:
    try:
        return parse_yaml(source.decode("utf-8-sig"))
    except ValueError as error:
        raise Refused(str(error)) from None


def _differs(ours: Plain, theirs: Any, where: str) -> str | None:
    if isinstance(ours, str):
        return None if _same_text(ours, theirs) else f"{where}: {ours!r:.80}, or {theirs!r:.80}"
    if type(ours) is not type(theirs) or len(ours) != len(theirs):
        return f"{where}: {type(ours).__name__} of {len(ours)}, or {theirs!r:.80}"
    if isinstance(ours, list):
        found = (
            _differs(one, other, f"{where}[{at}]") for at, (one, other) in enumerate(zip(ours, theirs, strict=True))
        )
        return next((difference for difference in found if difference), None)
    for (key, one), (other_key, other) in zip(ours.items(), theirs.items(), strict=True):
        difference = _differs(key, other_key, f"a key of {where}") or _differs(one, other, f"{where}.{key}")
        if difference:
            return difference
    return None


def _same_text(ours: str, theirs: Any) -> bool:
    """Whether a text is what the other reader has, or what it takes the text for (YAML 1.2, core schema)."""
    if isinstance(theirs, str):
        return ours == theirs
    if theirs is None:
        return ours in ("", "~", "null", "Null", "NULL")
    if isinstance(theirs, bool):
        return ours.lower() == str(theirs).lower()
    if isinstance(theirs, int):
        return theirs == (int(ours, 0) if ours[:2] in ("0x", "0o") else int(ours))
    if isinstance(theirs, float):
        number = float(ours.lower().replace(".inf", "inf").replace(".nan", "nan"))
        return number == theirs or (number != number and theirs != theirs)
    return False
