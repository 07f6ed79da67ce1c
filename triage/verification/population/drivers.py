"""What sends people with nothing serious to an urgent outcome: each choice and rule, and what it does alone."""

from __future__ import annotations

from collections.abc import Sequence

from triage.verification.encode import Encoded
from triage.verification.population.exact import where
from triage.verification.population.masses import Part
from triage.verification.population.result import Driver
from triage.verification.words import cause


def drivers(encoded: Encoded, parts: Sequence[Part], rank: int) -> tuple[Driver, ...]:
    """What gives people an outcome, that which decides most of them alone first.

    Args:
        encoded: the rule set.
        parts: of the crowd, whose people to look at: some.
        rank: of the outcome.
    """
    given = [firing for firing in encoded.firings if firing.rank == rank]
    fired = [encoded.diagrams.without(firing.when, encoded.levels[rank + 1]) for firing in given]
    alone = [encoded.alone(firing) for firing in given]
    people = sum(part.share for part in parts)
    shares = [mass / people for mass in where(encoded.diagrams, [*fired, *alone], parts)]
    found = [
        Driver(firing.id, cause(firing), with_others, by_itself)
        for firing, with_others, by_itself in zip(given, shares[: len(given)], shares[len(given) :], strict=True)
    ]
    return tuple(sorted(found, key=lambda driver: (-driver.alone, -driver.fired, driver.id)))
