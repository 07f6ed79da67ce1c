"""Strict YAML 1.2 with positions. Nothing is guessed: every plain scalar is the text it is written as.

``no``, ``010``, ``12:30``, ``null`` and ``~`` stay text, as nothing here resolves a scalar to anything else. What YAML
offers beyond lists, keys and text (anchors, aliases, merge keys, tags, directives, several documents) is refused:
who reviews a file must be able to read what it says from top to bottom. The parser's events are a flat stream, so
depth and size are checked before memory or recursion could suffer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from triage.ruleset.characters import check_characters, decoded, is_plain
from triage.ruleset.criteria import YamlPath
from triage.ruleset.document import TOP, Document, Plain
from triage.ruleset.problem import Span
from triage.ruleset.syntax import meaning

MOST_NODES = 10_000
"""The most lists, texts and keyed parts that a file may have: a full rule set has about 4,000."""

DEEPEST = 30
"""How deep lists and keys may be nested."""

_ASIDE = -1
"""A step that leads to no part of a rule set: what stands behind a refused key is read there, and forgotten."""


class _Stopped(Exception):
    """Reading cannot go on. The document was told why."""


def read(source: str | bytes, name: str) -> Document:
    """Read a file into plain data, collecting every problem on the way. What the file holds never makes it raise.

    Args:
        source: the file's bytes, or its text.
        name: how messages call the file.

    Returns:
        The document. Its ``data`` are ``""`` when nothing in it can be used; its ``problems`` then say why.
    """
    document = Document(name)
    text = decoded(source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass"), document)
    if text is None:
        return document
    document.lines = text.split("\n")
    if check_characters(text, document) and _without_directives(text, document):
        reader = _Reader(text, document)
        try:
            document.data = reader.whole()
        except _Stopped:
            document.data = ""
    return document


def _without_directives(text: str, document: Document) -> bool:
    found = re.search(r"^%.*", text, re.MULTILINE)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        message = "a line that begins with '%' would change how the file is read"
        document.refuse("directive", Span(line, 1, line, 1 + len(found[0])), message, "delete the line")
    return not found


class _Reader:
    """One pass over the events of a file."""

    def __init__(self, text: str, document: Document) -> None:
        self.document = document
        self.events = self._parsed(text)
        self.event: Event = next(self.events)
        self.nodes = 0

    def _parsed(self, text: str) -> Iterator[Event]:
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            message, remedy = meaning(error.problem or "")
            unclosed = error.problem_mark is None or message.endswith(("closed", "should be"))
            mark = error.context_mark if unclosed and error.context_mark else error.problem_mark
            self.document.refuse("syntax", _span(mark, mark), message, remedy)
            raise _Stopped from None
        except (ValueError, OverflowError):
            self.document.refuse("syntax", self._here(), "an escape after this names no character", "write it itself")
            raise _Stopped from None

    def _next(self) -> Event:
        self.event = next(self.events)
        return self.event

    def _here(self) -> Span:
        return _span(self.event.start_mark, self.event.end_mark)

    def whole(self) -> Plain:
        """The data of the only document in the file."""
        if not isinstance(self._next(), DocumentStartEvent):
            self.document.refuse("empty-file", TOP, "the file is empty", "fill it in")
            raise _Stopped
        data = self._part(self._next(), ())
        self._next()
        if isinstance(self._next(), DocumentStartEvent):
            message = "a second document begins here, and would be ignored"
            self.document.refuse("several-documents", self._here(), message, "keep one document in a file")
            raise _Stopped
        return data

    def _part(self, event: Event, path: YamlPath) -> Plain:
        start = event.start_mark
        self._limits(path)
        self._refuse_extras(event)
        data: Plain = ""
        match event:
            case MappingStartEvent():
                data = self._mapping(path)
            case SequenceStartEvent():
                data = self._sequence(path)
            case ScalarEvent():
                data = self._text(event, path)
            case AliasEvent():
                self._refuse(path, "alias", "'*' repeats another part of the file", "write the part out")
        self.document.values[path] = _span(start, self.event.end_mark)
        return data

    def _sequence(self, path: YamlPath) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := self._next(), CollectionEndEvent):
            items.append(self._part(event, (*path, len(items))))
        return items

    def _mapping(self, path: YamlPath) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        while not isinstance(event := self._next(), CollectionEndEvent):
            key = self._key(event, path, data)
            if key is None:
                self.document.dropped.append(self._part(self._next(), (*path, _ASIDE)))
            else:
                self.document.keys[*path, key] = self._here()
                data[key] = self._part(self._next(), (*path, key))
        return data

    def _key(self, event: Event, path: YamlPath, data: dict[str, Plain]) -> str | None:
        """The key's text, or ``None`` when the key, and what stands behind it, cannot be used."""
        if not isinstance(event, ScalarEvent) or not event.value:
            span = _span(event.start_mark, event.start_mark)
            self._part(event, (*path, _ASIDE))
            self.document.refuse("bad-key", span, "this key is not a word", "write 'key: text'")
            return None
        self._refuse_extras(event)
        key = str(event.value)
        if key == "<<":
            self.document.refuse("merge-key", self._here(), "'<<' copies keys from elsewhere", "write the keys out")
        elif key in data:
            message = f"'{key}' stands here and in line {self.document.keys[*path, key].line}; one would be ignored"
            self.document.refuse("duplicate-key", self._here(), message, "keep one of the two")
        else:
            return key
        return None

    def _text(self, event: ScalarEvent, path: YamlPath) -> str:
        value = str(event.value)
        if not value and (event.style is None or not path):
            self._refuse(path, "empty-value", "nothing is written here", "write it, or delete the key")
        elif not is_plain(value):
            self._refuse(path, "control-character", "an escape here stands for a hidden character", "delete it")
            return ""
        return value

    def _refuse(self, path: YamlPath, code: str, message: str, remedy: str) -> None:
        """Note a problem whose part of the data is a stand-in from here on."""
        span = self.document.keys.get(path, self._here()) if code == "empty-value" else self._here()
        self.document.refuse(code, span, message, remedy)
        self.document.broken.add(path)

    def _refuse_extras(self, event: Event) -> None:
        if not isinstance(event, ScalarEvent | CollectionStartEvent):
            return
        if event.anchor is not None:
            message = f"'&{event.anchor}' names a part to be repeated elsewhere"
            self.document.refuse("anchor", self._here(), message, "delete it, and write each part out")
        if event.tag is not None:
            self.document.refuse("tag", self._here(), "'!' changes the kind of what follows", "delete it")

    def _limits(self, path: YamlPath) -> None:
        self.nodes += 1
        if len(path) > DEEPEST:
            message = f"lists and keys are nested more than {DEEPEST} deep here"
            self.document.refuse("too-deep", self._here(), message, "give the inner parts names in 'groups'")
            raise _Stopped
        if self.nodes > MOST_NODES:
            message = f"the file has more than {MOST_NODES:,} parts"
            self.document.refuse("too-large", self._here(), message, "take out what is not part of a rule set")
            raise _Stopped


def _span(start: StreamMark, end: StreamMark) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
