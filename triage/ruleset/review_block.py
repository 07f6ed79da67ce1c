"""Write ``review:`` into a file and leave every other character of it as it is."""

from __future__ import annotations

import json

from triage.errors import TriageError
from triage.ruleset.document import Document
from triage.ruleset.load import draft
from triage.ruleset.model import Review
from triage.ruleset.read import read


def with_review(source: bytes, review: Review, name: str) -> bytes:
    """The bytes of a rule set with another ``review:``: in its old place, or behind ``intended_use:``.

    Args:
        source: a sound rule set.
        review: what to write.
        name: how messages call the file.

    Raises:
        TriageError: the file is laid out so that the block cannot be told from its surroundings, or what should be
            written may not stand in a rule set.
    """
    document = read(source, name)
    lines = source.split(b"\n")
    first, after = _place(document, lines)
    end = b"\r" if lines[0].endswith(b"\r") else b""
    written = b"\n".join([*lines[:first], *(line.encode() + end for line in _block(review)), *lines[after:]])
    _refuse_other_changes(document, written, review)
    return written


def _block(review: Review) -> list[str]:
    texts = {"role": review.role, "registration_body": review.registration_body}
    return [
        "review:",
        *(f"  {key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()),
        f"  date: {review.date}",
        f"  next_review: {review.next_review}",
        f"  fingerprint: {review.fingerprint}",
    ]


def _place(document: Document, lines: list[bytes]) -> tuple[int, int]:
    """The first line to replace, and the first one after, counted from 0. The same where nothing is replaced."""
    if ("review",) in document.keys:
        first = document.keys["review",].line - 1
        return first, _end(lines, first)
    behind = _end(lines, document.keys["intended_use",].line - 1)
    return behind, behind


def _end(lines: list[bytes], first: int) -> int:
    """The line after the part whose key stands on line ``first``: what is indented belongs to it."""
    end = first + 1
    for index in range(first + 1, len(lines)):
        if lines[index].startswith(b" ") and lines[index].strip():
            end = index + 1
        elif lines[index].strip():
            break
    return end


def _refuse_other_changes(before: Document, written: bytes, review: Review) -> None:
    """Read what was written as strictly as any file, and compare the rest."""
    found = draft(written, before.name)
    after, data = found.document.data, before.data
    assert isinstance(data, dict)
    rest = {key: part for key, part in after.items() if key != "review"} if isinstance(after, dict) else None
    if rest != {key: part for key, part in data.items() if key != "review"}:
        raise TriageError(
            f"{before.name}: 'review:' cannot be written without changing something else. Delete the old one, and "
            "indent every line of 'intended_use:'"
        )
    if found.ruleset is None or found.ruleset.review != review:
        raise TriageError(f"{before.name}: what was to be signed does not read as it was given. Use plain words")
