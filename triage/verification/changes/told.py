"""A comparison of two rule sets as it is told: sentences and numbers, for a terminal, a page or a program."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.verification.changes.crowd import Amount
from triage.verification.changes.edits import Edit


@dataclass(frozen=True)
class Said:
    """A sentence, or a clause, and how much it is about.

    Attributes:
        says: the words.
        amount: the sheets and people.
        id: of the rule, or ``question=choice``, that it is about, if it is about one.
    """

    says: str
    amount: Amount
    id: str = ""


@dataclass(frozen=True)
class ToldMove:
    """From one outcome to another.

    Attributes:
        old: id of the outcome before.
        new: id of the outcome after.
        old_name: its name.
        new_name: its name.
        lowers: whether the new outcome is less urgent.
        amount: who moves.
        conditions: who, in words, the most people first. Somebody may satisfy several.
        rest: those who satisfy none of ``conditions``, or ``None`` when there are none.
        behind: the choices and rules behind it, with what happened to each.
        unnamed: of a lowering, the ids behind it that no entry of ``accepts:`` names.
        accepted: of a lowering, why it is accepted, each with its source.
        example: one of those who move: the answers, one a line.
    """

    old: str
    new: str
    old_name: str
    new_name: str
    lowers: bool
    amount: Amount
    conditions: tuple[Said, ...]
    rest: Amount | None
    behind: tuple[Said, ...]
    unnamed: tuple[str, ...]
    accepted: tuple[str, ...]
    example: tuple[str, ...]

    @property
    def among(self) -> str:
        """Among whom the conditions tell those who move from all others."""
        return f"those who now get “{self.new_name}”" if self.lowers else f"those who used to get “{self.old_name}”"

    @property
    def refused(self) -> bool:
        """Whether it lowers somebody and nobody accepts that."""
        return self.lowers and bool(self.unnamed)


@dataclass(frozen=True)
class ToldAlone:
    """A choice that one rule set has and the other has not.

    Attributes:
        id: ``question=choice``.
        says: which choice of which question, and which file has it.
        amount: the sheets that are not compared because of it.
        may_lower: whether somebody may be lowered through it, depending on what they pick in the other file.
        named: whether an entry of ``accepts:`` names it.
    """

    id: str
    says: str
    amount: Amount
    may_lower: bool
    named: bool

    @property
    def refused(self) -> bool:
        """Whether it may lower somebody and nobody accepts that."""
        return self.may_lower and not self.named


@dataclass(frozen=True)
class ToldOffer:
    """A guide or note for other people than before.

    Attributes:
        kind: guide or note.
        id: its id.
        gained: who has it now and did not.
        lost: who had it and has it no more.
    """

    kind: str
    id: str
    gained: Amount
    lost: Amount


@dataclass(frozen=True)
class ToldCase:
    """A vignette with another outcome.

    Attributes:
        sentence: who it is about.
        where: its file and line.
        old_name: name of the outcome before.
        new_name: name of the outcome now.
        lowers: whether the new outcome is less urgent.
        expected: ids of the outcomes that the vignette allows.
        agrees: whether the new outcome is one of them.
    """

    sentence: str
    where: str
    old_name: str
    new_name: str
    lowers: bool
    expected: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True)
class Changes:
    """What a change of the rule set does to people.

    Attributes:
        old: what the old rule set is called.
        new: what the new one is called.
        cohort: what the crowd is called that shares of people are of.
        sheets: how many answer sheets both rule sets take together.
        not_compared: the sheets with a choice that only one of them has, or ``None`` when there are none.
        moves: who gets another outcome, lowerings first.
        alone: choices that only one of them has.
        offers: guides and notes for other people than before.
        cases: the vignettes that move.
        cases_compared: how many vignettes have an outcome in both.
        cases_left_out: how many have none in one of them.
        idle: entries of ``accepts:`` written for this change that name no lowering of it.
        edits: what changed in the file, of what decides.
        words: what changed in the file, of words alone.
        silent: what the crowd does not know about the questions.
        seconds: how long it took. Not part of what makes two comparisons equal.
    """

    old: str
    new: str
    cohort: str
    sheets: int
    not_compared: Amount | None
    moves: tuple[ToldMove, ...]
    alone: tuple[ToldAlone, ...]
    offers: tuple[ToldOffer, ...]
    cases: tuple[ToldCase, ...]
    cases_compared: int
    cases_left_out: int
    idle: tuple[str, ...]
    edits: tuple[Edit, ...]
    words: tuple[Edit, ...]
    silent: tuple[str, ...]
    seconds: float = field(compare=False)

    @property
    def accepted(self) -> bool:
        """Whether nobody is lowered, or may be, without a clinician's word."""
        return not any(move.refused for move in self.moves) and not any(alone.refused for alone in self.alone)
