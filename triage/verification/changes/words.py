"""Conditions and examples in the words of the form: question texts and choice texts, never ids."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset.model import Question
from triage.verification.changes.both import Both
from triage.verification.changes.conditions import Condition, Tests
from triage.verification.changes.release import Release
from triage.verification.slots import Row
from triage.verification.words import choice_texts, listed, quoted


def condition_words(both: Both, release: Release, condition: Condition) -> str:
    """A condition as a clause, its questions in the order of the form.

    Args:
        both: the rule sets.
        release: the one whose questions the condition speaks of.
        condition: what to say.
    """
    named = {both.slots.all[slot].question for slot in condition.tests}
    said = [_question(both, release, q, condition.tests) for q in both.union.questions if q.id in named]
    return listed(said) if said else "everybody"


def _question(both: Both, release: Release, question: Question, tests: Tests) -> str:
    text = quoted(question.text)
    if question.choose == "any":
        return f"{text} {listed(_ticks(both, release, question, tests))}"
    (slot,) = both.slots.of[question.id]
    choices = both.slots.all[slot].choices
    picked = [str(choices[value]) for value in tests[slot]]
    known = release.question_by_name[question.id].choice_by_id
    others = [choice for choice in known if choice not in picked]
    if len(others) == 1 and len(known) > 3:
        return f"{text} is anything but {choice_texts(question, others)}"
    return f"{text} is {_any_of(question, picked)}"


def _any_of(question: Question, picked: list[str]) -> str:
    return listed([quoted(choice.text) for choice in question.choices if choice.id in picked], "or")


def _ticks(both: Both, release: Release, question: Question, tests: Tests) -> Iterator[str]:
    """What is ticked of a question with any number of choices, and what is not."""
    own = release.question_by_name[question.id]
    slots = [slot for slot in both.slots.of[question.id] if slot in tests]
    wanted = {str(both.slots.all[slot].choices[1]): tests[slot] for slot in slots}
    ticked = [choice for choice, values in wanted.items() if values == {1}]
    left = [choice for choice, values in wanted.items() if values == {0}]
    if not ticked and own.none and set(left) >= own.choice_by_id.keys() - {own.none}:
        yield f"is {choice_texts(own, [own.none])}"
        return
    if ticked:
        yield f"includes {choice_texts(question, ticked)}"
    if left:
        yield f"does not include {_any_of(question, left)}"


def example_lines(both: Both, release: Release, row: Row) -> Iterator[str]:
    """The answers of a row, as a rule set asks for them, that depart from the calm sheet."""
    calm = both.slots.calm_row
    for question in both.union.questions:
        if release.question_by_name.get(question.id) is None:
            continue
        if any(row[slot] != calm[slot] for slot in both.slots.of[question.id]):
            yield f"{question.text} {choice_texts(question, both.slots.picked(question, row))}"
