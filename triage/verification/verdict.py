"""What a proof comes to: a verdict on each property, with what fails, what is waived and what is worth knowing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.engine.sheet import Answers


@dataclass(frozen=True)
class Example:
    """A real answer sheet that shows something, departing from the reassuring answers in the fewest places.

    Attributes:
        answers: the answers that count, in page order.
        outcome: id of its outcome, as the plain evaluator has it.
    """

    answers: Answers
    outcome: str


@dataclass(frozen=True)
class Failure:
    """One way in which the rule set breaks a property.

    Attributes:
        says: what is wrong, in a sentence.
        question: id of the question that a waiver would have to name, if one can.
        examples: sheets that show it. Where two answers are compared, the one that should be lower comes first.
    """

    says: str
    question: str | None = None
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Waived:
    """A failure that clinicians accept, with their reason."""

    failure: Failure
    because: str


@dataclass(frozen=True)
class Verdict:
    """What was found about one property.

    Attributes:
        code: the property's: ``P1`` to ``P8``.
        claim: what holds for every answer sheet, in a sentence, when there is no failure.
        failures: where it does not hold, and nobody accepts it.
        waived: where it does not hold, and a waiver accepts it.
        notes: what is no failure, and worth knowing.
    """

    code: str
    claim: str
    failures: tuple[Failure, ...] = ()
    waived: tuple[Waived, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is left that somebody has to put right."""
        return not self.failures


@dataclass(frozen=True)
class Proof:
    """What was proved of a rule set, for every answer sheet that the form accepts.

    Attributes:
        version: of the rule set.
        fingerprint: of its contents.
        verdicts: one for each property.
        sheets: how many answer sheets there are, exactly.
        by_outcome: outcome id → how many of them get it, least urgent first.
        nodes: how many diagrams the outcome takes.
        made: how many diagrams were made in all.
        calm: the sheet from which examples depart.
        seconds: how long it took. Not part of what makes two proofs equal.
    """

    version: str
    fingerprint: str
    verdicts: tuple[Verdict, ...]
    sheets: int
    by_outcome: Mapping[str, int]
    nodes: int
    made: int
    calm: Answers
    seconds: float = field(compare=False)

    @property
    def holds(self) -> bool:
        """Whether every property holds, waivers counted."""
        return all(verdict.holds for verdict in self.verdicts)
