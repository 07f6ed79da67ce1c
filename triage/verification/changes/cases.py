"""The vignettes that get another outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.engine.sheet import why_not
from triage.errors import Unanswered
from triage.ruleset.model import Outcome, Question, RuleSet
from triage.verification.vignettes import Vignette


@dataclass(frozen=True)
class Case:
    """A vignette that gets another outcome.

    Attributes:
        vignette: the written case.
        old: the outcome before.
        new: the outcome now.
    """

    vignette: Vignette
    old: Outcome
    new: Outcome


@dataclass(frozen=True)
class Cases:
    """What became of the vignettes.

    Attributes:
        moved: those that get another outcome.
        compared: how many have an outcome in both rule sets.
        left_out: how many have none in one of them: it asks something else, or does not know a choice.
    """

    moved: tuple[Case, ...]
    compared: int
    left_out: int


def cases(old: RuleSet, new: RuleSet, vignettes: Iterable[Vignette]) -> Cases:
    """Run every vignette with both rule sets."""
    before, after = _Runs(old), _Runs(new)
    ran = [(vignette, before.outcome(vignette), after.outcome(vignette)) for vignette in vignettes]
    both = [Case(vignette, one, other) for vignette, one, other in ran if one and other]
    moved = tuple(case for case in both if case.old.id != case.new.id)
    return Cases(moved, len(both), len(ran) - len(both))


class _Runs:
    """A rule set that vignettes are run with. They answer much alike, so each answer is checked once."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._compiled = compile_ruleset(ruleset)
        self._checked: dict[tuple[str, frozenset[str]], bool] = {}

    def outcome(self, vignette: Vignette) -> Outcome | None:
        """The outcome, or ``None`` where the rule set cannot read the vignette. Other questions are left aside."""
        known = self._compiled.ruleset.question_by_id
        answers = {question: picked for question, picked in vignette.answers.items() if question in known}
        if not all(self._readable(known[question], picked) for question, picked in answers.items()):
            return None
        try:
            return assess(self._compiled, answers).outcome
        except Unanswered:
            return None

    def _readable(self, question: Question, picked: frozenset[str]) -> bool:
        answer = question.id, picked
        if answer not in self._checked:
            self._checked[answer] = picked <= question.choice_by_id.keys() and not why_not(question, picked)
        return self._checked[answer]
