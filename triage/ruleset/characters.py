"""From bytes to text that shows what it holds: UTF-8 only, and no character that hides, moves or breaks a line."""

from __future__ import annotations

import re
from itertools import islice

from triage.ruleset.document import TOP, Document
from triage.ruleset.problem import Span

MOST_BYTES = 300_000
"""The largest file that is read: three times a full rule set, and still read in under a second."""

_REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, tabs and U+0085 among them
    "\u2028\u2029"  # other line ends: editors and YAML disagree on where the line stops
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # invisible, or turning the direction of what follows
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
_MOST_REPORTED = 20


def decoded(source: bytes, document: Document) -> str | None:
    """The text of a file, or ``None`` when the document was told why there is none."""
    if len(source) > MOST_BYTES:
        message = f"the file has more than {MOST_BYTES:,} bytes"
        document.refuse("too-large", TOP, message, "take out what is not part of a rule set")
        return None
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        document.refuse("not-utf-8", TOP, "this file is UTF-16, not UTF-8", "save it again as UTF-8 in your editor")
        return None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_bytes(source, error.start, document)
        return None
    return text.replace("\r\n", "\n")


def _refuse_bytes(source: bytes, start: int, document: Document) -> None:
    before = source[:start].decode("utf-8", "replace").replace("\r\n", "\n")
    document.lines = source.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    document.refuse(
        "not-utf-8",
        _at(before, len(before), 1),
        f"the byte 0x{source[start]:02x} is not UTF-8 text",
        "save the file again as UTF-8 in your editor",
    )


def check_characters(text: str, document: Document) -> bool:
    """Whether every character may stand in a rule set. If not, the document is told of the first twenty."""
    found = list(islice(_REFUSED.finditer(text), _MOST_REPORTED))
    for match in found:
        span = _at(text, match.start(), 1)
        if match[0] == "\t":
            document.refuse("tab", span, "this is a tab", "use spaces")
        else:
            name = f"U+{ord(match[0]):04X}"
            document.refuse("control-character", span, f"the hidden character {name} may not stand here", "delete it")
    return not found


def is_plain(text: str) -> bool:
    """Whether text that came from an escape such as ``\\x00`` holds no character that is refused in the file."""
    return not _REFUSED.search(text)


def _at(text: str, index: int, length: int) -> Span:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(line, column, line, column + length)
