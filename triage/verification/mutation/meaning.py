"""What a rule set means for many sheets at once: for every sheet, as diagrams, or for some, as one bit for each.

Both are whole numbers that combine alike, so one reading of a criterion serves both: see
:mod:`triage.verification.criteria`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from triage.ruleset.criteria import Criterion, InGroup, Picked, leaves
from triage.ruleset.model import Question, RuleSet
from triage.ruleset.red_flags import RedFlag, red_flags
from triage.verification.criteria import Criteria, Sets
from triage.verification.encode import Encoded
from triage.verification.mutation.mutants import (
    AskedWhen,
    Change,
    ChoiceOutcome,
    GroupMeans,
    RuleGone,
    RuleOutcome,
    RuleWhen,
    mutated,
)
from triage.verification.nodes import ALWAYS


class Sheets(Sets, Protocol):
    """Sets of sheets that know on which of them choices are picked."""

    def marked(self, question: Question, choices: frozenset[str]) -> int:
        """The sheets on which one of the choices is picked, whether the question applies or not."""


class EverySheet:
    """Sets of sheets as diagrams."""

    all = ALWAYS

    def __init__(self, encoded: Encoded) -> None:
        self.both = encoded.diagrams.both
        self.either = encoded.diagrams.either
        self.marked = encoded.marked


@dataclass(frozen=True)
class Fires:
    """That something gives an outcome: how urgent, and on which sheets."""

    rank: int
    when: int


class Meaning(Criteria):
    """A rule set's meaning. A criterion's is worked out when it is asked for.

    Args:
        ruleset: the rule set.
        sheets: the sheets that matter.
    """

    def __init__(self, ruleset: RuleSet, sheets: Sheets) -> None:
        super().__init__(ruleset, sheets)
        self.sheets = sheets
        self._applies: dict[str, int] = {}

    def applies(self, question: Question) -> int:
        """Where a question applies."""
        if question.id not in self._applies:
            gate = question.ask_when
            self._applies[question.id] = self.sheets.all if gate is None else self.criterion(gate)
        return self._applies[question.id]

    def picked(self, question_id: str, choices: Iterable[str]) -> int:
        """Where a question applies and its answer includes one of the choices."""
        question = self.ruleset.question_by_id[question_id]
        return self.sheets.both(self.applies(question), self.sheets.marked(question, frozenset(choices)))

    @cached_property
    def _flags(self) -> dict[str, RedFlag]:
        """The red flags by id."""
        return {flag.id: flag for flag in red_flags(self.ruleset)}

    @cached_property
    def firings(self) -> dict[str, Fires]:
        """The red flags, by id, and where they fire."""
        return {name: Fires(flag.rank, self.criterion(flag.criterion)) for name, flag in self._flags.items()}

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """For each id, the groups and questions that decide whether it fires."""
        return {name: _deciding(self.ruleset, flag.criterion) for name, flag in self._flags.items()}

    def changed_by(self, change: Change) -> tuple[Meaning, dict[str, Fires | None]]:
        """The meaning of a mutant, as far as criteria go, and what fires otherwise in it: ``None``, not at all.

        Only a changed group, or a question asked of others, changes what criteria mean; nothing else is read anew.
        """
        rank = self.ruleset.rank
        match change:
            case RuleGone(rule=rule):
                return self, {rule: None}
            case RuleOutcome(rule=rule, outcome=outcome):
                return self, {rule: Fires(rank[outcome], self.firings[rule].when)}
            case RuleWhen(rule=rule, when=when):
                return self, {rule: Fires(self.firings[rule].rank, self.criterion(when))}
            case ChoiceOutcome(question=question, choice=choice, outcome=given):
                name = f"{question}={choice}"
                return self, {name: Fires(rank[given], self.firings[name].when) if given else None}
            case GroupMeans() | AskedWhen():
                return self._read_anew(change)

    def _read_anew(self, change: GroupMeans | AskedWhen) -> tuple[Meaning, dict[str, Fires | None]]:
        other = Meaning(mutated(self.ruleset, change), self.sheets)
        changed = f"group {change.group}" if isinstance(change, GroupMeans) else f"question {change.question}"
        found: dict[str, Fires | None] = {}
        for name, fires in self.firings.items():
            if changed in self._named[name]:
                when = other.criterion(self._flags[name].criterion)
                if when != fires.when:
                    found[name] = Fires(fires.rank, when)
        return other, found


def _deciding(ruleset: RuleSet, criterion: Criterion) -> frozenset[str]:
    """The groups and questions that a criterion hangs on, through other groups and what decides who is asked."""
    found: set[str] = set()
    waiting = [criterion]
    while waiting:
        for _, leaf in leaves(waiting.pop()):
            name = f"group {leaf.group}" if isinstance(leaf, InGroup) else f"question {leaf.question}"
            if name not in found:
                found.add(name)
                behind = ruleset.groups[leaf.group] if isinstance(leaf, InGroup) else _gate(ruleset, leaf)
                waiting += [behind] if behind else []
    return frozenset(found)


def _gate(ruleset: RuleSet, leaf: Picked) -> Criterion | None:
    return ruleset.question_by_id[leaf.question].ask_when
