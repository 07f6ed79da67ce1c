"""Which guarantees a mutant breaks."""

from __future__ import annotations

from triage.ruleset.model import Guarantee
from triage.verification.encode import Encoded
from triage.verification.mutation.effect import InMutant, lost_when
from triage.verification.mutation.meaning import Meaning
from triage.verification.nodes import NEVER
from triage.verification.properties.promises import outside
from triage.verification.search import silent_row


class Kept:
    """The guarantees that a rule set keeps. One that is broken already, or about nobody, notices nothing.

    Args:
        encoded: the rule set.
    """

    def __init__(self, encoded: Encoded) -> None:
        self.encoded = encoded
        self._about: dict[str, int] = {}
        self.guarantees = tuple(guarantee for guarantee in encoded.ruleset.guarantees if self._holds(guarantee))

    def _holds(self, guarantee: Guarantee) -> bool:
        if guarantee.whenever is None:
            return False
        about = self._about[guarantee.id] = self.encoded.criterion(guarantee.whenever)
        return about != NEVER and outside(self.encoded, about, guarantee) is None

    def broken_by(self, meaning: Meaning, mutant: InMutant) -> Guarantee | None:
        """A guarantee that does not hold of a mutant, or ``None``.

        Args:
            meaning: what criteria mean in the mutant.
            mutant: what fires in it.
        """
        rank = self.encoded.ruleset.rank
        same = meaning.ruleset is self.encoded.ruleset
        for guarantee in self.guarantees:
            assert guarantee.whenever is not None
            was = self._about[guarantee.id]
            about = was if same else meaning.criterion(guarantee.whenever)
            least, most = guarantee.at_least or guarantee.exactly, guarantee.at_most or guarantee.exactly
            if (
                about == NEVER
                or (least is not None and self._below(rank[least], about, was, mutant))
                or (most is not None and self._above(rank[most], about, was, mutant))
            ):
                return guarantee
        return None

    def _below(self, rank: int, about: int, was: int, mutant: InMutant) -> bool:
        """Whether somebody whom a guarantee is about gets less than a rank: by a loss, or a new promise."""
        diagrams = self.encoded.diagrams
        before = [firing for firing in self.encoded.firings if firing.id in mutant.changed and firing.rank >= rank]
        lost = [lost_when(self.encoded, firing, mutant.changed[firing.id], rank) for firing in before]
        suspects = diagrams.either(diagrams.both(about, diagrams.any_of(lost)), diagrams.without(about, was))
        if rank == 0 or suspects == NEVER:
            return False
        enough = [firing for firing in mutant.firings if firing.rank >= rank]
        return silent_row(self.encoded, suspects, enough)[0] is not None

    def _above(self, rank: int, about: int, was: int, mutant: InMutant) -> bool:
        """Whether somebody whom a guarantee is about gets more than a rank."""
        diagrams = self.encoded.diagrams
        newly = diagrams.without(about, was)
        too_much = [firing for firing in mutant.firings if firing.rank > rank]
        return any(
            diagrams.both(about if firing.id in mutant.changed else newly, firing.when) != NEVER for firing in too_much
        )
