"""Exact masses: what share of people gets each outcome, and what share a criterion holds for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter, mul

from triage.verification.diagram import Diagrams
from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.population.masses import Part, Weights


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
    steps = [(node, diagrams.slot[node], itemgetter(*diagrams.kids[node])) for node in diagrams.parts(*criteria)]
    for weights in crowds:
        holds = {NEVER: 0.0, ALWAYS: 1.0}
        for node, slot, kids in steps:
            holds[node] = sum(map(mul, kids(holds), weights[slot]))
        yield [holds[criterion] for criterion in criteria]
