"""Every answer sheet of a small rule set, one after the other: what the diagrams are held against.

Nothing here uses diagrams. What a criterion means comes from the plain evaluator.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import combinations, product

from triage.engine import reference
from triage.engine.sheet import Answers
from triage.ruleset.criteria import Criterion
from triage.ruleset.model import Question, RuleSet

Key = tuple[frozenset[str], ...]
"""A full sheet: the answer to each question, in page order, whether it applies or not."""


def answers_to(question: Question) -> list[frozenset[str]]:
    """Every answer that the words of the form allow."""
    if question.choose == "one":
        return [frozenset([choice.id]) for choice in question.choices]
    ticks = [choice.id for choice in question.choices if choice.id != question.none]
    sets = [frozenset(some) for size in range(1, len(ticks) + 1) for some in combinations(ticks, size)]
    return [frozenset([question.none]), *sets]


class Everybody:
    """Everybody who could answer a rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.ids = [question.id for question in ruleset.questions]

    @cached_property
    def full(self) -> dict[Key, dict[str, frozenset[str]]]:
        """Every full sheet."""
        return {key: dict(zip(self.ids, key, strict=True)) for key in product(*map(answers_to, self.ruleset.questions))}

    @cached_property
    def counted(self) -> dict[Key, Answers]:
        """Of every full sheet, the answers that count."""
        return {key: reference.counted(self.ruleset, sheet) for key, sheet in self.full.items()}

    @cached_property
    def rank(self) -> dict[Key, int]:
        """The rank of the outcome of every full sheet."""
        ranks = self.ruleset.rank
        return {key: ranks[reference.outcome_of(self.ruleset, sheet)] for key, sheet in self.full.items()}

    @cached_property
    def distinct(self) -> dict[frozenset, int]:
        """The rank of the outcome of every sheet that differs in what counts."""
        return {frozenset(self.counted[key].items()): rank for key, rank in self.rank.items()}

    @cached_property
    def fired(self) -> dict[Key, dict[str, int]]:
        """What fires on every full sheet, with its rank."""
        return {key: dict(self._fired(self.counted[key])) for key in self.full}

    def _fired(self, counted: Answers) -> Iterator[tuple[str, int]]:
        ranks = self.ruleset.rank
        for rule in self.ruleset.rules:
            if reference.holds(self.ruleset, rule.when, counted):
                yield rule.id, ranks[rule.outcome]
        for question_id, picked in counted.items():
            for choice in picked:
                outcome = self.ruleset.question_by_id[question_id].choice_by_id[choice].outcome
                if outcome:
                    yield f"{question_id}={choice}", ranks[outcome]

    def holds(self, criterion: Criterion | None, key: Key) -> bool:
        """Whether a criterion holds on a full sheet."""
        return criterion is None or reference.holds(self.ruleset, criterion, self.counted[key])

    @cached_property
    def result(self) -> dict[Key, tuple]:
        """What a result depends on: the outcome, and the guides and notes shown with it."""
        ranks = self.ruleset.rank
        return {
            key: (
                rank,
                tuple(g.id for g in self.ruleset.guides if rank <= ranks[g.up_to] and self.holds(g.when, key)),
                tuple(
                    n.id
                    for n in self.ruleset.notes
                    if self.ruleset.outcomes[rank].id in n.outcomes and self.holds(n.when, key)
                ),
            )
            for key, rank in self.rank.items()
        }

    def changed(self, key: Key, question: str, picked: frozenset[str]) -> Key:
        """A full sheet with another answer to one question."""
        at = self.ids.index(question)
        return (*key[:at], picked, *key[at + 1 :])

    def departures(self, sheet: Answers, calm: Answers, but: str | None = None) -> set[tuple[str, str]]:
        """Where a sheet departs from the calm one: question and choice, one for each tick that differs."""
        found = set()
        for question_id, picked in sheet.items():
            question = self.ruleset.question_by_id[question_id]
            if question_id == but or picked == calm[question_id]:
                continue
            if question.choose == "one":
                found.add((question_id, "another"))
            else:
                found |= {(question_id, tick) for tick in (picked ^ calm[question_id]) - {question.none}}
        return found

    def fewest(self, wanted: Callable[[Key], bool], calm: Answers, but: str | None = None) -> int | None:
        """The fewest departures among the full sheets that are wanted; ``None`` if none is."""
        return min(
            (len(self.departures(sheet, calm, but)) for key, sheet in self.full.items() if wanted(key)), default=None
        )
