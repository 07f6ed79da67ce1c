"""Answer sheets as programs exchange them: JSON in, JSON out. The command line's contract with others."""

from __future__ import annotations

import json
from typing import Any

from triage.engine.assess import assess
from triage.engine.compiled import CompiledRuleSet
from triage.engine.journey import journey
from triage.engine.sheet import read_answers
from triage.errors import TriageError, Unanswered, UnknownAnswer
from triage.ruleset.model import RuleSet

Sheet = dict[str, Any]
"""One entry: ``id`` and ``answers`` on the way in; ``id`` with ``outcome``, ``because``, ``asked`` on the way out."""

_WANTED = 'Write a list of people, each as {"id": 1, "answers": {"question": "choice"}}'


def questions_on_paper(ruleset: RuleSet) -> list[dict[str, Any]]:
    """Every question as plain data: id, how many choices may be picked, choice ids, reassuring choice, page from 1."""
    return [
        {
            "id": question.id,
            "choose": question.choose,
            "choices": [choice.id for choice in question.choices],
            "reassuring": question.reassuring,
            "page": ruleset.page_of[question.id] + 1,
        }
        for question in ruleset.questions
    ]


def read_sheets(text: str, name: str) -> list[Sheet]:
    """Read a JSON list of entries, each with ``id`` and ``answers``.

    Raises:
        TriageError: it is not JSON, or not such a list; names the entry.
    """
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        raise TriageError(f"{name}:{error.lineno}:{error.colno}: this is not JSON: {error.msg}. {_WANTED}") from None
    except (ValueError, RecursionError):
        raise TriageError(
            f"{name}: this JSON has a number too long, or brackets too deep, to be read. {_WANTED}"
        ) from None
    if not isinstance(entries, list):
        raise TriageError(f"{name}: this is no list. {_WANTED}")
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or "id" not in entry or not isinstance(entry.get("answers"), dict):
            raise TriageError(f'{name}: entry {number} lacks "id", or has no "answers" by question. {_WANTED}')
    return entries


def assess_sheet(compiled: CompiledRuleSet, entry: Sheet) -> Sheet:
    """Assess one complete answer sheet.

    Args:
        compiled: the rule set.
        entry: ``id`` and ``answers``. Answers to questions that do not apply are ignored; an empty answer is none.

    Returns:
        ``id`` with ``outcome``, ``because`` (ids of what fired, most urgent first) and ``asked`` (ids of the questions
        that the journey asks this person, in order); or ``id`` with ``error`` (its name), ``question`` and ``reason``.
    """
    try:
        given = {question: picked for question, picked in entry["answers"].items() if picked not in (None, "", [])}
        answers = read_answers(compiled.ruleset, given)
        assessment = assess(compiled, answers)
    except (Unanswered, UnknownAnswer) as error:
        name = "unanswered" if isinstance(error, Unanswered) else "unknown-answer"
        return {"id": entry["id"], "error": name, "question": error.question, "reason": str(error)}
    asked = [question.id for page in journey(compiled, answers).asked.values() for question in page]
    return {
        "id": entry["id"],
        "outcome": assessment.outcome.id,
        "because": list(assessment.because),
        "asked": asked,
    }
