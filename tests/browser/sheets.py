"""What the visitors of the browser tests answer: the reassuring choice, except where their case says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from triage.ruleset.model import Question

Sheet = Mapping[str, str | list[str]]

CONTEXT = {"age_years": "16_44", "pregnancy": "no", "pain_duration": "under_2w"}
"""Answers to the questions that have no reassuring choice."""

CASES: dict[str, dict[str, str | list[str]]] = {
    "guides": {},
    "routine": {"both_legs": "long_unchecked"},
    "soon": {"night_pain": "no_position_helps"},
    "days": {"weight_loss": "yes"},
    "same_day": {"fever_chills": "no_clear_cause"},
    "emergency": {"saddle_numbness": "yes"},
}
"""For each outcome one plain case: outcome id → the answers that are not reassuring."""

ON_THE_FIRST_PAGE = {"very_unwell": "yes"}
"""Answers that need nothing more to be an emergency."""


def picks_for(question: Question, sheet: Sheet) -> list[str]:
    """The ids of the choices that a visitor with this sheet picks."""
    picked = sheet.get(question.id) or CONTEXT.get(question.id) or question.reassuring
    assert picked, f"no answer for {question.id}"
    return [picked] if isinstance(picked, str) else list(picked)
