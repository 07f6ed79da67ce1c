"""From a complete answer sheet to its outcome and to everything that led there."""

from __future__ import annotations

from dataclasses import dataclass

from triage.engine.compiled import CompiledRuleSet
from triage.engine.sheet import Answers
from triage.errors import Unanswered
from triage.ruleset.model import Outcome
from triage.ruleset.red_flags import RedFlag


@dataclass(frozen=True)
class Assessment:
    """An outcome, and the choices and rules that led to it.

    Attributes:
        outcome: level of care and by when.
        fired: every choice and rule that gave an outcome, most urgent first.
        answers: the answers that counted, in page order.
    """

    outcome: Outcome
    fired: tuple[RedFlag, ...]
    answers: Answers

    @property
    def because(self) -> tuple[str, ...]:
        """The ids of what fired, most urgent first: rule ids, and ``question=choice`` for choices."""
        return tuple(flag.id for flag in self.fired)


def assess(compiled: CompiledRuleSet, answers: Answers) -> Assessment:
    """Assess a complete answer sheet. Answers to questions that do not apply are ignored.

    Args:
        compiled: the rule set.
        answers: checked by :func:`triage.engine.sheet.read_answers`.

    Raises:
        Unanswered: a question applies and has no answer; names the first.
    """
    counting: dict[str, frozenset[str]] = {}
    packed = 0
    for question, gate, bit_of in compiled.steps:
        if gate is not None and not gate(packed):
            continue
        try:
            counting[question] = picked = answers[question]
        except KeyError:
            raise Unanswered(question) from None
        packed |= bit_of.get(picked) or compiled.layout.pack({question: picked})
    return assessment_of(compiled, packed, counting)


def assessment_of(compiled: CompiledRuleSet, packed: int, counting: Answers) -> Assessment:
    """The assessment of answers that are known to count and to be enough; ``packed`` is the same sheet packed."""
    fired = tuple(compiled.fired(packed))
    rank = fired[0].rank if fired else 0
    return Assessment(compiled.ruleset.outcomes[rank], fired, counting)
