"""What the engine knows when it is about to show a page: what is certain, what is possible, and what is open.

Here every question of an earlier page counts as answered, even where the journey skipped it. That is exact wherever
it is used, for a choice or rule that is above the outcome so far. Such a question was skipped because it could not
decide the rule: each part of the rule that looks at it stood in a part that was decided already, and what is decided
stays so, whatever else becomes known. So any answer may stand for the missing one, and the one on the sheet needs no
diagram of who was asked. A question that opens such a question later is skipped for the same reason, or because its
own criterion was decided, which stays so too. Whether it comes out right for a rule set is not taken from here: that
:mod:`triage.verification.told` looks at the answers that were asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.verification.criteria import combined
from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS, NEVER


@dataclass
class Known:
    """What is known when a page is about to be shown.

    Attributes:
        encoded: the rule set.
        earlier: ids of the questions of earlier pages.
    """

    encoded: Encoded
    earlier: Collection[str]
    _memo: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def certain(self, criterion: Criterion) -> int:
        """Where the answers so far satisfy a criterion."""
        key = "certain", id(criterion), ""
        if key not in self._memo:
            self._memo[key] = self._certain(criterion)
        return self._memo[key]

    def _certain(self, criterion: Criterion) -> int:
        match criterion:
            case Picked(question=question):
                return self.encoded.criterion(criterion) if question in self.earlier else NEVER
            case InGroup(group=group):
                return self.certain(self.encoded.ruleset.groups[group])
            case _:
                return combined(self.encoded.diagrams, criterion, self.certain)

    def possible(self, criterion: Criterion) -> int:
        """Where some way to finish the sheet may satisfy a criterion, as far as the engine can tell."""
        key = "possible", id(criterion), ""
        if key not in self._memo:
            self._memo[key] = self._possible(criterion)
        return self._memo[key]

    def _possible(self, criterion: Criterion) -> int:
        match criterion:
            case Picked(question=question):
                return self.encoded.criterion(criterion) if question in self.earlier else self._may_apply(question)
            case InGroup(group=group):
                return self.possible(self.encoded.ruleset.groups[group])
            case _:
                return combined(self.encoded.diagrams, criterion, self.possible)

    def _may_apply(self, question: str) -> int:
        gate = self.encoded.ruleset.question_by_id[question].ask_when
        return ALWAYS if gate is None else self.possible(gate)

    def open(self, criterion: Criterion, question: str) -> int:
        """Where a criterion is not decided yet, and the answer to ``question`` can still decide it."""
        key = "open", id(criterion), question
        if key not in self._memo:
            self._memo[key] = self._open(criterion, question)
        return self._memo[key]

    def _open(self, criterion: Criterion, question: str) -> int:
        diagrams = self.encoded.diagrams
        match criterion:
            case InGroup(group=group):
                return self.open(self.encoded.ruleset.groups[group], question)
            case Picked(question=named):
                through = ALWAYS if named == question else NEVER
            case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
                through = diagrams.any_of([self.open(part, question) for part in parts])
        if through == NEVER:
            return NEVER
        return diagrams.both(through, diagrams.without(self.possible(criterion), self.certain(criterion)))
