"""The questions of two rule sets put together, so that one answer sheet serves both.

A question that one of them lacks is never asked there. Of a question with any number of choices, one that a rule set
lacks counts there as not ticked. A question that cannot be answered in one way for both (it takes one choice here and
several there, or has no choice in common) counts as two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from triage.errors import TriageError
from triage.ruleset.model import Choice, Outcome, Page, Question, RuleSet

_BEFORE = " (before)"


@dataclass(frozen=True)
class Union:
    """Two rule sets put together.

    Attributes:
        ruleset: every question, with the choices of both; every outcome. What it would decide is of no meaning: its
            rules only say which questions belong together.
        old: question id of the old rule set → id of the question in ``ruleset``.
        new: the same for the new one.
    """

    ruleset: RuleSet
    old: dict[str, str]
    new: dict[str, str]


def union(old: RuleSet, new: RuleSet) -> Union:
    """Put two rule sets together.

    Raises:
        TriageError: they rank the same outcomes in different orders.
    """
    names = {question.id: _name(question, new) for question in old.questions}
    before = {names[question.id]: question for question in old.questions}
    both = [_merged(before.pop(question.id, None), question) for question in new.questions]
    left = [question.changed(id=name) for name, question in before.items()]
    page = Page.model_construct(id="all", title="All", questions=tuple(both + left))
    known = {(rule.outcome, rule.when) for rule in new.rules}
    more = tuple(rule for rule in old.rules if (rule.outcome, rule.when) not in known)
    ruleset = RuleSet.model_construct(
        version=new.version,
        intended_use=new.intended_use,
        outcomes=outcomes(old, new),
        pages=(page,),
        groups={**old.groups, **new.groups},
        rules=new.rules + more,
        places=new.places,
    )
    return Union(ruleset, names, {question.id: question.id for question in new.questions})


def outcomes(old: RuleSet, new: RuleSet) -> tuple[Outcome, ...]:
    """The outcomes of both, least urgent first.

    Where neither says which of two is more urgent, the one that only the new rule set has comes first: whoever goes
    to it from the other then counts as lowered.

    Raises:
        TriageError: the two rank the same outcomes in different orders.
    """
    after: TopologicalSorter[str] = TopologicalSorter()
    for ruleset in (old, new):
        ids = [outcome.id for outcome in ruleset.outcomes]
        for index, outcome in enumerate(ids):
            after.add(outcome, *ids[:index])
    try:
        after.prepare()
    except CycleError:
        raise TriageError(
            "these two files rank the same outcomes in different orders, so nobody can say who is lowered. Compare "
            "them with a file between the two that changes nothing but the order"
        ) from None
    by_id = {**old.outcome_by_id, **new.outcome_by_id}
    found: list[str] = []
    waiting: list[str] = []
    while after.is_active():
        waiting += after.get_ready()
        first = min(waiting, key=lambda outcome: (outcome in old.rank, outcome))
        waiting.remove(first)
        found.append(first)
        after.done(first)
    return tuple(by_id[outcome] for outcome in found)


def _name(question: Question, new: RuleSet) -> str:
    other = new.question_by_id.get(question.id)
    return question.id if other is None or _one_answer(question, other) else question.id + _BEFORE


def _one_answer(one: Question, other: Question) -> bool:
    """Whether an answer to one question can be read as an answer to the other."""
    if one.choose != other.choose:
        return False
    if one.choose == "one":
        return bool(one.choice_by_id.keys() & other.choice_by_id.keys())
    return _ticks(one).isdisjoint({other.none}) and _ticks(other).isdisjoint({one.none})


def _ticks(question: Question) -> set[str]:
    return question.choice_by_id.keys() - {str(question.none)}


def _merged(old: Question | None, new: Question) -> Question:
    """A question with the choices of both. One that both have comes first, so that no rest stands on another."""
    if old is None:
        return new
    shared = [choice for choice in new.choices if choice.id in old.choice_by_id]
    alone = [choice for choice in new.choices if choice.id not in old.choice_by_id]
    gone = [choice for choice in old.choices if choice.id not in new.choice_by_id and choice.id != old.none]
    return new.changed(choices=_tuple(shared, alone, gone))


def _tuple(*lists: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple(choice for part in lists for choice in part)
