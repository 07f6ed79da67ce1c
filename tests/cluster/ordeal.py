"""One fault while people are on their way, and everything that must hold of it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.cluster.bounds import BOUNDS, Bounds
from tests.cluster.faults import Fault
from tests.cluster.load import WALKERS, Load, walking
from tests.cluster.machines import Cluster
from tests.cluster.versions import Version
from tests.cluster.walker import CANARY, Figures
from tests.deploy.traces import traces
from triage.ruleset.model import RuleSet


@dataclass(frozen=True)
class Ordeal:
    """What came of a fault.

    Attributes:
        fault: what was done.
        times: how often.
        figures: of all journeys.
        elsewhere: requests that HAProxy took to another replica, which nobody noticed.
        failed: answers of the check itself with a status of 500 or more.
        leaked: where something stands that nobody may find.
        ended: when the fault was over, in seconds of this machine's clock.
        seconds: that all of it took.
    """

    fault: Fault
    times: int
    figures: Figures
    elsewhere: int
    failed: int
    leaked: list[str]
    ended: float
    seconds: float

    @property
    def interrupted(self) -> int:
        """Requests in flight that failed; each was made again and then answered."""
        return sum(self.figures.interrupted.values())

    @property
    def faults(self) -> list[str]:
        """Everything that must not be, in words."""
        failed = [f"{self.failed} answers of the check are failures"] if self.failed else []
        return [*self.figures.lost, *self.figures.wrong, *self.leaked, *failed, *self._beyond()]

    def _beyond(self) -> Iterator[str]:
        """What passes the bounds of this fault, and what should have been noticed of it and was not."""
        made, bounds = self.figures, BOUNDS.get(self.fault, Bounds())
        noticed = {"sent again": made.sent_again, "asked": made.asked, "started over": len(made.started_over)}
        most = bounds.interrupted * self.times
        if self.interrupted > most:
            yield f"{self.interrupted} requests in flight failed, and may {most} times: {dict(made.interrupted)}"
        if bounds.elsewhere and not self.elsewhere:
            yield "no other replica answered anything, so nothing was broken"
        for what, count in noticed.items():
            if count and what not in bounds.noticed:
                yield f"people noticed: {what} {count} times"
        if bounds.noticed and not any(noticed[what] for what in bounds.noticed):
            yield f"nobody noticed ({' or '.join(bounds.noticed)}), so nothing was changed"
        late = sum(when > self.ended for when in made.started_over)
        if late > WALKERS + 1:
            yield f"{late} times people were told to start again when all was over"


def endure(cluster: Cluster, versions: Sequence[Version], fault: Fault, least: int = 0, seed: int = 1) -> Ordeal:
    """Let people walk while something is done to the machines, again and again until enough journeys were made.

    Args:
        cluster: what stands.
        versions: the rule sets that may be in use.
        fault: what is done.
        least: how many journeys; with 0, as many as are made during one fault.
        seed: of everything that the visitors decide.
    """
    began, failed, elsewhere = time.monotonic(), _failures(cluster), cluster.tried_elsewhere()
    with walking(cluster, versions, seed) as load:
        times = 0
        while not times or load.total().journeys < least:
            fault(cluster)
            times += 1
        ended = time.monotonic()
    return Ordeal(
        fault=fault,
        times=times,
        figures=load.total(),
        elsewhere=cluster.tried_elsewhere() - elsewhere,
        failed=_failures(cluster) - failed,
        leaked=_leaked(cluster, versions[0].ruleset, load),
        ended=ended,
        seconds=time.monotonic() - began,
    )


def _failures(cluster: Cluster) -> int:
    return sum(line.get("status", 0) >= 500 for line in answered(cluster))


def answered(cluster: Cluster) -> Iterator[dict[str, object]]:
    """Every whole line that the replicas wrote. A process that is killed may leave half a line."""
    for replica in cluster.replicas:
        for line in replica.log.read_text("utf-8").splitlines() if replica.disk is None else ():
            if line.startswith("{") and line.endswith("}"):
                yield json.loads(line)


def _leaked(cluster: Cluster, ruleset: RuleSet, load: Load) -> list[str]:
    """Look for every question, every choice that is no everyday word, and what the visitors' browsers hold."""
    questions = {question.id for question in ruleset.questions}
    choices = {choice.id for question in ruleset.questions for choice in question.choices if "_" in choice.id}
    words = questions | choices | {CANARY} | {secret for walker in load.walkers for secret in walker.secrets()}
    metrics = "".join(replica.says("/metrics") for replica in cluster.replicas)
    told = [f"metrics: {word}" for word in sorted(words) if re.search(rf"\b{re.escape(word)}\b", metrics)]
    return [*traces(cluster.folder, cluster.redis, words), *told]
