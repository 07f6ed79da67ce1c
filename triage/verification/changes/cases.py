"""The vignettes that get another outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.engine.assess import assess
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.engine.sheet import read_answers
from triage.errors import Unanswered, UnknownAnswer
from triage.ruleset.model import Outcome, RuleSet
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
    before, after = compile_ruleset(old), compile_ruleset(new)
    ran = [(vignette, _outcome(before, vignette), _outcome(after, vignette)) for vignette in vignettes]
    both = [Case(vignette, one, other) for vignette, one, other in ran if one and other]
    moved = tuple(case for case in both if case.old.id != case.new.id)
    return Cases(moved, len(both), len(ran) - len(both))


def _outcome(compiled: CompiledRuleSet, vignette: Vignette) -> Outcome | None:
    """The outcome of a vignette, or ``None`` where the rule set cannot read it. Other questions are left aside."""
    known = compiled.ruleset.question_by_id
    answers = {question: picked for question, picked in vignette.answers.items() if question in known}
    try:
        return assess(compiled, read_answers(compiled.ruleset, answers)).outcome
    except (UnknownAnswer, Unanswered):
        return None
