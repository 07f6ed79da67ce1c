"""A sheet that a reviewer answers by hand: its outcome, why, and which single answer would move it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.engine import reference
from triage.engine.assess import Assessment, assess
from triage.engine.compiled import CompiledRuleSet
from triage.engine.explain import Told, answers_behind
from triage.engine.journey import journey
from triage.engine.sheet import Answers
from triage.ruleset.model import Outcome, Question, RuleSet
from triage.ruleset.red_flags import RedFlag
from triage.verification.encode import Encoded
from triage.verification.explaining.misses import Miss, nearest_miss
from triage.verification.explaining.reasons import smallest_reason
from triage.web.forms import Submitted, complaint
from triage.web.language import ENGLISH


@dataclass(frozen=True)
class Fired:
    """A red flag, and the answers that made it fire."""

    flag: RedFlag
    outcome: Outcome
    answers: tuple[Told, ...]


@dataclass(frozen=True)
class Moved:
    """One changed answer that would give another outcome.

    Attributes:
        question: whose answer changes.
        before: the texts of what is picked.
        after: the texts of what would be.
        opens: questions that would be asked only then, taken to get their reassuring answers.
    """

    question: Question
    before: tuple[str, ...]
    after: tuple[str, ...]
    opens: tuple[Question, ...]


@dataclass(frozen=True)
class Moves:
    """All single answers that would give one outcome."""

    outcome: Outcome
    answers: tuple[Moved, ...]


@dataclass(frozen=True)
class Tried:
    """What the rules do with a sheet.

    Attributes:
        assessment: its outcome.
        fired: what gave an outcome, most urgent first.
        smallest: the fewest answers that suffice for it, each with the texts of what was picked.
        up: the single answers that would make it more urgent, the least step first.
        down: those that would make it less urgent, the least step first.
        not_applying: questions that do not apply to this person.
        aside: answers to some of these, other than the reassuring one, which are therefore not looked at.
        skipped: questions that visitors would not be asked, as their answers can no longer change the outcome.
    """

    assessment: Assessment
    fired: tuple[Fired, ...]
    smallest: tuple[tuple[Question, tuple[str, ...]], ...]
    up: tuple[Moves, ...]
    down: tuple[Moves, ...]
    not_applying: tuple[Question, ...]
    aside: tuple[tuple[Question, tuple[str, ...]], ...]
    skipped: tuple[Question, ...]


def still_wrong(ruleset: RuleSet, submitted: Submitted) -> list[tuple[Question, str]]:
    """The questions that apply and have no answer yet, each with what to put right."""
    counting: dict[str, frozenset[str]] = {}
    wrong: list[tuple[Question, str]] = []
    for question in ruleset.questions:
        if not reference.applies(ruleset, question, counting):
            continue
        if question.id in submitted.accepted:
            counting[question.id] = submitted.accepted[question.id]
        else:
            picked = submitted.picks.get(question.id, frozenset())
            wrong.append((question, complaint(question, picked, ENGLISH.catalogue.gettext) or question.label))
    return wrong


def tried(compiled: CompiledRuleSet, encoded: Encoded, answers: Answers) -> Tried:
    """Try a sheet with an answer to every question that applies. It is kept nowhere."""
    ruleset = compiled.ruleset
    assessment = assess(compiled, answers)
    misses = nearest_miss(encoded, answers)
    not_applying = tuple(q for q in ruleset.questions if q.id not in assessment.answers)
    asked = {question.id for page in journey(compiled, answers).asked.values() for question in page}
    return Tried(
        assessment=assessment,
        fired=tuple(_fired(ruleset, flag, assessment.answers) for flag in assessment.fired),
        smallest=tuple(_told(ruleset, assessment, id) for id in smallest_reason(encoded, answers)),
        up=tuple(_moves(ruleset, [miss for miss in misses if miss.moves == "up"])),
        down=tuple(reversed(list(_moves(ruleset, [miss for miss in misses if miss.moves == "down"])))),
        not_applying=not_applying,
        aside=tuple(_aside(encoded.slots.calm, not_applying, answers)),
        skipped=tuple(q for q in ruleset.questions if q.id in assessment.answers and q.id not in asked),
    )


def _aside(
    calm: Answers, not_applying: Iterable[Question], answers: Answers
) -> Iterator[tuple[Question, tuple[str, ...]]]:
    for question in not_applying:
        picked = answers.get(question.id, calm[question.id])
        if picked != calm[question.id]:
            yield question, _texts(question, picked)


def _told(ruleset: RuleSet, assessment: Assessment, question_id: str) -> tuple[Question, tuple[str, ...]]:
    question = ruleset.question_by_id[question_id]
    return question, _texts(question, assessment.answers[question_id])


def _fired(ruleset: RuleSet, flag: RedFlag, answers: Answers) -> Fired:
    return Fired(flag, ruleset.outcomes[flag.rank], answers_behind(ruleset, flag.criterion, answers))


def _moves(ruleset: RuleSet, misses: Iterable[Miss]) -> Iterator[Moves]:
    """The changes by the outcome that they would give, the least urgent first."""
    known = list(misses)
    for outcome in ruleset.outcomes:
        answers = tuple(_moved(ruleset, miss) for miss in known if miss.outcome == outcome.id)
        if answers:
            yield Moves(outcome, answers)


def _moved(ruleset: RuleSet, miss: Miss) -> Moved:
    question = ruleset.question_by_id[miss.question]
    return Moved(
        question=question,
        before=_texts(question, miss.before),
        after=_texts(question, miss.after),
        opens=tuple(ruleset.question_by_id[opened] for opened in miss.opens),
    )


def _texts(question: Question, picked: frozenset[str]) -> tuple[str, ...]:
    return tuple(choice.text for choice in question.choices if choice.id in picked)
