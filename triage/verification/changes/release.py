"""One of two rule sets as diagrams over the answer sheet that serves both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from triage.ruleset.model import Question, RuleSet
from triage.ruleset.red_flags import red_flags
from triage.verification.criteria import Criteria
from triage.verification.diagram import Diagrams
from triage.verification.encode import Firing
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.picks import one_picked
from triage.verification.slots import Slots


class Release(Criteria):
    """A rule set over slots that it may share with another one.

    Args:
        ruleset: the rule set.
        names: its question ids → the ids of the same questions in ``slots``.
        slots: the sheet.
        diagrams: where the diagrams live.
        rank: outcome id → how urgent it is among the outcomes of both rule sets.

    Attributes:
        asked: question id, as in ``slots`` → where this rule set asks the question.
    """

    def __init__(
        self, ruleset: RuleSet, names: Mapping[str, str], slots: Slots, diagrams: Diagrams, rank: Mapping[str, int]
    ) -> None:
        super().__init__(ruleset, diagrams)
        self.diagrams = diagrams
        self.names = names
        self.slots = slots
        self.rank = rank
        self.question_by_name = {names[question.id]: question for question in ruleset.questions}
        self.asked: dict[str, int] = {question.id: NEVER for question in slots.ruleset.questions}
        for question in ruleset.questions:
            gate = question.ask_when
            self.asked[names[question.id]] = ALWAYS if gate is None else self.criterion(gate)

    def picked(self, question_id: str, choices: Iterable[str]) -> int:
        """Where a question of this rule set is asked and its answer includes one of the choices."""
        question, wanted, diagrams = self.ruleset.question_by_id[question_id], frozenset(choices), self.diagrams
        found = self._nothing_ticked(question) if question.choose == "any" and question.none in wanted else NEVER
        found = diagrams.either(found, one_picked(diagrams, self.slots, self.names[question_id], wanted))
        return diagrams.both(self.asked[self.names[question_id]], found)

    def _nothing_ticked(self, question: Question) -> int:
        """Where no choice is ticked that this rule set knows."""
        found = ALWAYS
        for index in reversed(self.slots.of[self.names[question.id]]):
            if self.slots.all[index].choices[1] in question.choice_by_id:
                found = self.diagrams.both(self.diagrams.node(index, (ALWAYS, NEVER)), found)
        return found

    @cached_property
    def firings(self) -> tuple[Firing, ...]:
        """Its red flags, ranked among the outcomes of both rule sets, most urgent first."""
        ranks = [self.rank[outcome.id] for outcome in self.ruleset.outcomes]
        flags = [replace(flag, rank=ranks[flag.rank]) for flag in red_flags(self.ruleset)]
        return tuple(Firing(**vars(flag), when=self.criterion(flag.criterion)) for flag in flags)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """For each rank of both rule sets, where the outcome is at least that urgent; last comes a rank nobody has.

        A rank that this rule set lacks is reached where a more urgent one is.
        """
        found = [NEVER]
        for rank in range(len(self.rank) - 1, 0, -1):
            own = [firing.when for firing in self.firings if firing.rank == rank]
            found.append(self.diagrams.any_of([found[-1], *own]))
        least = self.rank[self.ruleset.outcomes[0].id]
        return (*[ALWAYS] * (least + 1), *reversed(found[: len(found) - least]))
