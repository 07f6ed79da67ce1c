"""Made-up people on a rule set's answer sheet. What the cohort and the rule set do not share is named, never guessed.

A rule set may have changed since the cohort was written. A question of which the cohort says nothing gets its
reassuring answer, and so does whatever the cohort gives to a choice that the question no longer has.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

from triage.engine.sheet import Answers
from triage.ruleset.model import Question, RuleSet
from triage.verification.population.answering import Answering, Picks
from triage.verification.population.cohort import Cohort, Person

AGE = "age_years"
"""The question that is answered by a person's age."""


def age_choice(question: Question, age: int) -> str:
    """The choice that names an age in years: ``under_6``, ``16_44`` or ``70_plus``."""
    return next((choice.id for choice in question.choices if age in _ages(choice.id)), plain_answer(question))


@cache
def _ages(choice: str) -> range:
    """The ages in years that the id of a choice names; none, if it names no age."""
    named = re.fullmatch(r"(under_)?(\d+)(?:_(\d+|plus))?", choice)
    if named is None:
        return range(0)
    under, year, until = named[1], int(named[2]), named[3]
    if under:
        return range(year)
    return range(year, sys.maxsize if until == "plus" else int(until or year) + 1)


def plain_answer(question: Question) -> str:
    """The answer of those of whom nothing else is known."""
    return question.reassuring or question.none or question.choices[0].id


def speaks_of(how: Answering | None, question: Question) -> bool:
    """Whether a cohort says how a question is answered, and means the same kind of question."""
    return how is not None and (how.rest is None) == (question.choose == "any")


def sheet_of(ruleset: RuleSet, person: Person) -> Answers:
    """The person's answers to every question of the rule set, also those that do not apply to them."""
    return {question.id: _picked(question, person) for question in ruleset.questions}


def _picked(question: Question, person: Person) -> Picks:
    if question.id == AGE:
        return frozenset({age_choice(question, person.age)})
    known = person.picked.get(question.id, frozenset()).intersection(question.choice_by_id)
    if question.choose == "one" and len(known) != 1:
        known = frozenset()
    return known or frozenset({plain_answer(question)})


def unshared(ruleset: RuleSet, cohort: Cohort) -> tuple[str, ...]:
    """What the cohort and the rule set do not share, one sentence each; none when the cohort fits."""
    return tuple(dict.fromkeys(line for question in ruleset.questions for line in _unshared(question, cohort)))


def _unshared(question: Question, cohort: Cohort) -> Iterator[str]:
    if question.id == AGE:
        return
    for kind in cohort.kinds:
        how = kind.answers.get(question.id)
        if how is None or not speaks_of(how, question):
            yield f"The cohort is silent on '{question.id}': everybody gives it the answer '{plain_answer(question)}'."
            continue
        named = {choice for chances in how.chances.values() for choice, _ in chances} | {
            how.rest or question.choices[0].id
        }
        for choice in sorted(named - question.choice_by_id.keys()):
            yield f"The rule set has no '{question.id}={choice}': those people answer '{plain_answer(question)}'."
