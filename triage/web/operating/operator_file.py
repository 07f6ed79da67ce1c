"""``operator.yaml``, read as strictly as the rule set: every problem at once, each with its place and remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from triage.resources import shipped
from triage.ruleset.document import Plain
from triage.ruleset.load import by_place, file_bytes
from triage.ruleset.problem import Problems
from triage.ruleset.read import read
from triage.verification.written import Written
from triage.web.operating.operator import Operator

_CONTACTS = ("contact", "privacy_contact", "clinical_safety_contact", "security_contact")
_NEEDED = (
    "legal_name", "country", "place", *_CONTACTS, "incident_mailbox", "device_position", "public_url", "hosts"
)  # fmt: skip
_KNOWN = (*_NEEDED, "reviewer", "embed_parents")

_MAILBOX = r"[^@\s:/]+@[a-z0-9-]+(\.[a-z0-9-]+)+"
_HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)*"


class OperatorProblems(Problems):
    """An operator file that must not be used."""


def read_operator(path: Path, places: Collection[str]) -> Operator:
    """The operator that a file describes.

    Args:
        path: the file.
        places: ids of the countries of the rule set.

    Raises:
        OperatorProblems: it is no operator file; says everything that is wrong with it.
        TriageError: the file cannot be opened.
    """
    return operator_from(file_bytes(path), str(path), places)


def operator_from(source: str | bytes, name: str, places: Collection[str]) -> Operator:
    """The operator that a text describes; as :func:`read_operator`, with ``name`` for messages.

    Raises:
        OperatorProblems: it describes none.
    """
    document = read(source, name)
    if not document.problems:
        parts = Written(document, (), document.data).keyed(_NEEDED, _KNOWN)
        if not document.problems:
            operator = _operator(parts, places)
            if not document.problems:
                return operator
    raise OperatorProblems(sorted(document.problems, key=by_place))


def _operator(parts: dict[str, Written], places: Collection[str]) -> Operator:
    role, day = _reviewer(parts["reviewer"]) if "reviewer" in parts else (None, None)
    hosts = tuple(_shaped(item, _HOST, "a host", "write it as check.example.org") for item in parts["hosts"].items())
    place = parts["place"].name_of("place", places) or ""
    return Operator(
        legal_name=_said(parts["legal_name"]),
        country=_said(parts["country"]),
        place=place,
        **{name: _contact(parts[name]) for name in _CONTACTS},
        incident_mailbox=_shaped(parts["incident_mailbox"], _MAILBOX, "a mailbox", "write it as name@example.org"),
        reviewer_role=role,
        reviewed_on=day,
        device_position=_positions(parts["device_position"], places, place),
        public_url=_public_url(parts["public_url"], hosts),
        hosts=hosts,
        embed_parents=tuple(map(_origin, parts["embed_parents"].items())) if "embed_parents" in parts else (),
    )


@cache
def _example() -> frozenset[str]:
    """What the shipped example says of a publisher that does not exist: nobody may serve the public with it."""
    document = read(file_bytes(shipped("operator.example.yaml")), "operator.example.yaml")
    parts = Written(document, (), document.data).named()
    return frozenset(_texts([part.data for key, part in parts.items() if key not in ("country", "place")]))


def _texts(data: Plain) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)


def _own(part: Written, text: str) -> None:
    if text in _example():
        part.refuse("still-the-example", f"'{text}' is what the shipped example says", "write what is so of you")


def _said(part: Written) -> str:
    text = part.text().strip()
    if not text:
        part.refuse("empty-value", "nothing is written here", "write it out")
    _own(part, text)
    return text


def _shaped(part: Written, pattern: str, kind: str, remedy: str) -> str:
    text = part.text()
    if not re.fullmatch(pattern, text):
        part.refuse("wrong-kind", f"'{text}' is not {kind}", remedy)
    _own(part, text)
    return text


def _contact(part: Written) -> str:
    return _shaped(
        part, rf"{_MAILBOX}|https://{_HOST}(/\S*)?", "a mailbox or an https address", "write it as name@example.org"
    )


def _reviewer(part: Written) -> tuple[str | None, date | None]:
    parts = part.keyed(("role", "date"), ("role", "date"))
    if not {"role", "date"} <= parts.keys():
        return None, None
    try:
        return _said(parts["role"]), date.fromisoformat(parts["date"].text())
    except ValueError:
        parts["date"].refuse("not-a-date", f"'{parts['date'].text()}' is not a date", "write year-month-day")
        return None, None


def _positions(part: Written, places: Collection[str], home: str) -> dict[str, str]:
    parts = part.named()
    for position in parts.values():
        position.name_of("place", places, at_key=True)
    if home and parts and home not in parts:
        part.refuse("missing-key", f"nothing is said of '{home}', your own place", f"add '{home}: one sentence'")
    return {place: _said(position) for place, position in parts.items()}


def _origin(part: Written) -> str:
    return _shaped(part, rf"https://{_HOST}(:[0-9]+)?", "an https site", "write it as https://www.example.org")


def _public_url(part: Written, hosts: Collection[str]) -> str:
    origin = _origin(part)
    if urlsplit(origin).hostname not in hosts:
        part.refuse("unknown-host", f"the host of '{origin}' is not among 'hosts'", "add it there")
    return origin
