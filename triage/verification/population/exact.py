"""Exact masses: what share of people gets each outcome, and what share a criterion holds for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter, mul

from triage.verification.diagram import Diagrams
from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.population.masses import Part, Weights

Step = tuple[int, int, Callable[[Mapping[int, float]], Sequence[float]]]
"""A diagram, the slot that it looks at, and what takes the shares of the diagrams that it leads to."""


def by_outcome(encoded: Encoded, crowds: Iterable[Weights]) -> Iterator[list[float]]:
    """For each crowd, the share of its people that gets each outcome, the least urgent first. They add up to one."""
    for at_least in holding(encoded.diagrams, encoded.levels, crowds):
        yield [max(0.0, share - above) for share, above in pairwise(at_least)]


def where(diagrams: Diagrams, criteria: Sequence[int], parts: Sequence[Part]) -> list[float]:
    """For each criterion, the share of all visitors that it holds for and who are in these parts of the crowd."""
    totals = [0.0] * len(criteria)
    for part, shares in zip(parts, holding(diagrams, criteria, [part.weights for part in parts]), strict=True):
        totals = [total + part.share * share for total, share in zip(totals, shares, strict=True)]
    return totals


def holding(diagrams: Diagrams, criteria: Sequence[int], crowds: Iterable[Weights]) -> Iterator[list[float]]:
    """For each crowd, the share of its people that each criterion holds for. One pass does for all criteria."""
    found = steps(diagrams, diagrams.parts(*criteria))
    for weights in crowds:
        shares = {NEVER: 0.0, ALWAYS: 1.0}
        add_up(found, weights, shares)
        yield [shares[criterion] for criterion in criteria]


def steps(diagrams: Diagrams, parts: Iterable[int]) -> Sequence[Step]:
    """How to add up what share of people each of some diagrams holds for. They come with children before parents."""
    return [(part, diagrams.slot[part], itemgetter(*diagrams.kids[part])) for part in parts]


def add_up(steps: Iterable[Step], weights: Weights, shares: dict[int, float]) -> None:
    """Put the share of each diagram beside those that are known already: of the constants, and of its children."""
    for part, slot, led_to in steps:
        shares[part] = sum(map(mul, weights[slot], led_to(shares)))
