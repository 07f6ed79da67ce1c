"""A rule set as diagrams: what applies, what fires, and which outcome every answer sheet gets.

Whether a question applies is folded into every test of it. So an answer that does not count cannot change anything,
and no diagram looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.ruleset.model import Question, RuleSet
from triage.ruleset.red_flags import RedFlag, red_flags
from triage.verification.counting import Count
from triage.verification.criteria import Criteria
from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, MOST_NODES, NEVER
from triage.verification.order import good_order
from triage.verification.picks import one_picked, untouched
from triage.verification.slots import Slots

Levels = tuple[int, ...]
"""Outcomes: for each rank, where the outcome is at least that urgent. For 0 that is everywhere; one rank past the most
urgent comes last, which is nowhere.

On the shipped rules these take a third of the diagrams that a single one for the outcome takes: what decides about one
level need not be remembered while another is decided.
"""


@dataclass(frozen=True)
class Firing(RedFlag):
    """A red flag, and where it fires.

    Attributes:
        when: where.
    """

    when: int


class Encoded(Criteria):
    """A rule set as diagrams.

    Args:
        ruleset: what to encode.
        budget: the most diagrams to make.

    Attributes:
        ruleset: what was encoded.
        slots: what the diagrams look at.
        worst: the rank of the most urgent outcome.
        applies: question id → where the question applies.
        diagrams: where they live.

    Raises:
        TooBig: the rule set has no exact form within the budget.
    """

    def __init__(self, ruleset: RuleSet, budget: int = MOST_NODES) -> None:
        self.slots = Slots(ruleset, good_order(ruleset))
        self.worst = len(ruleset.outcomes) - 1
        self.diagrams = Diagrams([len(slot.choices) for slot in self.slots.all], self.worst, budget)
        super().__init__(ruleset, self.diagrams)
        self._alone: dict[str, int] = {}
        self.applies: dict[str, int] = {}
        for question in ruleset.questions:
            gate = question.ask_when
            self.applies[question.id] = ALWAYS if gate is None else self.criterion(gate)

    def picked(self, question_id: str, choices: Iterable[str]) -> int:
        """Where a question applies and its answer includes one of the choices, exactly as ticked."""
        question = self.ruleset.question_by_id[question_id]
        return self.diagrams.both(self.applies[question_id], self.marked(question, frozenset(choices)))

    def marked(self, question: Question, choices: frozenset[str]) -> int:
        """Where the answer includes one of the choices, whether the question applies or not."""
        diagrams, slots, id_ = self.diagrams, self.slots, question.id
        nothing = untouched(diagrams, slots, id_) if question.choose == "any" and question.none in choices else NEVER
        return diagrams.either(nothing, one_picked(diagrams, slots, id_, choices))

    @cached_property
    def firings(self) -> tuple[Firing, ...]:
        """The red flags, most urgent first; choices before rules of the same outcome."""
        return tuple(Firing(**vars(flag), when=self.criterion(flag.criterion)) for flag in red_flags(self.ruleset))

    def alone(self, firing: Firing) -> int:
        """Where something decides by itself: it fires, and nothing else gives as much. Found for its whole rank."""
        if firing.id not in self._alone:
            same = [other for other in self.firings if other.rank == firing.rank]
            found = self._each_alone(same, self.levels[firing.rank + 1])
            self._alone |= {other.id: where for other, where in zip(same, found, strict=True)}
        return self._alone[firing.id]

    def _each_alone(self, firings: Sequence[Firing], rivals: int) -> Iterator[int]:
        """For each of some firings, where it fires and neither another of them nor a rival does.

        Half by half: for each half, the other half joins the rivals. So no union is made more than once.
        """
        if len(firings) == 1:
            yield self.diagrams.without(firings[0].when, rivals)
            return
        halves = firings[: len(firings) // 2], firings[len(firings) // 2 :]
        for half, other in (halves, halves[::-1]):
            joined = self.diagrams.any_of([firing.when for firing in other])
            yield from self._each_alone(half, self.diagrams.either(rivals, joined))

    @cached_property
    def levels(self) -> Levels:
        """The outcome of every sheet."""
        return self.raised(self.least, [(firing.when, firing.rank) for firing in self.firings])

    @property
    def least(self) -> Levels:
        """The least urgent outcome, on every sheet."""
        return (ALWAYS, *[NEVER] * (self.worst + 1))

    def raised(self, levels: Levels, given: Sequence[tuple[int, int]]) -> Levels:
        """Outcomes, raised to the ranks that criteria give.

        Args:
            levels: the outcomes.
            given: pairs of a criterion and the rank that it gives.
        """
        raised = [NEVER]
        for rank in range(self.worst, -1, -1):
            own = [when for when, its_rank in given if its_rank == rank]
            as_before = self.diagrams.either(levels[rank], raised[-1])
            raised.append(self.diagrams.any_of([as_before, *own]))
        return tuple(reversed(raised))

    def exactly(self, rank: int) -> int:
        """Where the outcome has this rank."""
        return self.diagrams.without(self.levels[rank], self.levels[rank + 1])

    @cached_property
    def outcome(self) -> int:
        """The rank of the outcome of every sheet, as one diagram. It is bigger than all levels together."""
        found = 0
        for rank in range(self.worst, 0, -1):
            found = self.diagrams.join(found, self.diagrams.where(self.levels[rank], rank))
        return found

    @cached_property
    def looking(self) -> tuple[dict[int, list[int]], ...]:
        """For each level: slot → every diagram of the level that looks at it."""
        found: list[dict[int, list[int]]] = []
        for level in self.levels:
            found.append({})
            for part in self.diagrams.parts(level):
                found[-1].setdefault(self.diagrams.slot[part], []).append(part)
        return tuple(found)

    @cached_property
    def sheets(self) -> int:
        """One row for each answer sheet: where every question that does not apply is left at its first value."""
        found = ALWAYS
        for question in reversed(self.ruleset.questions):
            if question.ask_when is not None:
                left = untouched(self.diagrams, self.slots, question.id)
                found = self.diagrams.both(self.diagrams.either(self.applies[question.id], left), found)
        return found

    @cached_property
    def count(self) -> Count:
        """Counts the answer sheets where a criterion holds."""
        return Count(self.diagrams, self.sheets)
