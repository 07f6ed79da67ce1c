"""Exact masses: what share of people gets each outcome, and what share a criterion holds for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.verification.counting import Weights
from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.population.masses import Part


def by_constant(diagrams: Diagrams, a: int, crowds: Sequence[Weights]) -> Iterator[list[float]]:
    """For each crowd, the share of people at each constant of a diagram, which add up to one.

    All people start at the top; each part hands them on to the parts below. One pass gives every constant.
    """
    steps = [(part, diagrams.slot[part], diagrams.kids[part]) for part in reversed(diagrams.parts(a))]
    for weights in crowds:
        people = dict.fromkeys((part for part, _, _ in steps), 0.0)
        people |= dict.fromkeys(range(diagrams.worst + 1), 0.0)
        people[a] = 1.0
        for part, slot, kids in steps:
            here = people[part]
            if here:
                for kid, weight in zip(kids, weights[slot], strict=True):
                    people[kid] += here * weight
        yield [people[constant] for constant in range(diagrams.worst + 1)]


def where(diagrams: Diagrams, criteria: Sequence[int], parts: Sequence[Part]) -> list[float]:
    """For each criterion, the share of all visitors that it holds for and who are in these parts of the crowd."""
    everything = sorted(set().union(*(diagrams.parts(criterion) for criterion in criteria)))
    steps = [(node, diagrams.slot[node], diagrams.kids[node]) for node in everything]
    totals = [0.0] * len(criteria)
    for part in parts:
        holds = {NEVER: 0.0, ALWAYS: 1.0}
        for node, slot, kids in steps:
            holds[node] = sum([holds[kid] * weight for kid, weight in zip(kids, part.weights[slot], strict=True)])
        for index, criterion in enumerate(criteria):
            totals[index] += part.share * holds[criterion]
    return totals
