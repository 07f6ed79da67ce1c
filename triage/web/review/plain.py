"""The lens for plain words: which sentences of a question are long. It says nothing of whether words are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.ruleset.reading_grade import words

LONG = 15
"""How many words a sentence may have before the lens marks it."""

_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Sentence:
    """A sentence that visitors read, and how many words it has."""

    text: str
    words: int

    @property
    def is_long(self) -> bool:
        """Whether the lens marks it."""
        return self.words > LONG


def sentences_of(texts: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of texts, in order."""
    for text in texts:
        for sentence in _END.split(text):
            yield Sentence(sentence, len(words(sentence)))
