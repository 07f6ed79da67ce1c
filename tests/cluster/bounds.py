"""How much people may notice of each fault. The tests and ``make cluster`` hold every run to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.cluster import faults
from tests.cluster.load import WALKERS


@dataclass(frozen=True)
class Bounds:
    """What people may notice of a fault: nothing, unless it is said here.

    Attributes:
        interrupted: requests in flight that may fail each time. Each is made again, and goes well.
        elsewhere: whether another replica must have answered something.
        noticed: what people may have to do besides answering: ``sent again``, ``asked`` or ``started over``, any number
            of times. At least one of these must be seen, or the fault did not happen.
    """

    interrupted: int = 0
    elsewhere: bool = False
    noticed: tuple[str, ...] = ()


_ONE_REPLICA_GONE = Bounds(interrupted=WALKERS, elsewhere=True)

BOUNDS: Mapping[faults.Fault, Bounds] = {
    faults.a_replica_dies: _ONE_REPLICA_GONE,
    faults.a_replica_hangs: _ONE_REPLICA_GONE,
    faults.one_clock_jumps: Bounds(noticed=("asked",)),
    faults.the_rules_are_changed: Bounds(noticed=("sent again", "started over")),
}
"""Fault → its bounds. Of every other one nobody may notice anything."""
