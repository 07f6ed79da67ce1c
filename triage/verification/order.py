"""In which order diagrams look at the slots of a sheet. It changes how big they are, never what they say.

Slots that decide about one rule want to stand close together: those it tests, and those that decide whether what it
tests applies. FORCE (Aloul, Markov and Sakallah 2003, "FORCE: a fast and easy-to-implement variable-ordering
heuristic") moves every slot to the middle of its rules until that helps no more. It is run from a few fixed starts. Of
what comes out, the order is taken in which a cut through it leaves the least to remember: each rule that is cut is one
thing to remember, and so is each slot above the cut that such a rule tests. On the shipped rules that gives some 2,000
diagrams for the outcome's levels, where page order gives 16,500.

For a long questionnaire the search would take too long. It is taken page by page, the last first: its pages stay with
one subject each, and what a page adds to the diagrams of a journey then comes on top of what is there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from triage.ruleset import mentions
from triage.ruleset.criteria import Criterion
from triage.ruleset.model import RuleSet
from triage.verification.slots import Slot, Slots, in_page_order

Tie = tuple[int, ...]
"""Slots, by their place in page order, that decide about one rule."""

_STARTS = 16
_MOST_WORK = 20_000
_ROUNDS = 30
_PATIENCE = 2


def good_order(ruleset: RuleSet) -> tuple[Slot, ...]:
    """The slots of a rule set's sheet, in an order that keeps diagrams small."""
    slots = in_page_order(ruleset)
    ties = sorted(set(_ties(ruleset, Slots(ruleset, slots))))
    if not ties:
        return slots
    if len(slots) * len(ties) > _MOST_WORK:
        return slots[::-1]
    found = [_settled(start, ties) for start in _starts(len(slots))]
    both_ways = [order for forward in found for order in (forward, forward[::-1])]
    best = min(both_ways, key=lambda order: _to_remember(order, ties))
    return tuple(slots[index] for index in best)


def _ties(ruleset: RuleSet, slots: Slots) -> Iterator[Tie]:
    for rule in ruleset.rules:
        yield tuple(sorted(_tested(ruleset, slots, rule.when)))
    for question in ruleset.questions:
        if question.ask_when is not None:
            yield tuple(sorted(_tested(ruleset, slots, question.ask_when) | set(slots.of[question.id])))


def _tested(ruleset: RuleSet, slots: Slots, criterion: Criterion) -> set[int]:
    """The slots that a criterion looks at, also to see whether its questions apply."""
    found: set[int] = set()
    for leaf in mentions.picked(ruleset, [criterion]):
        question = ruleset.question_by_id[leaf.question]
        if question.ask_when is not None:
            found |= _tested(ruleset, slots, question.ask_when)
        whole = question.choose == "one" or question.none in leaf.choices
        for index in slots.of[question.id]:
            if whole or slots.all[index].choices[1] in leaf.choices:
                found.add(index)
    return found


def _starts(size: int) -> Iterator[list[int]]:
    """Page order, and a few others that are the same every time."""
    chance = random.Random(size)  # noqa: S311 - nothing secret
    order = list(range(size))
    for _ in range(_STARTS):
        yield list(order)
        chance.shuffle(order)


def _settled(order: list[int], ties: Sequence[Tie]) -> list[int]:
    """The order of least total length of ties that FORCE meets on its way from a start."""
    best, shortest, waited = order, float("inf"), 0
    for _ in range(_ROUNDS):
        place = _places(order)
        length = sum(max(spots) - min(spots) for spots in ([place[i] for i in tie] for tie in ties))
        waited = 0 if length < shortest else waited + 1
        if length < shortest:
            best, shortest = order, length
        if waited == _PATIENCE:
            break
        order = _moved(place, ties)
    return best


def _places(order: Sequence[int]) -> list[int]:
    place = [0] * len(order)
    for spot, index in enumerate(order):
        place[index] = spot
    return place


def _moved(place: list[int], ties: Sequence[Tie]) -> list[int]:
    """Every slot at the mean of the middles of its ties."""
    pull = [0.0] * len(place)
    count = [0] * len(place)
    for tie in ties:
        middle = sum(place[index] for index in tie) / len(tie)
        for index in tie:
            pull[index] += middle
            count[index] += 1
    goal = [pull[index] / count[index] if count[index] else spot for index, spot in enumerate(place)]
    return sorted(range(len(place)), key=goal.__getitem__)


def _to_remember(order: Sequence[int], ties: Sequence[Tie]) -> float:
    """An estimate of the number of different continuations, added up over every cut through the order."""
    place = _places(order)
    rests: list[set[tuple[int, ...]]] = [set() for _ in order]
    known: list[set[int]] = [set() for _ in order]
    for tie in ties:
        spots = sorted([place[index] for index in tie])
        for number in range(1, len(spots)):
            above, rest = spots[:number], tuple(spots[number:])
            for cut in range(above[-1], rest[0]):
                rests[cut].add(rest)
                known[cut].update(above)
    return sum(2 ** (min(len(rest), len(slots)) / 2) for rest, slots in zip(rests, known, strict=True))
