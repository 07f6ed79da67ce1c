"""How many questions and pages people are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.engine.compiled import CompiledRuleSet
from triage.engine.journey import journey
from triage.engine.sheet import Answers, read_answers
from triage.ruleset.model import RuleSet


class Length(NamedTuple):
    """What one person is asked."""

    questions: int
    pages: int


class Lengths(NamedTuple):
    """What many people are asked: mean and 95th percentile, of questions and of pages."""

    questions: float
    questions_95: float
    pages: float
    pages_95: float


def length_of(compiled: CompiledRuleSet, answers: Answers) -> Length:
    """How long the check is for somebody who gives these answers."""
    asked = journey(compiled, answers).asked
    return Length(sum(map(len, asked.values())), len(asked))


def of_visitors(classes: Sequence[tuple[float, Sequence[Length]]]) -> Lengths:
    """The average visitor: classes of people, each with its share of all visitors."""
    weighed = [(length, share / len(lengths)) for share, lengths in classes for length in lengths]
    questions = [(float(length.questions), weight) for length, weight in weighed]
    pages = [(float(length.pages), weight) for length, weight in weighed]
    return Lengths(_mean(questions), _percentile(questions), _mean(pages), _percentile(pages))


def strain(ruleset: RuleSet) -> Answers:
    """A 35-year-old who lifted something last week, is getting better, and has no warning sign."""
    answers = {q.id: q.reassuring for q in ruleset.questions if q.reassuring}
    answers |= {"age_years": "16_44", "pregnancy": "no", "pain_duration": "under_2w", "minor_trauma": "yes"}
    return read_answers(ruleset, answers)


def _mean(weighed: Sequence[tuple[float, float]]) -> float:
    return sum(value * weight for value, weight in weighed) / sum(weight for _, weight in weighed)


def _percentile(weighed: Sequence[tuple[float, float]], part: float = 0.95) -> float:
    until = part * sum(weight for _, weight in weighed)
    for value, weight in sorted(weighed):
        until -= weight
        if until <= 0:
            return value
    return max(value for value, _ in weighed)
