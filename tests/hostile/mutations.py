"""What can happen to a rule file: bytes lost or turned, lines moved, keys renamed, ids swapped. Seeded."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]

_LOOKALIKES = (
    b"no", b"yes", b"on", b"off", b"true", b"null", b"~", b"010", b"0x1F", b"0o17", b"12:30", b"1_000", b"1e3",
    b".inf", b".nan", b"-0", b"2026-01-31", b"3", b"''", b"[]", b"{}", b"'no'", b'"yes"', b"no # yes", b"|", b">-",
)  # fmt: skip
_SIGNS = (
    "\u200b", "\u202e", "\ufeff", "\u00a0", "\u2028", "\x85", "\t", "\x00", "é", "腰", "😀", "а", "ｎｏ", "no\u0301",
)  # fmt: skip
_YAML = (b"&a ", b"*a ", b"!!str ", b"!t ", b"<<: ", b"? ", b"- ", b": ", b"%TAG ! x\n", b"---\n", b"...\n", b"# ")
_KEYS = (b"id", b"outcome", b"when", b"any", b"all", b"at_least", b"choices", b"not", b"none", b"order", b"x", b"Id")
_WORD = re.compile(rb"[a-z_][a-z0-9_-]*")


def mutated(chance: random.Random, source: bytes) -> tuple[str, bytes]:
    """The source after one to three mutations, and their names."""
    names = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        name = chance.choice(list(MUTATIONS))
        names.append(name)
        source = MUTATIONS[name](chance, source)
    return " + ".join(names), source


def _flipped(chance: random.Random, source: bytes) -> bytes:
    at = chance.randrange(max(1, len(source)))
    return source[:at] + bytes([(source[at : at + 1] or b" ")[0] ^ 1 << chance.randrange(8)]) + source[at + 1 :]


def _cut(chance: random.Random, source: bytes) -> bytes:
    return source[: chance.randrange(len(source) + 1)]


def _gap(chance: random.Random, source: bytes) -> bytes:
    at = chance.randrange(len(source) + 1)
    return source[:at] + source[at + chance.randint(1, 80) :]


def _put_in(*pieces: bytes) -> Mutation:
    def put_in(chance: random.Random, source: bytes) -> bytes:
        at = chance.randrange(len(source) + 1)
        return source[:at] + chance.choice(pieces) + source[at:]

    return put_in


def _lines(change: Callable[[random.Random, list[bytes]], None]) -> Mutation:
    def on_lines(chance: random.Random, source: bytes) -> bytes:
        lines = source.splitlines(keepends=True)
        if len(lines) > 1:
            change(chance, lines)
        return b"".join(lines)

    return on_lines


def _doubled(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines.insert(at, lines[at])


def _removed(chance: random.Random, lines: list[bytes]) -> None:
    del lines[chance.randrange(len(lines))]


def _swapped(chance: random.Random, lines: list[bytes]) -> None:
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


def _moved_block(chance: random.Random, lines: list[bytes]) -> None:
    start = chance.randrange(len(lines))
    block = lines[start : start + chance.randint(1, 12)]
    del lines[start : start + len(block)]
    at = chance.randint(0, len(lines))
    lines[at:at] = block


def _indented(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    line = lines[at]
    lines[at] = chance.choice((b" " + line, b"  " + line, line.removeprefix(b" "), line.lstrip(b" "), b"\t" + line))


def _value(chance: random.Random, lines: list[bytes]) -> None:
    """What stands behind a key becomes something that other readers take for a number, a truth or nothing."""
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(b": ")
    if colon:
        lines[at] = key + colon + chance.choice(_LOOKALIKES) + b"\n"


def _key(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines[at] = re.sub(rb"\w+(?=:)", chance.choice(_KEYS), lines[at], count=1)


def _ids(chance: random.Random, source: bytes) -> bytes:
    """Two words of the file, ids as often as not, change places everywhere or in one place."""
    words = sorted(set(_WORD.findall(source)))
    if len(words) < 2:
        return source
    one, other = chance.sample(words, 2)
    most = chance.choice((1, -1))
    return source.replace(one, b"\x00", most).replace(other, one, most).replace(b"\x00", other)


def _word(chance: random.Random, source: bytes) -> bytes:
    """One word becomes another of the file's words."""
    found = list(_WORD.finditer(source))
    if not found:
        return source
    place = chance.choice(found)
    return source[: place.start()] + chance.choice(found)[0] + source[place.end() :]


def _nested(chance: random.Random, source: bytes) -> bytes:
    """Something deep, where a criterion, a list or anything else stood."""
    depth = chance.choice((5, 29, 40, 2000))
    opening, closing = chance.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"{all: [", b"]}"), (b"{any: [", b"]}")))
    at = chance.choice([place.end() for place in re.finditer(rb": ", source)] or [0])
    return source[:at] + opening * depth + b"fever" + closing * depth + source[at:]


MUTATIONS: dict[str, Mutation] = {
    "a byte flipped": _flipped,
    "cut short": _cut,
    "bytes lost": _gap,
    "bytes put in": lambda chance, source: _put_in(chance.randbytes(chance.randint(1, 4)))(chance, source),
    "a sign put in": _put_in(*(sign.encode() for sign in _SIGNS)),
    "YAML put in": _put_in(*_YAML),
    "a line doubled": _lines(_doubled),
    "a line removed": _lines(_removed),
    "two lines swapped": _lines(_swapped),
    "a block moved": _lines(_moved_block),
    "a line indented anew": _lines(_indented),
    "a lookalike": _lines(_value),
    "a key renamed": _lines(_key),
    "ids swapped": _ids,
    "a word replaced": _word,
    "nested deeply": _nested,
}
"""Name of a mutation → what it does to a file."""
