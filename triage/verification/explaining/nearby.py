"""The row nearest to a person's own, among those with some outcome. Makes no diagram, so threads may share them."""

from __future__ import annotations

from collections.abc import Collection
from heapq import heappop, heappush

from triage.verification.diagram import Diagrams
from triage.verification.nodes import TERMINALS
from triage.verification.slots import Row


def nearest_to(
    diagrams: Diagrams, a: int, row: Row, free: Collection[int], good: Collection[int]
) -> dict[int, int] | None:
    """The slots to change, each with its new value, to get from a row to one with a good constant; fewest first.

    The search goes from the diagram down, always on from the part that costs the fewest changes so far (Dijkstra
    1959), so that it looks at little more than what lies near the row.

    Args:
        diagrams: where the diagram lives.
        a: the diagram.
        row: a value for every slot that the diagram looks at.
        free: the slots that may change.
        good: the constants wanted.

    Returns:
        The changes, none where the row itself will do; ``None`` when no such row has a good constant.
    """
    least = {a: 0}
    steps: dict[int, tuple[int, int]] = {}
    waiting = [(0, a)]
    while waiting:
        cost, part = heappop(waiting)
        if part in good and part < TERMINALS:
            return _changes(diagrams, row, steps, part)
        if part < TERMINALS or cost > least[part]:
            continue
        own = row[diagrams.slot[part]]
        for value, kid in enumerate(diagrams.kids[part]):
            price = cost + (value != own)
            if (value == own or diagrams.slot[part] in free) and price < least.get(kid, price + 1):
                least[kid], steps[kid] = price, (part, value)
                heappush(waiting, (price, kid))
    return None


def _changes(diagrams: Diagrams, row: Row, steps: dict[int, tuple[int, int]], part: int) -> dict[int, int]:
    found: dict[int, int] = {}
    while part in steps:
        part, value = steps[part]
        if value != row[diagrams.slot[part]]:
            found[diagrams.slot[part]] = value
    return found
