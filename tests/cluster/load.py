"""Visitors on their way while something is done to the machines, and what became of all of them."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields

from tests.cluster.machines import Cluster
from tests.cluster.versions import Version
from tests.cluster.walker import Figures, Walker
from tests.deploy.servers import PATIENCE

WALKERS = 6
"""Visitors at the same time, besides the patient one. Every other one roams."""

SECONDS_FOR_A_PAGE = 0.2
"""That a visitor takes at most, so that the machines that are restarted get their share of this one."""

PAGES_BEFORE = 3
"""That the patient visitor has answered before anything happens. The others are wherever they are."""


class Load:
    """Visitors who go through one journey after another until they are told to stop, and one who is patient.

    The patient one answers some pages, waits until all is over, and answers the rest.
    """

    def __init__(self, cluster: Cluster, versions: Sequence[Version], seed: int) -> None:
        self._over = threading.Event()
        self._ready = [threading.Event() for _ in range(WALKERS + 1)]
        self.walkers = [
            Walker(cluster.front, versions, random.Random(1000 * seed + index), self._pace(index), roams=index % 2 == 0)
            for index in range(WALKERS + 1)
        ]
        self._threads = [threading.Thread(target=self._lives, args=(index,)) for index in range(WALKERS + 1)]

    @property
    def patient(self) -> Walker:
        """Who has answered some pages before, and answers the rest afterwards."""
        return self.walkers[WALKERS]

    def begins(self) -> None:
        """Start them all, and wait until each is somewhere on the way."""
        for thread in self._threads:
            thread.start()
        for ready in self._ready:
            assert ready.wait(PATIENCE), self.total()

    def ends(self) -> None:
        """Let everybody finish their journey."""
        self._over.set()
        for thread in self._threads:
            thread.join(2 * PATIENCE)
            assert not thread.is_alive(), "somebody is still on the way"

    def total(self) -> Figures:
        """What became of all of them together."""
        total = Figures()
        for figures in (walker.figures for walker in self.walkers):
            for name in (field.name for field in fields(Figures)):
                both = (getattr(total, name), getattr(figures, name))
                setattr(total, name, max(both) if name == "slowest" else both[0] + both[1])
        return total

    def _pace(self, index: int) -> Callable[[int], None]:
        chance = random.Random(index)

        def waits(pages: int) -> None:
            if index < WALKERS or pages >= PAGES_BEFORE:
                self._ready[index].set()
            if index == WALKERS and pages == PAGES_BEFORE:
                self._over.wait()
            elif not self._over.is_set():
                time.sleep(chance.uniform(0, SECONDS_FOR_A_PAGE))

        return waits

    def _lives(self, index: int) -> None:
        walker, chance = self.walkers[index], random.Random(index)
        try:
            if index == WALKERS:
                walker.walks(worry=0.0)
            while index < WALKERS and not self._over.is_set():
                walker.walks(worry=chance.choice((0.0, 0.0, 0.03, 0.3)))
        except Exception as error:  # a thread that dies in silence would count nothing
            walker.figures.lost.append(f"the walker failed: {error!r}")
            self._ready[index].set()


@contextmanager
def walking(cluster: Cluster, versions: Sequence[Version], seed: int = 1) -> Iterator[Load]:
    """People on their way for as long as this lasts; afterwards each has finished their journey."""
    load = Load(cluster, versions, seed)
    load.begins()
    try:
        yield load
    finally:
        load.ends()
