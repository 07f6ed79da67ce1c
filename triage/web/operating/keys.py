"""Secret keys: what can be judged of one by looking at it.

Nobody can measure how a single key was made. So this asks for room for 256 bits, as 32 random bytes have, and refuses
what chance would not write: repetition, few different characters, runs, and some words. A key that somebody wrote may
pass all the same; one that chance made does not fail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log2

BITS = 256
"""What a key must have room for."""

HOW = "make one with: openssl rand -hex 32"

_FEWEST_DIFFERENT = 10
"""Of 64 random hexadecimal digits, fewer differ once in some 10^9 keys."""

_ALPHABETS = ((r"[0-9]+", 10), (r"[0-9a-f]+|[0-9A-F]+", 16), (r"[0-9A-Za-z_+/=-]+", 64))
_ANY_CHARACTER = 94
_WORDS = re.compile(
    "secret|password|passwort|change-?me|changeit|example|back-?pain|default|production|testing|qwerty|asdfgh|zxcvbn",
    re.IGNORECASE,
)

_REPEATED = 8
"""So many characters stand twice in 64 random hexadecimal digits once in some 10^6 keys."""


def weakness(key: str) -> str | None:
    """Why a key must not be used, or ``None`` when nothing speaks against it.

    Args:
        key: the key as it is given.
    """
    if re.search(r"[\s,;]", key):
        return (
            "it holds a blank, a comma or a semicolon. Several keys in SECRET_KEY_FALLBACKS are divided by blanks alone"
        )
    if len(key) * log2(_alphabet(key)) < BITS:
        return "it is too short to hold 32 random bytes"
    if key in (key + key)[1:-1]:
        return "it repeats itself"
    if len(set(key)) < _FEWEST_DIFFERENT:
        return "it has too few different characters"
    if sum(abs(ord(a) - ord(b)) <= 1 for a, b in pairwise(key)) > len(key) / 2:
        return "its characters follow one another in order"
    pieces = [key[start : start + _REPEATED] for start in range(len(key) - _REPEATED + 1)]
    if len(set(pieces)) < len(pieces):
        return "a part of it repeats itself"
    if _WORDS.search(key):
        return "it holds a word, so it was written by hand"
    return None


def weaknesses(keys: Sequence[str]) -> list[str]:
    """What is wrong with the newest key and those before it, none of which may be weak or given twice."""
    if not keys or not keys[0]:
        return [f"SECRET_KEY is not set: {HOW}"]
    names = ["SECRET_KEY", *(f"SECRET_KEY_FALLBACKS, key {place}" for place in range(1, len(keys)))]
    found = [f"{name}: {why}; {HOW}" for name, key in zip(names, keys, strict=True) if (why := weakness(key))]
    if len(set(keys)) < len(keys):
        found.append("SECRET_KEY_FALLBACKS: a key is given twice; keep each older key once, and the newest out of it")
    return found


def _alphabet(key: str) -> int:
    return next((size for pattern, size in _ALPHABETS if re.fullmatch(pattern, key)), _ANY_CHARACTER)
