"""Answer sheets: what a person picked, checked against the rule set, as sets of ids and as one whole number.

A sheet packs into an integer with one bit for each choice of each question. Since the criteria have no ``not``, a
sheet with more bits can only satisfy more criteria. So two integers bound every way to finish a part-filled sheet:
the bits that are set for certain, and the bits that may still be set.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from triage.errors import UnknownAnswer
from triage.ruleset.model import NOT_SURE, Question, RuleSet

Answers = Mapping[str, frozenset[str]]
"""Question id → the choice ids picked. A question without an answer is not in it; no answer is ever empty."""


def read_answers(ruleset: RuleSet, given: Mapping[str, str | Collection[str]]) -> Answers:
    """Check answers that come from outside: known questions, known choices, picked as the question allows.

    Args:
        ruleset: the rule set that asks.
        given: question id → one choice id, or a collection of them.

    Raises:
        UnknownAnswer: an id is unknown, an answer is empty, or choices exclude each other.
    """
    return {question_id: _picked(ruleset, question_id, picked) for question_id, picked in given.items()}


def _picked(ruleset: RuleSet, question_id: str, given: object) -> frozenset[str]:
    question = ruleset.question_by_id.get(question_id)
    if question is None:
        raise UnknownAnswer(question_id, "the rule set has no such question")
    ids = [given] if isinstance(given, str) else given
    if not isinstance(ids, Collection) or isinstance(ids, Mapping) or not all(isinstance(i, str) for i in ids):
        raise UnknownAnswer(question_id, "an answer is a choice id or a list of choice ids")
    picked = frozenset(ids)
    unknown = sorted(picked - question.choice_by_id.keys())
    if unknown:
        raise UnknownAnswer(question_id, f"no such choice: {', '.join(unknown)}")
    refusal = why_not(question, picked)
    if refusal:
        raise UnknownAnswer(question_id, refusal)
    return question.single_answers[next(iter(picked))] if len(picked) == 1 else picked


def why_not(question: Question, picked: Collection[str]) -> str | None:
    """Why these choices together are no answer to the question, or ``None`` if they are one."""
    if not picked:
        return "an answer picks at least one choice"
    if question.choose == "one" and len(picked) > 1:
        return "this question takes one choice"
    if question.none in picked and len(picked) > 1:
        return f"'{question.none}' excludes every other choice"
    return None


@dataclass(frozen=True)
class Layout:
    """Which bit stands for which choice of which question.

    Attributes:
        bit: (question id, choice id) → the integer with that one bit set.
        all_of: question id → the bits of all its choices.
        single: question id → its answers of one choice, each with its bit.
    """

    bit: Mapping[tuple[str, str], int]
    all_of: Mapping[str, int]
    single: Mapping[str, Mapping[frozenset[str], int]]

    def pack(self, answers: Answers) -> int:
        """The sheet as an integer.

        Raises:
            KeyError: an id is not in the rule set; use :func:`read_answers` first.
        """
        packed = 0
        for question, picked in answers.items():
            packed |= self.single[question].get(picked) or sum(self.bit[question, choice] for choice in picked)
        return packed


def layout_of(ruleset: RuleSet) -> Layout:
    """Give each choice a bit: those that carry an outcome first, most urgent first, so that they read off a sheet."""
    pairs = [(question, choice) for question in ruleset.questions for choice in question.choices]
    pairs.sort(key=lambda pair: -ruleset.rank.get(pair[1].outcome or "", 0))
    bit = {(question.id, choice.id): 1 << index for index, (question, choice) in enumerate(pairs)}
    all_of = {
        question.id: sum(bit[question.id, choice.id] for choice in question.choices) for question in ruleset.questions
    }
    single = {
        question.id: {answer: bit[question.id, choice] for choice, answer in question.single_answers.items()}
        for question in ruleset.questions
    }
    return Layout(bit, all_of, single)


def satisfying(question: Question, choices: Collection[str]) -> frozenset[str]:
    """The choices that satisfy a criterion naming ``choices``.

    On a context question ``not_sure`` satisfies every criterion that names the question, so that doubt never hides
    a rule.
    """
    named = frozenset(choices)
    doubt = question.is_context and NOT_SURE in question.choice_by_id
    return named | {NOT_SURE} if doubt else named
