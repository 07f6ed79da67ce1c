"""Whether the check is short, and asks what cannot wait first."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset import mentions
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Problem

MOST_PAGES = 12
MOST_QUESTIONS = 4
"""The most questions of a page."""

LAST_EMERGENCY_PAGE = 3
"""The last page, counted from 1, on which a choice may mean the most urgent outcome by itself."""


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Too many pages, too many questions on a page, and emergencies that are asked about late."""
    if len(ruleset.pages) > MOST_PAGES:
        message = f"this is page {MOST_PAGES + 1}, and the most is {MOST_PAGES}"
        yield Problem("too-many-pages", ("pages", MOST_PAGES), message, "join related questions on one page")
    for index, page in enumerate(ruleset.pages):
        if len(page.questions) > MOST_QUESTIONS:
            message = f"page '{page.id}' has {len(page.questions)} questions, and the most is {MOST_QUESTIONS}"
            yield Problem(
                "too-many-questions", ("pages", index, "questions"), message, "make two pages of it", at_key=True
            )
    yield from _late_emergencies(ruleset)


def _late_emergencies(ruleset: RuleSet) -> Iterator[Problem]:
    most_urgent = ruleset.outcomes[-1].id
    for path, outcome in mentions.raised(ruleset):
        match path:
            case ("pages", int(page), *_) if page >= LAST_EMERGENCY_PAGE and outcome == most_urgent:
                message = f"this choice means '{most_urgent}', and stands on page {page + 1}"
                remedy = f"move the question to one of the first {LAST_EMERGENCY_PAGE} pages"
                yield Problem("late-emergency", path, message, remedy)
