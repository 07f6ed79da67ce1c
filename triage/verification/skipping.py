"""The engine's journey as diagrams: which questions it asks each person, and the outcome that it ends with.

This mirrors :mod:`triage.engine.journey` page by page, for all answer sheets at once. On each page the engine knows
what is certain and what is possible, and asks what applies and can still raise the outcome. Here both are diagrams
over the answers of the sheet. The outcome so far comes from nothing but answers that were asked for.
"""

from __future__ import annotations

from functools import cached_property

from triage.ruleset import mentions
from triage.ruleset.criteria import Criterion
from triage.ruleset.model import Page, Question
from triage.verification.encode import Encoded, Firing, Levels
from triage.verification.known import Known
from triage.verification.nodes import NEVER
from triage.verification.told import Rank, Told


class Journeys:
    """The journeys of everybody through a rule set.

    Attributes:
        asked: question id → on which answer sheets the engine asks the question.
        levels: the outcome of the journey.
    """

    def __init__(self, encoded: Encoded) -> None:
        self.encoded = encoded
        self.asked: dict[str, int] = {}
        self.levels = encoded.least
        self._sure: set[tuple[str, Rank]] = set()
        for page in encoded.ruleset.pages:
            known = Known(encoded, tuple(self.asked))
            mattering: dict[str, int] = {}
            self.asked |= {question.id: self._asks(known, question.id, mattering) for question in page.questions}
            self.levels = self._after(page)

    def told(self, criterion: Criterion, rank: Rank) -> int:
        """Where the answers that a journey asked for satisfy a criterion, right where its outcome is below ``rank``."""
        return self._told().satisfied(criterion, rank)

    def _told(self) -> Told:
        return Told(self.encoded, self.asked, self.levels, self._sure)

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """Id of a choice or rule that fires → the questions that it names."""
        ruleset = self.encoded.ruleset
        return {
            firing.id: frozenset(leaf.question for leaf in mentions.picked(ruleset, [firing.criterion]))
            for firing in self.encoded.firings
        }

    @cached_property
    def _naming(self) -> dict[str, dict[int, list[Firing]]]:
        """Question id → rank, worst first → the choices and rules of this rank that name the question."""
        found: dict[str, dict[int, list[Firing]]] = {question.id: {} for question in self.encoded.ruleset.questions}
        for firing in self.encoded.firings:
            for question in self._named[firing.id]:
                found[question].setdefault(firing.rank, []).append(firing)
        return found

    @cached_property
    def _gates(self) -> dict[str, tuple[Question, ...]]:
        """Question id → the later questions whose ``ask_when`` names it."""
        found: dict[str, tuple[Question, ...]] = {question.id: () for question in self.encoded.ruleset.questions}
        for gated in self.encoded.ruleset.questions:
            if gated.ask_when is not None:
                for name in {leaf.question for leaf in mentions.picked(self.encoded.ruleset, [gated.ask_when])}:
                    found[name] += (gated,)
        return found

    def _asks(self, known: Known, question: str, mattering: dict[str, int]) -> int:
        """Who is asked a question: it applies, and can still matter."""
        return self.encoded.diagrams.both(self.encoded.applies[question], self._matters(known, question, mattering))

    def _matters(self, known: Known, question: str, mattering: dict[str, int]) -> int:
        """Where an answer can still raise the outcome, by itself or by opening a later question.

        Args:
            known: what is known before the page.
            question: the question's id.
            mattering: what was found for other questions with this knowledge.
        """
        if question not in mattering:
            diagrams = self.encoded.diagrams
            found = NEVER
            for rank, firings in self._naming[question].items():
                opened = diagrams.any_of([known.open(firing.criterion, question) for firing in firings])
                found = diagrams.either(found, diagrams.without(opened, self.levels[rank]))
            for gated in self._gates[question]:
                assert gated.ask_when is not None
                opened = known.open(gated.ask_when, question)
                if opened != NEVER:
                    later = self._matters(known, gated.id, mattering)
                    found = diagrams.either(found, diagrams.both(opened, later))
            mattering[question] = found
        return mattering[question]

    def _after(self, page: Page) -> Levels:
        """The outcome so far once a page is answered: of what names its questions, all else being known before."""
        answered = {question.id for question in page.questions}
        told = self._told()
        fired = [
            (told.fires(firing, self._named[firing.id]), firing.rank)
            for firing in self.encoded.firings
            if self._named[firing.id] & answered
        ]
        return self.encoded.raised(self.levels, fired)
