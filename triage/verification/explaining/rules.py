"""What a rule does and why: a combination, or a choice that means an outcome by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.errors import TriageError
from triage.ruleset.model import Choice, Decision, Outcome, Question, Rule
from triage.verification.encode import Encoded, Firing
from triage.verification.explaining.alone import Alone, alone
from triage.verification.explaining.bearing import (
    Cited,
    Resting,
    Touched,
    cited,
    decision_of,
    questions_in,
    resting,
    touched,
)
from triage.verification.explaining.criterion_words import Line, criterion_lines
from triage.verification.nodes import NEVER
from triage.verification.vignettes import Vignette


@dataclass(frozen=True)
class Overlap:
    """Another choice or rule that gives as much on some of the same answer sheets, and looks at some same question.

    Attributes:
        firing: the other one.
        outcome: what it gives.
        sheets: on how many sheets both fire.
    """

    firing: Firing
    outcome: Outcome
    sheets: int


@dataclass(frozen=True)
class RuleExplained:
    """What a rule does, and what it has to do with the rest of the rule set.

    Attributes:
        id: the rule's id, or ``question=choice``.
        rule: the rule, or ``None`` for a choice.
        question: the question, for a choice.
        choice: the choice, if it is one.
        outcome: what it gives.
        because: the reason of a rule; ``None`` for a choice, which has none but its question's sources.
        when: when it fires, in the words of the form.
        sources: what it rests on.
        decision: the open point that it belongs to, if it does.
        alone: what hangs on it.
        overlaps: what covers it partly, most sheets first.
        guarantees: those that touch it.
        vignettes: those that rest on it.
    """

    id: str
    rule: Rule | None
    question: Question | None
    choice: Choice | None
    outcome: Outcome
    because: str | None
    when: tuple[Line, ...]
    sources: tuple[Cited, ...]
    decision: Decision | None
    alone: Alone
    overlaps: tuple[Overlap, ...]
    guarantees: tuple[Touched, ...]
    vignettes: Resting


def explain_rule(encoded: Encoded, vignettes: Iterable[Vignette], rule_id: str) -> RuleExplained:
    """Explain a rule, or a choice that means an outcome by itself.

    Args:
        encoded: the rule set.
        vignettes: written cases for the same rule set.
        rule_id: the rule's id, or ``question=choice``.

    Raises:
        TriageError: nothing that gives an outcome has this id.
    """
    own = firing_of(encoded, rule_id)
    ruleset, decided = encoded.ruleset, encoded.alone(own)
    cause, question = own.cause, own.question
    rule = cause if isinstance(cause, Rule) else None
    basis = rule or question
    assert basis is not None
    return RuleExplained(
        id=own.id,
        rule=rule,
        question=question,
        choice=cause if isinstance(cause, Choice) else None,
        outcome=ruleset.outcomes[own.rank],
        because=rule.because if rule else None,
        when=criterion_lines(ruleset, own.criterion),
        sources=cited(ruleset, basis.sources),
        decision=decision_of(ruleset, cause.decision or basis.decision),
        alone=alone(encoded, [own], decided),
        overlaps=tuple(sorted(_overlaps(encoded, own), key=lambda overlap: -overlap.sheets)),
        guarantees=tuple(touched(encoded, own, decided)),
        vignettes=resting(encoded, vignettes, [own], decided),
    )


def firing_of(encoded: Encoded, rule_id: str) -> Firing:
    """What gives an outcome under an id.

    Raises:
        TriageError: nothing does.
    """
    found = next((firing for firing in encoded.firings if firing.id == rule_id), None)
    if found is None:
        raise TriageError(f"nothing that gives an outcome is called '{rule_id}': name a rule, or question=choice")
    return found


def _overlaps(encoded: Encoded, own: Firing) -> Iterator[Overlap]:
    """What gives as much on some of the same sheets, among what looks at some same question."""
    looked_at = questions_in(encoded.ruleset, own.criterion)
    for other in encoded.firings:
        if other is own or other.rank < own.rank:
            continue
        if looked_at.isdisjoint(questions_in(encoded.ruleset, other.criterion)):
            continue
        both = encoded.diagrams.both(own.when, other.when)
        if both != NEVER:
            yield Overlap(other, encoded.ruleset.outcomes[other.rank], encoded.count.where(both))
