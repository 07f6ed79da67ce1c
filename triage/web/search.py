"""Find guides by words: every word must be in a guide, and a word in its title counts for more than one in its text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.web.reading import Guide

MOST_SIGNS = 100
"""How much of what was typed is looked at, in characters."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST_BEGINNING = 3
_SHORTEST_STEM = 4
_TITLE, _KEYWORD, _HEADING, _SUMMARY, _TEXT = 12, 8, 4, 4, 1


@dataclass(frozen=True)
class _Entry:
    """A guide with the weight of each of its words, and how often each is used."""

    guide: Guide
    weights: dict[str, int]
    uses: Counter[str]


class Shelf:
    """The guides of one language, ready to be searched.

    Args:
        guides: in the order in which equally good ones are shown.
    """

    def __init__(self, guides: Iterable[Guide]) -> None:
        self._entries = tuple(map(_entry, guides))

    def holding(self, text: str) -> tuple[Guide, ...]:
        """The guides that hold every word of a text, the best first. None for a text without words."""
        asked = list(dict.fromkeys(folded_words(text[:MOST_SIGNS])))
        ranked = [(worth, entry.guide) for entry in self._entries if asked and (worth := _worth(entry, asked))]
        return tuple(guide for _, guide in sorted(ranked, key=lambda found: found[0], reverse=True))


def folded_words(text: str) -> Iterator[str]:
    """The words of a text as they are compared: without accents, in small letters, with one kind of apostrophe."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return (word.replace("’", "'") for word in _WORD.findall(bare.casefold()))


def _entry(guide: Guide) -> _Entry:
    weights: dict[str, int] = {}
    parts = ((_TEXT, guide.text), (_SUMMARY, guide.summary), (_HEADING, "\n".join(guide.headings)))
    for weight, text in (*parts, (_KEYWORD, "\n".join(guide.keywords)), (_TITLE, guide.title)):
        weights |= dict.fromkeys(folded_words(text), weight)
    return _Entry(guide, weights, Counter(folded_words(guide.text)))


def _worth(entry: _Entry, asked: list[str]) -> tuple[int, int] | None:
    """How well a guide fits: the weights of the words, then how often they are used; ``None`` if one is missing."""
    weight = uses = 0
    for word in asked:
        alike = [held for held in entry.weights if _alike(word, held)]
        if not alike:
            return None
        weight += max(entry.weights[held] for held in alike)
        uses += sum(entry.uses[held] for held in alike)
    return weight, uses


def _alike(asked: str, held: str) -> bool:
    """Whether two words are the same, or one begins the other: "disc" and "discs", "sleep" and "sleeping"."""
    begins = len(asked) >= _SHORTEST_BEGINNING and held.startswith(asked)
    return asked == held or begins or (len(held) >= _SHORTEST_STEM and asked.startswith(held))
