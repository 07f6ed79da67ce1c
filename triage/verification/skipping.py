"""The engine's journey as diagrams: which questions it asks each person, and the outcome that it ends with.

This mirrors :mod:`triage.engine.journey` step by step, for all answer sheets at once. On each page the engine knows
what is certain (answers to questions that it asked) and what is possible (any answer to a question that may still
apply), and asks what applies and can still raise the outcome. Here both are diagrams over the answers of the sheet.
"""

from __future__ import annotations

from functools import cached_property

from triage.ruleset import mentions
from triage.ruleset.criteria import Criterion
from triage.ruleset.model import Page, Question
from triage.verification.encode import Encoded
from triage.verification.known import Known, Rank
from triage.verification.nodes import NEVER


class Journeys:
    """The journeys of everybody through a rule set.

    Attributes:
        asked: question id → on which answer sheets the engine asks the question.
        outcome: the outcome of the journey, as a diagram over the whole sheet.
    """

    def __init__(self, encoded: Encoded) -> None:
        self.encoded = encoded
        self.asked: dict[str, int] = {}
        self.outcome = 0
        for page in encoded.ruleset.pages:
            known = Known(encoded, dict(self.asked), self.outcome)
            self.asked |= {question.id: self._asks(known, question) for question in page.questions}
            self.outcome = self._after(page)

    def told(self, criterion: Criterion, rank: Rank) -> int:
        """Where the answers that a journey asked for satisfy a criterion, right where its outcome is below ``rank``."""
        return Known(self.encoded, self.asked, self.outcome).certain(criterion, rank)

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """Id of a choice or rule that fires → the questions that it names."""
        ruleset = self.encoded.ruleset
        return {
            firing.id: frozenset(leaf.question for leaf in mentions.picked(ruleset, [firing.criterion]))
            for firing in self.encoded.firings
        }

    @cached_property
    def _gates(self) -> dict[str, tuple[Question, ...]]:
        """Question id → the later questions whose ``ask_when`` names it."""
        found: dict[str, tuple[Question, ...]] = {question.id: () for question in self.encoded.ruleset.questions}
        for gated in self.encoded.ruleset.questions:
            if gated.ask_when is not None:
                for name in {leaf.question for leaf in mentions.picked(self.encoded.ruleset, [gated.ask_when])}:
                    found[name] += (gated,)
        return found

    def _asks(self, known: Known, question: Question) -> int:
        """Who is asked a question: it applies, and can still matter."""
        worst = self.encoded.worst
        matters = self._matters(known, question.id)
        if question.ask_when is None or matters == NEVER:
            return matters
        return self.encoded.diagrams.both(matters, known.certain(question.ask_when, worst))

    def _matters(self, known: Known, question: str) -> int:
        """Where an answer can still raise the outcome, by itself or by opening a later question."""
        diagrams = self.encoded.diagrams
        found = NEVER
        for firing in self.encoded.firings:
            if question in self._named[firing.id]:
                left = diagrams.exceeds(known.below(firing.rank), found)
                if left != NEVER:
                    decided = known.open(firing.criterion, question, firing.rank)
                    found = diagrams.either(found, diagrams.both(left, decided))
        for gated in self._gates[question]:
            assert gated.ask_when is not None
            opened = known.open(gated.ask_when, question, self.encoded.worst)
            if opened != NEVER:
                found = diagrams.either(found, diagrams.both(opened, self._matters(known, gated.id)))
        return found

    def _after(self, page: Page) -> int:
        """The outcome so far once a page is answered: of what names its questions, all else being known before."""
        answered = {question.id for question in page.questions}
        known = Known(self.encoded, self.asked, self.outcome)
        fired = [
            (known.fires(firing, self._named[firing.id]), firing.rank)
            for firing in self.encoded.firings
            if self._named[firing.id] & answered
        ]
        return self.encoded.raised(self.outcome, fired)
