"""What a question and each of its choices do, and what looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.ruleset.model import Choice, Decision, Outcome, Question, Waiver
from triage.verification.encode import Encoded, Firing
from triage.verification.explaining.alone import Alone, alone, where_alone
from triage.verification.explaining.bearing import (
    Cited,
    NamedBy,
    Resting,
    cited,
    decision_of,
    named_by,
    names_choice,
    names_question,
    questions_in,
    resting,
)
from triage.verification.explaining.criterion_words import Line, criterion_lines
from triage.verification.explaining.rules import RuleExplained, explain_rule
from triage.verification.vignettes import Vignette


@dataclass(frozen=True)
class ChoiceExplained:
    """What a choice does.

    Attributes:
        question: the question it belongs to.
        choice: the choice; ``raises_nothing`` says why a choice of a red-flag question gives no outcome.
        outcome: what it gives by itself, or ``None``.
        is_reassuring: whether it is the answer from which every other one may only raise the outcome.
        decision: the open point that it belongs to, if it does.
        named_by: what it counts for. On a context question doubt counts for whatever names the question.
        alone: what the choice does as a rule of its own, if it gives an outcome.
    """

    question: Question
    choice: Choice
    outcome: Outcome | None
    is_reassuring: bool
    decision: Decision | None
    named_by: NamedBy
    alone: RuleExplained | None


@dataclass(frozen=True)
class ChoiceInShort:
    """A choice in a question's table.

    Attributes:
        choice: the choice; ``raises_nothing`` says why a choice of a red-flag question gives no outcome.
        outcome: what it gives by itself, or ``None``.
        is_reassuring: whether it is the answer from which every other one may only raise the outcome.
        decision: the open point that it belongs to, if it does.
        rules: ids of the rules that it counts for.
    """

    choice: Choice
    outcome: Outcome | None
    is_reassuring: bool
    decision: Decision | None
    rules: tuple[str, ...]


@dataclass(frozen=True)
class QuestionExplained:
    """What a question is for.

    Attributes:
        question: the question; ``why_we_ask`` is what visitors are told.
        page: the number of its page, from 1.
        page_title: the title of its page.
        asked_when: who is asked, in words; empty for everybody.
        applies: on how many answer sheets it applies.
        choices: its choices in the order of the file.
        sources: what it rests on.
        decision: the open point that it belongs to, if it does.
        alone: what hangs on the question: on its choices by themselves, and on every rule that looks at it.
        named_by: what looks at it.
        waivers: the properties that clinicians accept as broken for it.
        vignettes: those whose outcome would be less urgent without it, and near misses of what looks at it.
    """

    question: Question
    page: int
    page_title: str
    asked_when: tuple[Line, ...]
    applies: int
    choices: tuple[ChoiceInShort, ...]
    sources: tuple[Cited, ...]
    decision: Decision | None
    alone: Alone
    named_by: NamedBy
    waivers: tuple[Waiver, ...]
    vignettes: Resting


def explain_question(encoded: Encoded, vignettes: Iterable[Vignette], question_id: str) -> QuestionExplained:
    """Explain a question.

    Args:
        encoded: the rule set.
        vignettes: written cases for the same rule set.
        question_id: the question's id.

    Raises:
        KeyError: there is no such question.
    """
    ruleset = encoded.ruleset
    question = ruleset.question_by_id[question_id]
    page = ruleset.page_of[question_id]
    own = _looking_at(encoded, question_id)
    decided = where_alone(encoded, own)
    return QuestionExplained(
        question=question,
        page=page + 1,
        page_title=ruleset.pages[page].title,
        asked_when=criterion_lines(ruleset, question.ask_when) if question.ask_when else (),
        applies=encoded.count.where(encoded.applies[question_id]),
        choices=tuple(_in_short(encoded, question, choice) for choice in question.choices),
        sources=cited(ruleset, question.sources),
        decision=decision_of(ruleset, question.decision),
        alone=alone(encoded, own, decided),
        named_by=named_by(ruleset, names_question(ruleset, question_id)),
        waivers=tuple(waiver for waiver in ruleset.waivers if waiver.question == question_id),
        vignettes=resting(encoded, vignettes, own, decided),
    )


def explain_choice(
    encoded: Encoded, vignettes: Iterable[Vignette], question_id: str, choice_id: str
) -> ChoiceExplained:
    """Explain a choice of a question.

    Args:
        encoded: the rule set.
        vignettes: written cases for the same rule set.
        question_id: the question's id.
        choice_id: the choice's id.

    Raises:
        KeyError: there is no such question, or it has no such choice.
    """
    ruleset = encoded.ruleset
    question = ruleset.question_by_id[question_id]
    short = _in_short(encoded, question, question.choice_by_id[choice_id])
    alone = explain_rule(encoded, vignettes, f"{question_id}={choice_id}") if short.outcome else None
    return ChoiceExplained(
        question=question,
        choice=short.choice,
        outcome=short.outcome,
        is_reassuring=short.is_reassuring,
        decision=short.decision,
        named_by=named_by(ruleset, names_choice(ruleset, question_id, choice_id)),
        alone=alone,
    )


def _looking_at(encoded: Encoded, question: str) -> list[Firing]:
    """Everything that gives an outcome and looks at a question."""
    return [firing for firing in encoded.firings if question in questions_in(encoded.ruleset, firing.criterion)]


def _in_short(encoded: Encoded, question: Question, choice: Choice) -> ChoiceInShort:
    ruleset = encoded.ruleset
    counts_for = names_choice(ruleset, question.id, choice.id)
    return ChoiceInShort(
        choice=choice,
        outcome=ruleset.outcome_by_id[choice.outcome] if choice.outcome else None,
        is_reassuring=choice.id == question.reassuring,
        decision=decision_of(ruleset, choice.decision or question.decision),
        rules=tuple(rule.id for rule in ruleset.rules if counts_for(rule.when)),
    )
