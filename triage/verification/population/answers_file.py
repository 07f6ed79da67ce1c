"""The blocks of a cohort file that say how a question is answered."""

from __future__ import annotations

from collections.abc import Mapping

from triage.verification.population.answering import CHILDBEARING, Answering, Chances
from triage.verification.population.cohort import Bands
from triage.verification.written import Written

TOLERANCE = 1e-9
"""How far a sum of decimal fractions may be off."""

ABOUT = ("basis", "source", "note", "range")
"""Keys that say where a number comes from, for people."""

_ONE = ("p", "p_by_age", "rest", "only_if")
_LINES = ("lines", "lines_by_age")


def number(part: Written, most: float) -> float:
    """The number that is written, from 0 to ``most``; 0 when it is none."""
    try:
        found = float(part.text())
    except ValueError:
        found = -1.0
    if 0 <= found <= most:
        return found
    part.refuse("not-a-number", f"this is no number from 0 to {most:g}", "write one, such as 0.05")
    return 0.0


def share(part: Written) -> float:
    """The share or chance that is written, from 0 to 1."""
    return number(part, 1)


def texts(part: Written) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(item.text() for item in part.items())


def answering(part: Written, bands: Bands, default: Answering | None) -> Answering:
    """How a question is answered.

    Args:
        part: the block of the file.
        bands: the cohort's age bands.
        default: how people without the condition answer it; ``None`` for a block of ``defaults`` itself.
    """
    parts = part.named()
    by_lines = bool(parts.keys() & set(_LINES)) if default is None else default.rest is None
    part.keyed((), (*(_LINES if by_lines else _ONE), *ABOUT))
    if by_lines:
        return Answering(_lines(part, bands), None, own=default is not None)
    chances = _one(part, bands)
    return Answering(chances, _rest(part, default), _only_if(parts.get("only_if")), default is not None)


def _lines(part: Written, bands: Bands) -> dict[str, Chances]:
    parts = part.named()
    everywhere = _chances(parts["lines"]) if "lines" in parts else ()
    by_age = parts["lines_by_age"].named() if "lines_by_age" in parts else {}
    own = {line: _by_band(written, bands) for line, written in by_age.items()}
    for line in own.keys() & dict(everywhere).keys():
        by_age[line].refuse("duplicate-key", f"'{line}' stands in 'lines' too", "keep one of the two", at_key=True)
    return {
        band: (*everywhere, *((line, share(ages[band])) for line, ages in own.items() if band in ages))
        for band in bands
    }


def _one(part: Written, bands: Bands) -> dict[str, Chances]:
    parts = part.named()
    if "p_by_age" in parts and "p" not in parts:
        return {band: _adding_up(written) for band, written in _by_band(parts["p_by_age"], bands).items()}
    if "p" in parts and "p_by_age" not in parts:
        return dict.fromkeys(bands, _adding_up(parts["p"]))
    part.refuse("missing-key", "this needs either 'p' or 'p_by_age'", "write p: {choice: 0.05}", at_key=True)
    return dict.fromkeys(bands, ())


def _by_band(part: Written, bands: Bands) -> Mapping[str, Written]:
    return part.keyed(tuple(bands), tuple(bands))


def _chances(part: Written) -> Chances:
    return tuple((choice, share(written)) for choice, written in part.named().items())


def _adding_up(part: Written) -> Chances:
    found = _chances(part)
    total = sum(likely for _, likely in found)
    if total > 1 + TOLERANCE:
        part.refuse("too-much", f"these chances add up to {total:g}", "let them add up to 1 at most", at_key=True)
    return found


def _rest(part: Written, default: Answering | None) -> str:
    rest = part.named().get("rest")
    if rest is not None:
        return rest.text()
    if default is None or default.rest is None:
        part.refuse("missing-key", "'rest' is missing here", "name the choice that takes what is left", at_key=True)
        return ""
    return default.rest


def _only_if(part: Written | None) -> bool:
    if part is not None and part.data != CHILDBEARING:
        part.refuse("wrong-word", "this is not a test that a cohort may state", f'write "{CHILDBEARING}"')
    return part is not None
