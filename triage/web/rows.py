"""Answers as rows that a visitor can look through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from triage.engine.sheet import Answers
from triage.ruleset.model import Question


@dataclass(frozen=True)
class Row:
    """One answer, with a link to change it if ``href`` is given. ``hidden`` says to a screen reader what is changed."""

    label: str
    value: str
    href: str = ""
    hidden: str = ""


def rows_of(questions: Iterable[Question], answers: Answers, change: str | None = None) -> list[Row]:
    """A row for each question with an answer.

    Args:
        questions: those that a page asks, in order.
        answers: what was picked, to these questions or others.
        change: the page's address, if its answers can be changed there.
    """
    return [
        Row(
            question.label,
            Markup("; ").join(choice.text for choice in question.shown_choices if choice.id in answers[question.id]),
            f"{change}#question-{place}" if change else "",
            question.label if change else "",
        )
        for place, question in enumerate(questions, start=1)
        if question.id in answers
    ]
