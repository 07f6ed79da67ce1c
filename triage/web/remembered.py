"""What the visitor's device remembers between two pages, and its form as a few bytes."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from triage.engine.sheet import Answers, Layout, layout_of
from triage.ruleset.fields import LONGEST_PLACE
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.model import RuleSet
from triage.ruleset.translation import LONGEST_CODE

_HEAD = struct.Struct(">B8sIIIB?20sBB")
_FORMAT = 3
_NO_PAGE = 255
_CHOSEN = LONGEST_PLACE + LONGEST_CODE


@dataclass(frozen=True)
class Draft:
    """What was picked on a page that could not be accepted yet, so that nothing has to be picked again.

    Attributes:
        page: the page's index, from 0.
        picks: question id → choice ids, which may exclude each other.
        too_old: whether the page that it came from was too old for us to take it.
    """

    page: int
    picks: Answers
    too_old: bool = False


@dataclass(frozen=True)
class Remembered:
    """Everything that is remembered of a visitor.

    Attributes:
        answers: what was answered so far.
        draft: the page that must be put right, if there is one.
        hinted: ids of the questions whose text for the unsure was shown.
        place: id of the country that the visitor chose.
        language: code of the language that the visitor chose; ``None`` for English.
        started: when the first answer was given, in seconds since 1970; 0 for not yet.
        answered: when the last answer was given, likewise.
    """

    answers: Answers = field(default_factory=dict)
    draft: Draft | None = None
    hinted: frozenset[str] = frozenset()
    place: str | None = None
    language: str | None = None
    started: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Unpacked:
    """What a sealed cookie held.

    Attributes:
        remembered: what was remembered, without a place or language that is no longer offered; only the place, the
            language and the times if the rule set is another one now.
        csrf_token: the secret that the visitor's forms must know, in hex, or ``None``.
        issued: when the cookie was made, in seconds since 1970.
        same_rule_set: whether it was made with the rule set that is in use.
    """

    remembered: Remembered
    csrf_token: str | None
    issued: int
    same_rule_set: bool


class Codec:
    """Packs and unpacks for one rule set: one bit for each choice, valid only with that rule set's fingerprint.

    Args:
        ruleset: the rule set.
        languages: codes of those that the visitor can choose.

    Raises:
        ValueError: the rule set has more pages than one byte can number.
    """

    def __init__(self, ruleset: RuleSet, languages: Collection[str]) -> None:
        if len(ruleset.pages) >= _NO_PAGE:
            raise ValueError("a rule set may have up to 254 pages")
        self._places = frozenset(ruleset.place_by_id)
        self._languages = frozenset(languages)
        self._layout: Layout = layout_of(ruleset)
        self._choice_of = {
            bit: (question, choice) for question, bits in self._layout.single.items() for choice, bit in bits.items()
        }
        self._fingerprint = hashlib.sha256(fingerprint(ruleset).encode()).digest()[:8]
        self._sheet_size = (len(self._layout.bit) + 7) // 8
        self._hint_bit: Mapping[str, int] = {q.id: 1 << index for index, q in enumerate(ruleset.questions)}
        self._hints_size = (len(ruleset.questions) + 7) // 8

    def pack(self, remembered: Remembered, csrf_token: str | None, issued: int) -> bytes:
        """Always the same number of bytes for a rule set, whatever was answered."""
        draft = remembered.draft or Draft(_NO_PAGE, {})
        place = (remembered.place or "").encode()
        language = (remembered.language or "").encode()
        return (
            _HEAD.pack(
                _FORMAT,
                self._fingerprint,
                issued,
                remembered.started,
                remembered.answered,
                draft.page,
                draft.too_old,
                bytes.fromhex(csrf_token or "").ljust(20, b"\0"),
                len(place),
                len(language),
            )
            + (place.ljust(LONGEST_PLACE, b"\0") + language.ljust(LONGEST_CODE, b"\0"))
            + self._layout.pack(remembered.answers).to_bytes(self._sheet_size, "big")
            + self._layout.pack(draft.picks).to_bytes(self._sheet_size, "big")
            + sum(self._hint_bit[question] for question in remembered.hinted).to_bytes(self._hints_size, "big")
        )

    def unpack(self, contents: bytes) -> Unpacked | None:
        """What was packed, or ``None`` if it was packed in a form that is no longer known."""
        if len(contents) < _HEAD.size + _CHOSEN or contents[0] != _FORMAT:
            return None
        _, made_with, issued, started, answered, page, too_old, csrf, place_size, language_size = _HEAD.unpack_from(
            contents
        )
        place = _text(contents, _HEAD.size, place_size)
        language = _text(contents, _HEAD.size + LONGEST_PLACE, language_size)
        same = made_with == self._fingerprint
        remembered = Remembered(
            place=place if place in self._places else None,
            language=language if language in self._languages else None,
            started=started,
            answered=answered,
            **(self._answered(page, too_old, contents[_HEAD.size + _CHOSEN :]) if same else {}),
        )
        return Unpacked(remembered, csrf.hex() if any(csrf) else None, issued, same)

    def _answered(self, page: int, too_old: bool, packed: bytes) -> dict[str, Any]:
        """The parts of :class:`Remembered` that mean something with this rule set only."""
        size = self._sheet_size
        hints = int.from_bytes(packed[2 * size : 2 * size + self._hints_size], "big")
        return {
            "answers": self._sheet(packed[:size]),
            "draft": None if page == _NO_PAGE else Draft(page, self._sheet(packed[size : 2 * size]), too_old),
            "hinted": frozenset(question for question, bit in self._hint_bit.items() if hints & bit),
        }

    def _sheet(self, packed: bytes) -> Answers:
        bits = int.from_bytes(packed, "big")
        picked: dict[str, frozenset[str]] = {}
        while bits:
            lowest = bits & -bits
            question, choice = self._choice_of[lowest]
            picked[question] = picked[question] | choice if question in picked else choice
            bits ^= lowest
        return picked


def _text(contents: bytes, start: int, size: int) -> str:
    return contents[start : start + size].decode()
