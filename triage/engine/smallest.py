"""The smallest reason for an outcome: the fewest of a person's answers that bring it about by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from triage.engine.assess import Assessment
from triage.engine.compiled import Firing
from triage.engine.explain import Told
from triage.engine.reference import holds
from triage.engine.sheet import Answers, satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet

Pairs = frozenset[tuple[str, str]]
"""Answers that suffice: question ids, each with one of the choices picked."""

_MOST = 200
"""The most ways to satisfy a criterion that are kept; the shortest are. Criteria of people stay far below it."""


def smallest_reason(ruleset: RuleSet, assessment: Assessment) -> tuple[Told, ...]:
    """The fewest answers that make one choice or rule give the outcome, with those that open their questions.

    Whatever the person had answered elsewhere, the outcome would be as urgent. Empty at the least urgent outcome,
    for which no few answers are a reason: it takes all of them.
    """
    top = [firing for firing in assessment.fired if firing.rank == assessment.fired[0].rank]
    ways = _fewest(way for firing in top for way in _ways_of(ruleset, firing, assessment.answers))
    place = {question.id: index for index, question in enumerate(ruleset.questions)}
    chosen = sorted(ways[0], key=lambda pair: place[pair[0]]) if ways else []
    found = ((ruleset.question_by_id[question], choice) for question, choice in chosen)
    return tuple(Told(question, question.choice_by_id[choice]) for question, choice in found)


def _ways_of(ruleset: RuleSet, firing: Firing, answers: Answers) -> list[Pairs]:
    if firing.rule is not None:
        return _ways(ruleset, firing.rule.when, answers)
    question, _, choice = firing.id.partition("=")
    return _ways(ruleset, Picked(question, (choice,)), answers)


def _ways(ruleset: RuleSet, criterion: Criterion, answers: Answers) -> list[Pairs]:
    """The smallest sets of a person's answers that satisfy a criterion; none if it does not hold."""
    match criterion:
        case Picked(question=question, choices=choices):
            return _ways_to_pick(ruleset, question, satisfying(ruleset.question_by_id[question], choices), answers)
        case InGroup(group=group):
            return _ways(ruleset, ruleset.groups[group], answers)
        case All(parts=parts):
            return _enough(ruleset, parts, len(parts), answers)
        case AnyOf(parts=parts):
            return _enough(ruleset, parts, 1, answers)
        case AtLeast(n=n, parts=parts):
            return _enough(ruleset, parts, n, answers)


def _ways_to_pick(ruleset: RuleSet, question: str, named: frozenset[str], answers: Answers) -> list[Pairs]:
    """One way for each choice that the person picked, with what it takes for the question to be asked."""
    gate = ruleset.question_by_id[question].ask_when
    opened = [frozenset()] if gate is None else _ways(ruleset, gate, answers)
    own = sorted(named & answers.get(question, frozenset()))
    return _fewest(way | {(question, choice)} for choice in own for way in opened)


def _enough(ruleset: RuleSet, parts: tuple[Criterion, ...], n: int, answers: Answers) -> list[Pairs]:
    """The smallest sets that satisfy ``n`` of the parts, one part at a time."""
    nothing: Pairs = frozenset()
    reached: list[list[Pairs]] = [[nothing], *([] for _ in range(n))]
    for part in parts:
        if not holds(ruleset, part, answers):
            continue
        ways = _ways(ruleset, part, answers)
        for count in range(n, 0, -1):
            both = (before | way for before in reached[count - 1] for way in ways)
            reached[count] = _fewest([*reached[count], *both])
    return reached[n]


def _fewest(ways: Iterable[Pairs]) -> list[Pairs]:
    """The sets that hold no other, shortest first."""
    kept: list[Pairs] = []
    for way in sorted(set(ways), key=lambda way: (len(way), sorted(way))):
        if not any(known <= way for known in kept):
            kept.append(way)
    return kept[:_MOST]
