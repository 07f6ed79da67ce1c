"""Everybody who could answer two rule sets, one by one. Nothing here uses diagrams."""

from collections import Counter
from collections.abc import Mapping
from itertools import product

from tests.verification.brute_force import answers_to
from triage.engine import reference
from triage.ruleset.model import Question, RuleSet

Full = dict[str, frozenset[str]]


class Person:
    """A full answer to every question of both.

    Attributes:
        full: question, as the union calls it → what is picked.
        asked: for old and new, the questions that are asked.
        ranks: for old and new, the outcome.
        compared: whether each knows the answer to all that it asks and both have.
    """

    def __init__(self, full: Full, rulesets: tuple[RuleSet, RuleSet], names: tuple[Mapping[str, str], ...]) -> None:
        self.full = full
        sheets = [_sheet(full, ruleset, name) for ruleset, name in zip(rulesets, names, strict=True)]
        counted = [reference.counted(r, sheet) for r, sheet in zip(rulesets, sheets, strict=True)]
        self.asked = [{name[q] for q in some} for some, name in zip(counted, names, strict=True)]
        self.ranks = [reference.outcome_of(r, sheet) for r, sheet in zip(rulesets, sheets, strict=True)]
        self.compared = all(
            full[name[q]] & rulesets[i].question_by_id[q].choice_by_id.keys()
            for i, name in enumerate(names)
            for q in counted[i]
            if rulesets[i].question_by_id[q].choose == "one"
        )
        self.key = frozenset((q, picked) for q, picked in full.items() if q in self.asked[0] | self.asked[1])


def _sheet(full: Full, ruleset: RuleSet, names: Mapping[str, str]) -> Full:
    return {question.id: _known(question, full[names[question.id]]) for question in ruleset.questions}


def _known(question: Question, picked: frozenset[str]) -> frozenset[str]:
    """What a rule set sees of an answer: a tick it does not know is none, and 'none' goes by its own name."""
    known = frozenset(picked & question.choice_by_id.keys())
    return known or frozenset([question.none or question.choices[0].id])


def everybody(union: RuleSet, rulesets: tuple[RuleSet, RuleSet], names: tuple[Mapping[str, str], ...]) -> list[Person]:
    """Every full sheet."""
    ids = [question.id for question in union.questions]
    return [
        Person(dict(zip(ids, key, strict=True)), rulesets, names) for key in product(*map(answers_to, union.questions))
    ]


def matrix(people: list[Person]) -> Counter[tuple[str, str]]:
    """How many sheets go from which outcome to which: those that differ in what is asked, and are compared."""
    return Counter({person.key: tuple(person.ranks) for person in people if person.compared}.values())
