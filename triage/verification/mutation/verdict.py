"""What became of every mutant, and what that says of the vignettes and guarantees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from triage.engine.sheet import Answers
from triage.verification.mutation.effect import Telling
from triage.verification.mutation.mutants import Mutant


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    """A vignette complains, or a guarantee breaks."""
    HARMLESS = "harmless"
    """Everybody gets the outcome that they had."""
    SURVIVED = "survived"
    """Somebody gets another outcome, and nothing notices."""


@dataclass(frozen=True)
class Tried:
    """A mutant, and what became of it.

    Attributes:
        mutant: what was changed.
        fate: what became of it.
        by: the sentence of a vignette that complains, or the id of a guarantee that breaks, with the kind in front.
        lowers: whether somebody's outcome is less urgent in it.
        raises: whether somebody's outcome is more urgent in it.
        fall: for a survivor that lowers, the nearest sheet that falls.
        rise: for a survivor that raises, the nearest sheet that rises.
        also: for a harmless one, the guides and notes that some people get or lose with it.
    """

    mutant: Mutant
    fate: Fate
    by: str | None = None
    lowers: bool = False
    raises: bool = False
    fall: Telling | None = None
    rise: Telling | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """How many mutants are killed, of those that change somebody's outcome."""

    killed: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 when there is nothing to kill."""
        return self.killed / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.killed:,} of {self.of:,} ({100 * self.share:.1f}%)"


def score(tried: Iterable[Tried]) -> Score:
    """The score of some mutants."""
    telling = [one for one in tried if one.fate is not Fate.HARMLESS]
    return Score(sum(one.fate is Fate.KILLED for one in telling), len(telling))


@dataclass(frozen=True)
class Suggestion:
    """A vignette that would kill survivors.

    Attributes:
        answers: a complete answer sheet: a calm answer to every question that does not matter.
        departs: the answers that a vignette would have to give.
        outcome: id of the outcome that the rule set gives now. Whether it is right is for a person to say.
        because: id of the rule, or ``question=choice``, that alone gives it; ``None`` when several do, or nothing.
        kills: the survivors that it would kill and that no suggestion before it kills.
    """

    answers: Answers
    departs: Answers
    outcome: str
    because: str | None
    kills: tuple[Mutant, ...]


@dataclass(frozen=True)
class Mutation:
    """The mutation analysis of a rule set.

    Attributes:
        version: of the rule set.
        fingerprint: of its contents.
        vignettes: how many watched.
        guarantees: how many watched.
        tried: every mutant.
        suggested: vignettes that would kill every survivor that a vignette can kill, lowering ones first.
        calm: the sheet from which telling sheets depart.
        seconds: how long it took. Not part of what makes two analyses equal.
    """

    version: str
    fingerprint: str
    vignettes: int
    guarantees: int
    tried: tuple[Tried, ...]
    suggested: tuple[Suggestion, ...]
    calm: Answers
    seconds: float = field(compare=False)

    @property
    def holds(self) -> bool:
        """Whether no mutant that lowers somebody's outcome goes unnoticed."""
        return not self.lowering

    @property
    def score(self) -> Score:
        """Of all mutants that change an outcome."""
        return score(self.tried)

    @property
    def lowering_score(self) -> Score:
        """Of those that lower somebody's."""
        return score(one for one in self.tried if one.lowers)

    @property
    def harmless(self) -> tuple[Tried, ...]:
        """The mutants in which everybody keeps their outcome."""
        return tuple(one for one in self.tried if one.fate is Fate.HARMLESS)

    @property
    def lowering(self) -> tuple[Tried, ...]:
        """The survivors that lower somebody's outcome."""
        return tuple(one for one in self.tried if one.fate is Fate.SURVIVED and one.lowers)

    @property
    def raising(self) -> tuple[Tried, ...]:
        """The survivors that only raise."""
        return tuple(one for one in self.tried if one.fate is Fate.SURVIVED and not one.lowers)

    @property
    def kinds(self) -> dict[str, Score]:
        """Kind of mutant → its score, in the order in which they were made."""
        kinds = dict.fromkeys(one.mutant.kind for one in self.tried)
        return {kind: score(one for one in self.tried if one.mutant.kind == kind) for kind in kinds}
