"""Every question as visitors see it, with what each answer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.model import Choice, Decision, Outcome, Page, Question, RuleSet
from triage.ruleset.reading_grade import reading_grade
from triage.verification.explaining.bearing import Cited, NamedBy, cited, decision_of, named_by, names_choice
from triage.verification.explaining.criterion_words import criterion_lines
from triage.web.review.branches import Branch, branches
from triage.web.review.plain import Sentence, sentences_of


@dataclass(frozen=True)
class ChoiceShown:
    """A choice, and what it does.

    Attributes:
        choice: the choice.
        outcome: what it gives by itself.
        named_by: the rules, questions, notes and guides that look at it.
        decision: the open point that it belongs to.
    """

    choice: Choice
    outcome: Outcome | None
    named_by: NamedBy
    decision: Decision | None


@dataclass(frozen=True)
class QuestionShown:
    """A question, and what its choices do.

    Attributes:
        question: the question.
        page: the page it stands on.
        number: which page that is, from 1.
        first: whether it is the first on its page.
        asked_when: when it is asked, in words; empty if always.
        choices: in the order in which visitors see them.
        sources: what it rests on.
        decision: the open point that it belongs to.
        grade: the reading grade of what is asked, without the choices, in years of school. A choice such as "No" is no
            sentence, and would count as a very short one.
        sentences: all that visitors read of it, a sentence at a time, each with whether it is long.
    """

    question: Question
    page: Page
    number: int
    first: bool
    asked_when: tuple[Branch, ...]
    choices: tuple[ChoiceShown, ...]
    sources: tuple[Cited, ...]
    decision: Decision | None
    grade: float
    sentences: tuple[Sentence, ...]


def questions_shown(ruleset: RuleSet) -> Iterator[QuestionShown]:
    """Every question, in page order."""
    for number, page in enumerate(ruleset.pages, start=1):
        for index, question in enumerate(page.questions):
            yield QuestionShown(
                question=question,
                page=page,
                number=number,
                first=index == 0,
                asked_when=branches(criterion_lines(ruleset, question.ask_when) if question.ask_when else ()),
                choices=tuple(_choice(ruleset, question, choice) for choice in question.shown_choices),
                sources=cited(ruleset, question.sources),
                decision=decision_of(ruleset, question.decision),
                grade=reading_grade("\n".join(_asked(question))),
                sentences=tuple(sentences_of(_texts(question))),
            )


def _choice(ruleset: RuleSet, question: Question, choice: Choice) -> ChoiceShown:
    return ChoiceShown(
        choice=choice,
        outcome=ruleset.outcome_by_id[choice.outcome] if choice.outcome else None,
        named_by=named_by(ruleset, names_choice(ruleset, question.id, choice.id)),
        decision=decision_of(ruleset, choice.decision),
    )


def _texts(question: Question) -> list[str]:
    """What visitors read of a question."""
    more = [text for text in (question.why_we_ask, question.if_not_sure) if text]
    return _asked(question) + more + [choice.text for choice in question.shown_choices]


def _asked(question: Question) -> list[str]:
    """What a question asks: its text and its hint."""
    return [text for text in (question.text, question.hint) if text]
