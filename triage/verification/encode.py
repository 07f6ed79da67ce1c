"""A rule set as diagrams: what applies, what fires, and which outcome every answer sheet gets.

Whether a question applies is folded into every test of it. So an answer that does not count cannot change anything,
and no diagram looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import Choice, Question, Rule, RuleSet
from triage.verification.counting import ways
from triage.verification.diagram import Diagrams
from triage.verification.nodes import ALWAYS, MOST_NODES, NEVER, TERMINALS
from triage.verification.order import good_order
from triage.verification.slots import Slots


@dataclass(frozen=True)
class Firing:
    """Something that gives an outcome: a choice by itself, or a rule.

    Attributes:
        id: the rule's id, or ``question=choice``.
        rank: how urgent its outcome is, from 1.
        when: where it fires.
        criterion: what it tests.
        question: the question, for a choice.
        cause: the choice or the rule.
    """

    id: str
    rank: int
    when: int
    criterion: Criterion
    question: Question | None
    cause: Choice | Rule


def combined(diagrams: Diagrams, criterion: Criterion, meaning: Callable[[Criterion], int]) -> int:
    """Where a combination holds, given where its parts do. ``at least n`` takes one step for each part and count."""
    match criterion:
        case All(parts=parts):
            return reduce(diagrams.both, map(meaning, parts), ALWAYS)
        case AnyOf(parts=parts):
            return reduce(diagrams.either, map(meaning, parts), NEVER)
        case AtLeast(n=n, parts=parts):
            reach = [ALWAYS] + [NEVER] * n
            for part in map(meaning, parts):
                for count in range(n, 0, -1):
                    reach[count] = diagrams.either(reach[count], diagrams.both(reach[count - 1], part))
            return reach[n]
        case _:
            raise TypeError(f"{criterion} combines nothing")


class Encoded:
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
        self.ruleset = ruleset
        self.slots = Slots(ruleset, good_order(ruleset))
        self.worst = len(ruleset.outcomes) - 1
        self.diagrams = Diagrams([len(slot.choices) for slot in self.slots.all], self.worst, budget)
        self._groups: dict[str, int] = {}
        self._below: dict[tuple[int, int], int] = {}
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
        diagrams = self.diagrams
        found = self.untouched(question.id) if question.choose == "any" and question.none in choices else NEVER
        for index in self.slots.of[question.id]:
            named = tuple(int(choice in choices) for choice in self.slots.all[index].choices)
            found = diagrams.either(found, diagrams.node(index, named))
        return found

    def untouched(self, question_id: str) -> int:
        """Where every slot of a question has its first value: nothing is ticked, or the first choice is picked."""
        found = ALWAYS
        for index in reversed(self.slots.of[question_id]):
            size = self.diagrams.sizes[index]
            found = self.diagrams.node(index, (found, *[NEVER] * (size - 1)))
        return found

    def criterion(self, criterion: Criterion) -> int:
        """Where a criterion holds."""
        match criterion:
            case Picked(question=question, choices=choices):
                return self.picked(question, satisfying(self.ruleset.question_by_id[question], choices))
            case InGroup(group=group):
                if group not in self._groups:
                    self._groups[group] = self.criterion(self.ruleset.groups[group])
                return self._groups[group]
            case _:
                return combined(self.diagrams, criterion, self.criterion)

    @cached_property
    def firings(self) -> tuple[Firing, ...]:
        """Everything that gives an outcome, most urgent first; choices before rules of the same outcome."""
        rank = self.ruleset.rank
        found = [
            Firing(
                f"{question.id}={choice.id}",
                rank[choice.outcome],
                self.picked(question.id, [choice.id]),
                Picked(question.id, (choice.id,)),
                question,
                choice,
            )
            for question in self.ruleset.questions
            for choice in question.choices
            if choice.outcome
        ]
        for rule in self.ruleset.rules:
            found.append(Firing(rule.id, rank[rule.outcome], self.criterion(rule.when), rule.when, None, rule))
        return tuple(sorted(found, key=lambda firing: -firing.rank))

    @cached_property
    def outcome(self) -> int:
        """The rank of the outcome of every sheet."""
        return self.raised(0, [(firing.when, firing.rank) for firing in self.firings])

    def raised(self, outcome: int, given: Sequence[tuple[int, int]]) -> int:
        """The more urgent of an outcome and of the ranks that criteria give. Worst first: the rest then adds little.

        Args:
            outcome: the rank, as a diagram.
            given: pairs of a criterion and the rank that it gives.
        """
        for rank in sorted({rank for _, rank in given}, reverse=True):
            alarm = self.diagrams.any_of([when for when, own in given if own == rank])
            outcome = self.diagrams.join(outcome, self.diagrams.where(alarm, rank))
        return outcome

    def below(self, rank: int, outcome: int) -> int:
        """Where an outcome is less urgent than ``rank``."""
        if (rank, outcome) not in self._below:
            ranks = [int(constant < rank) for constant in range(TERMINALS)]
            self._below[rank, outcome] = self.diagrams.replaced(outcome, ranks)
        return self._below[rank, outcome]

    @cached_property
    def deciding(self) -> dict[int, list[int]]:
        """Slot → every diagram of the outcome that looks at it."""
        found: dict[int, list[int]] = {slot: [] for slot in range(len(self.slots.all))}
        for part in self.diagrams.parts(self.outcome):
            found[self.diagrams.slot[part]].append(part)
        return found

    @cached_property
    def ways(self) -> dict[int, tuple[int, int, int]]:
        """Every diagram of the outcome → what the cheapest way there costs, and its last step."""
        return ways(self.diagrams, self.outcome, self.slots.costs)

    def way_to(self, part: int) -> dict[int, int]:
        """The cheapest row, as far as needed, that leads to a diagram of the outcome."""
        row: dict[int, int] = {}
        while part != self.outcome:
            _, part, value = self.ways[part]
            row[self.diagrams.slot[part]] = value
        return row

    @cached_property
    def sheets(self) -> int:
        """One row for each answer sheet: where every question that does not apply is left at its first value."""
        found = ALWAYS
        for question in reversed(self.ruleset.questions):
            if question.ask_when is not None:
                left = self.diagrams.either(self.applies[question.id], self.untouched(question.id))
                found = self.diagrams.both(left, found)
        return found
