"""The smallest sets of answers with which a criterion holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet

Pair = tuple[str, str]
"""Question id and choice id."""

Way = frozenset[Pair]
"""Answers that make a criterion hold together."""


def ways(ruleset: RuleSet, criterion: Criterion) -> frozenset[Way]:
    """Each way to meet a criterion that needs all of its answers. There is no "not", so more answers never unmake it.

    Args:
        ruleset: the rule set that the criterion is of.
        criterion: what has to hold.
    """
    match criterion:
        case Picked(question=question, choices=choices):
            named = satisfying(ruleset.question_by_id[question], choices)
            return frozenset(frozenset({(question, choice)}) for choice in named)
        case InGroup(group=group):
            return ways(ruleset, ruleset.groups[group])
        case AnyOf(parts=parts):
            return _smallest(ruleset, (way for part in parts for way in ways(ruleset, part)))
        case All(parts=parts):
            return _together(ruleset, parts)
        case AtLeast(n=n, parts=parts):
            return _smallest(ruleset, (way for some in combinations(parts, n) for way in _together(ruleset, some)))


def _together(ruleset: RuleSet, parts: Iterable[Criterion]) -> frozenset[Way]:
    found: frozenset[Way] = frozenset({frozenset()})
    for part in parts:
        more = ways(ruleset, part)
        found = _smallest(ruleset, (one | other for one in found for other in more))
    return found


def _smallest(ruleset: RuleSet, found: Iterable[Way]) -> frozenset[Way]:
    possible = {way for way in found if _can_be(ruleset, way)}
    return frozenset(way for way in possible if not any(other < way for other in possible))


def _can_be(ruleset: RuleSet, way: Collection[Pair]) -> bool:
    """Whether somebody can give these answers: several to one question only where it takes several."""
    asked = [question for question, _ in way]
    return all(asked.count(question) == 1 or ruleset.question_by_id[question].choose == "any" for question in asked)
