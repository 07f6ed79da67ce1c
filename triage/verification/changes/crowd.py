"""What share of a made-up crowd a criterion holds for: of all visitors, and of those with nothing serious."""

from __future__ import annotations

from dataclasses import dataclass

from triage.verification.changes.both import Both
from triage.verification.changes.tally import Masses
from triage.verification.counting import Count
from triage.verification.population.cohort import Cohort
from triage.verification.population.masses import mixture


@dataclass(frozen=True)
class Amount:
    """How much of everything.

    Attributes:
        sheets: how many answer sheets, exactly. Most sheets are of nobody, so this is no share of people.
        visitors: the share of all visitors, under the assumptions of a cohort, from 0 to 1.
        benign: the share of the visitors with nothing serious.
    """

    sheets: int
    visitors: float
    benign: float

    @property
    def people(self) -> str:
        """The share of visitors, in per cent, and of the benign ones."""
        return f"{percent(self.visitors)} of visitors ({percent(self.benign)} of benign ones)"

    @property
    def short(self) -> str:
        """The share of visitors, in per cent."""
        return percent(self.visitors)

    @property
    def short_benign(self) -> str:
        """The share of benign visitors, in per cent."""
        return percent(self.benign)

    def __str__(self) -> str:
        return f"{self.people}, {self.sheets:,} answer sheets"


def percent(share: float) -> str:
    """A share as per cent: two digits that say something, and never a zero for somebody."""
    if share == 0:
        return "0%"
    if share < 1e-6:
        return "under 0.0001%"
    return f"{share:.2%}" if share >= 0.0995 else f"{100 * share:.2g}%" if share >= 1e-5 else f"{100 * share:.4f}%"


class Crowd:
    """Measures criteria over the answer sheets of two rule sets.

    Args:
        both: the rule sets.
        cohort: the crowd.
    """

    def __init__(self, both: Both, cohort: Cohort) -> None:
        self.both = both
        self._count = Count(both.diagrams, both.sheets)
        parts = [part for part in mixture(both.slots, cohort) if part.share]
        benign = sum(part.share for part in parts if part.kind.benign)
        self._shares = [(part.share, part.share / benign if part.kind.benign else 0.0) for part in parts]
        self._masses = Masses(both.diagrams, [part.weights for part in parts])

    def amount(self, where: int) -> Amount:
        """How many sheets a criterion holds for, and what share of people."""
        masses = list(zip(self._shares, self._masses.of(where), strict=True))
        return Amount(
            sheets=self._count.where(where),
            visitors=sum(share * mass for (share, _), mass in masses),
            benign=sum(share * mass for (_, share), mass in masses),
        )
