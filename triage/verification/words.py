"""Proofs in the words of the form: question texts and choice texts, never ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.engine.sheet import Answers
from triage.ruleset.model import Choice, Question, RuleSet
from triage.verification.encode import Firing
from triage.verification.verdict import Example


def quoted(text: str) -> str:
    """A text of the form as part of a sentence."""
    return f"“{text}”"


def listed(parts: Iterable[str], word: str = "and") -> str:
    """Parts in a row: ``a, b and c``."""
    *first, last = parts
    return f"{', '.join(first)} {word} {last}" if first else last


def choice_texts(question: Question, picked: Iterable[str]) -> str:
    """The texts of choices, in the order of the form."""
    chosen = set(picked)
    return listed(quoted(choice.text) for choice in question.choices if choice.id in chosen)


def cause(firing: Firing) -> str:
    """What gives an outcome: a rule by its name, or an answer by its texts."""
    if firing.question is None:
        return f"rule '{firing.id}'"
    assert isinstance(firing.cause, Choice)
    return f"{quoted(firing.cause.text)} on {quoted(firing.question.text)}"


def outcome_name(ruleset: RuleSet, rank: int) -> str:
    """The name of an outcome."""
    return quoted(ruleset.outcomes[rank].name)


def answer_lines(ruleset: RuleSet, calm: Answers, example: Example) -> Iterator[str]:
    """An example, line by line: the answers that depart from the calm sheet, then the rest, then its outcome."""
    for question_id, picked in example.answers.items():
        question = ruleset.question_by_id[question_id]
        if picked != calm[question_id]:
            yield f"{question.text} {choice_texts(question, picked)}"
    context = [
        f"{question.text} {choice_texts(question, calm[question.id])}"
        for question in ruleset.questions
        if question.is_context and example.answers.get(question.id) == calm[question.id]
    ]
    yield "All other questions: the reassuring answer" + (f" ({'; '.join(context)})" if context else "")
    yield f"Outcome: {quoted(ruleset.outcome_by_id[example.outcome].name)}"


def answers_phrase(ruleset: RuleSet, answers: Answers) -> str:
    """Some answers of a person, each with the short name of its question."""
    said = (f"{ruleset.question_by_id[question].label}: {_texts(ruleset, question, answers)}" for question in answers)
    return "; ".join(said) or "The reassuring answer to every question"


def _texts(ruleset: RuleSet, question: str, answers: Answers) -> str:
    choices = ruleset.question_by_id[question].choices
    return listed(choice.text for choice in choices if choice.id in answers[question])
