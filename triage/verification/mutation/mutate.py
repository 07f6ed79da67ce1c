"""Mutate a rule set: change one part of it at a time, and see whether a vignette or a guarantee notices.

Mutation analysis comes from the testing of programs (DeMillo, Lipton and Sayward 1978, "Hints on test data
selection"). Here whether a mutant is harmless is not guessed but decided, for every answer sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded
from triage.verification.mutation.cases import Watch, outcomes, with_changes
from triage.verification.mutation.effect import InMutant, fallen, in_mutant, risen, telling
from triage.verification.mutation.kept import Kept
from triage.verification.mutation.meaning import EverySheet, Meaning
from triage.verification.mutation.mutants import Mutant, mutants, mutated
from triage.verification.mutation.offered import offered_apart
from triage.verification.mutation.suggest import suggestions
from triage.verification.mutation.verdict import Fate, Mutation, Tried
from triage.verification.nodes import MOST_NODES
from triage.verification.vignettes import Vignette


def mutation(ruleset: RuleSet, vignettes: Sequence[Vignette], budget: int = MOST_NODES) -> Mutation:
    """Try every mutant of a rule set.

    It says which parts of the rules nothing pins down. It does not say that they are right: a vignette that was
    written from the rules pins what the rules do, and is no evidence for it.

    Args:
        ruleset: what to mutate.
        vignettes: read against it. One that complains without any mutant notices nothing.
        budget: the most diagrams to make.

    Raises:
        TooBig: the rule set has no exact form within the budget.
    """
    began = perf_counter()
    encoded = Encoded(ruleset, budget)
    trial = _Trial(encoded, vignettes)
    tried = tuple(trial.of(mutant) for mutant in mutants(ruleset))
    return Mutation(
        version=ruleset.version,
        fingerprint=fingerprint(ruleset),
        vignettes=len(vignettes),
        guarantees=len(trial.kept.guarantees),
        tried=tried,
        suggested=suggestions(encoded, [one for one in tried if one.fate is Fate.SURVIVED]),
        calm=encoded.slots.calm,
        seconds=perf_counter() - began,
    )


class _Trial:
    """A rule set and all that watches over it."""

    def __init__(self, encoded: Encoded, vignettes: Sequence[Vignette]) -> None:
        self.encoded = encoded
        self.meaning = Meaning(encoded.ruleset, EverySheet(encoded))
        self.kept = Kept(encoded)
        self.watch = Watch(encoded.ruleset, vignettes)
        self.in_cases = Meaning(encoded.ruleset, self.watch.sheets)
        self.given = outcomes(encoded.ruleset, self.watch.sheets.all, self.in_cases.firings)
        self.sound = ~self.watch.complaints(self.in_cases.firings, self.given)

    def of(self, mutant: Mutant) -> Tried:
        """Try one mutant: first the vignettes, then everybody, then the guarantees."""
        meaning, changed = self.meaning.changed_by(mutant.change)
        now = in_mutant(self.encoded, changed)
        lowers, raises, complaint = self._noticed(mutant)
        fall = None if lowers else fallen(self.encoded, now)
        rise = None if raises else risen(self.encoded, now)
        lowers, raises = lowers or fall is not None, raises or rise is not None
        if not lowers and not raises:
            return Tried(mutant, Fate.HARMLESS, also=offered_apart(self.encoded, meaning))
        by = complaint or self._broken(meaning, now)
        if by:
            return Tried(mutant, Fate.KILLED, by, lowers, raises)
        return self._survivor(mutant, now)

    def _noticed(self, mutant: Mutant) -> tuple[bool, bool, str | None]:
        """Whether a mutant lowers or raises the outcome of some vignette, and a vignette that complains."""
        _, changed = self.in_cases.changed_by(mutant.change)
        firings = with_changes(self.in_cases.firings, changed)
        now = outcomes(self.encoded.ruleset, self.watch.sheets.all, firings)
        found = self.watch.complaints(firings, now) & self.sound
        by = f"vignette: {self.watch.vignettes[(found & -found).bit_length() - 1].sentence}" if found else None
        return self.given.above(now) != 0, now.above(self.given) != 0, by

    def _broken(self, meaning: Meaning, now: InMutant) -> str | None:
        guarantee = self.kept.broken_by(meaning, now)
        return f"guarantee: {guarantee.id}" if guarantee else None

    def _survivor(self, mutant: Mutant, now: InMutant) -> Tried:
        """A mutant that nothing notices, with the nearest people whom it changes."""
        ruleset = mutated(self.encoded.ruleset, mutant.change)
        fall, rise = (
            telling(self.encoded, ruleset, row) if row is not None else None
            for row in (fallen(self.encoded, now), risen(self.encoded, now))
        )
        return Tried(mutant, Fate.SURVIVED, None, fall is not None, rise is not None, fall, rise)
