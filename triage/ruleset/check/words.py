"""Words that no result may use, what to say instead, and the few forms in which they are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from triage.ruleset.check.texts import Shown, shown
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Problem


@dataclass(frozen=True)
class Ban:
    """Words with one reason against them.

    Attributes:
        words: regular expressions for whole words, without regard to capitals.
        instead: what to do about them.
        allowed: regular expressions for forms that hold one of the words and are allowed.
        not_in: kinds of text in which the words are allowed.
    """

    words: tuple[str, ...]
    instead: str
    allowed: tuple[str, ...] = ()
    not_in: tuple[str, ...] = field(default=())


_CLAIM = "say who to contact and how soon: the check makes no medical claim"
_HINT = "repeat what the person said, as in 'You told us ...': nothing here may hint at a cause"
_FRIGHT = "say what to do and by when, as in 'This needs to be checked today'"
_COMFORT = "say 'Your answers did not match our warning signs', and when to come back"
_ODDS = "leave the odds out"
_TIME = "say by when: now, today, within 2 weeks"
_PLAIN = "use call, go, see, get or tell"

BANS = (
    Ban(
        (
            r"diagnos\w*",
            r"detect\w*",
            r"identif\w*",
            r"predict\w*",
            "assess(?:es|ed|ing)? your risk",
            "screen(?:s|ed|ing)? for",
            "rul(?:e|es|ed|ing) out",
            "all[- ]clear",
            r"monitor\w*",
            r"analy[sz]\w*",
        ),
        _CLAIM,
        allowed=("not a diagnosis", "not an all-clear"),
    ),
    Ban(("you have", "you've", "you (?:may|might|could|must) have"), _HINT, not_in=("you_said",)),
    Ban(("signs? of", "suspect(?:ed|s)?", "consistent with"), _HINT),
    Ban(
        (
            "red flags?",
            "serious(?:ly)?",
            "sinister",
            "worrying",
            "dangerous",
            "at risk",
            "high[- ]risk",
            "scores?",
            "positive",
            "negative",
        ),
        _FRIGHT,
    ),
    Ban(
        (
            "fine",
            "safe",
            "normal",
            "healthy",
            "nothing wrong",
            "no need to worry",
            "reassuring",
            "low[- ]risk",
            "just",
            "only",
        ),
        _COMFORT,
    ),
    Ban(("rare(?:ly)?", "common(?:ly)?", "likely", "unlikely", "usual(?:ly)?", "chances?"), _ODDS),
    Ban(
        (
            "soon",
            "as soon as possible",
            "promptly",
            "urgent(?:ly)?",
            "if symptoms persist",
            "if (?:you are |you're )?worried",
        ),
        _TIME,
        allowed=(r"urgent (?:care|treatment|advice)\b", "how soon"),
    ),
    Ban(
        (
            "should",
            "must",
            "please seek",
            "consult",
            "present to",
            "attend(?:s|ing)?",
            "experienc(?:e|es|ed|ing)",
            "symptoms worsen",
        ),
        _PLAIN,
    ),
    Ban(("don['’]t panic", "relax", "good news", "sorry to hear"), "say what to do, not how to feel"),
    Ban(
        ("AI", "smart", "clinically proven", "accurate", "doctor[- ]approved", "instant(?:ly)?"),
        "say 'fixed questions and fixed rules'",
    ),
)
"""The table of ``ux.md`` section 2.1. The NHS and MHRA sources of each line are named there."""


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every word of the table in a text of a result."""
    for text in shown(ruleset):
        if text.kind in ("result", "you_said"):
            yield from _in_text(text)


def _in_text(text: Shown) -> Iterator[Problem]:
    for ban in BANS:
        if text.kind in ban.not_in:
            continue
        searched = _pattern(ban.allowed).sub(" ", text.text) if ban.allowed else text.text
        for match in _pattern(ban.words).finditer(searched):
            yield Problem("forbidden-word", text.path, f"no result says '{match[0]}'", ban.instead)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
