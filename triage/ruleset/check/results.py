"""Whether a result says where to go, by when, and what to watch for; and whether its numbers are fresh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from triage.ruleset.check.texts import PLACEHOLDERS, Shown, filled, shown
from triage.ruleset.model import Outcome, RuleSet
from triage.ruleset.problem import Problem

LONGEST_HEADING = 9
"""The most words of a heading, in any place."""

_TIME = re.compile(
    r"\b(?:now|today|(?:within|next) (?:\d+|an?|one|two|three) (?:hours?|days?|weeks?))\b", re.IGNORECASE
)
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def problems(ruleset: RuleSet, today: date) -> Iterator[Problem]:
    """Every heading without a time or too long, unfilled ``{word}``, lacking safety net and stale place."""
    for index, outcome in enumerate(ruleset.outcomes):
        yield from _heading(ruleset, index, outcome)
        yield from _safety_net(ruleset, index, outcome)
    for name, lines in ruleset.safety_net.items():
        if not 2 <= len(lines) <= 5:
            message = f"a safety net has 2 to 5 lines, and this one has {len(lines)}"
            yield Problem("safety-net-length", ("safety_net", name), message, "keep what matters most", at_key=True)
    for text in shown(ruleset):
        yield from _placeholders(text)
    yield from _stale_places(ruleset, today)


def _heading(ruleset: RuleSet, index: int, outcome: Outcome) -> Iterator[Problem]:
    path = ("outcomes", index, "heading")
    if index > 0 and not _TIME.search(outcome.heading):
        message = "this heading does not say by when"
        yield Problem("missing-time", path, message, "add now, today, or within a number of days or weeks")
    for place in ruleset.places:
        count = len(filled(outcome.heading, place).split())
        if count > LONGEST_HEADING:
            message = f"this heading has {count} words in {place.name}, and the most is {LONGEST_HEADING}"
            yield Problem("long-heading", path, message, "say the rest in 'told' or 'steps'")
            return


def _safety_net(ruleset: RuleSet, index: int, outcome: Outcome) -> Iterator[Problem]:
    most_urgent = ruleset.outcomes[-1].id
    path = ("outcomes", index, "watch")
    if outcome.id != most_urgent and most_urgent not in outcome.watch:
        message = f"the result '{outcome.id}' does not say when to get '{most_urgent}' help"
        yield Problem("missing-safety-net", path, message, f"add 'watch: [{most_urgent}]'")
    for at, name in enumerate(outcome.watch):
        watched = ruleset.outcome_by_id.get(name)
        if watched and watched.watch_heading is None:
            message = f"'{name}' has no heading for its safety net"
            yield Problem("missing-safety-net", (*path, at), message, f"add 'watch_heading' to outcome '{name}'")


def _placeholders(text: Shown) -> Iterator[Problem]:
    allowed = {f"{{{key}}}" for key in PLACEHOLDERS} if text.filled else set()
    for match in _BRACES.finditer(text.text):
        if match[0] not in allowed:
            remedy = f"use one of {', '.join(sorted(allowed))}" if allowed else "write the word itself"
            yield Problem("unknown-placeholder", text.path, f"nothing fills in '{match[0]}' here", remedy)


def _stale_places(ruleset: RuleSet, today: date) -> Iterator[Problem]:
    for index, place in enumerate(ruleset.places):
        if place.checked_on and _a_year_after(place.checked_on) < today:
            message = f"the numbers of {place.name} were last checked on {place.checked_on}, over 12 months ago"
            yield Problem("stale-place", ("places", index, "checked_on"), message, "check them, and date it")


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
