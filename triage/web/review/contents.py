"""Everything that a reviewer is shown of one rule set. Each part is made when it is first asked for, and once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import RLock

from triage.engine.compiled import CompiledRuleSet
from triage.resources import shipped
from triage.ruleset.check import lints
from triage.ruleset.model import Rule
from triage.ruleset.problem import Problem
from triage.ruleset.signoff import Files, SignOff, sign_off, signed_contents
from triage.verification.encode import Encoded
from triage.verification.explaining.rules import RuleExplained, explain_rule
from triage.verification.hazards import Hazard, read_hazards
from triage.verification.mutation.mutate import mutation
from triage.verification.mutation.verdict import Mutation
from triage.verification.verdict import Proof
from triage.verification.words import answer_lines
from triage.web.review.branches import Branch, branches
from triage.web.review.cases import Cases, run_cases
from triage.web.review.changed import Before, Changed, changed
from triage.web.review.charts import levels
from triage.web.review.crowd import Crowd, crowd
from triage.web.review.decisions import DecisionShown, decisions_shown
from triage.web.review.guarantees import GuaranteeShown, guarantees_shown
from triage.web.review.once import Once
from triage.web.review.questions import QuestionShown, questions_shown
from triage.web.review.sources import SourceShown, sources_shown


class Contents:
    """The contents of a review. Safe to share between threads; holds nothing about anybody.

    Args:
        compiled: the rule set.
        proof: its proof.
        files: what is signed besides the rule set: the guides.
        today: says which day it is.
        cohort: the file of the made-up crowd; the shipped one when ``None``.
        since: the version that changes are shown against, if there is one.
    """

    def __init__(
        self,
        compiled: CompiledRuleSet,
        proof: Proof,
        files: Files,
        today: Callable[[], date],
        cohort: Path | None = None,
        since: Before | None = None,
    ) -> None:
        self.compiled = compiled
        self.proof = proof
        self.ruleset = compiled.ruleset
        self.fingerprint = signed_contents(self.ruleset, files)
        self._files = files
        self.lock = RLock()
        self._today = today
        self._cohort = cohort
        self._since = since
        self._explained: dict[str, RuleExplained] = {}

    @property
    def today(self) -> date:
        """Which day it is."""
        return self._today()

    @property
    def sign_off(self) -> SignOff:
        """Whether clinicians stand behind these contents today."""
        return sign_off(self.ruleset.review, self.fingerprint, self.today)

    @cached_property
    def level(self) -> Mapping[str, int]:
        """Outcome id → how far below the most urgent outcome it is, which is also its colour."""
        return levels([outcome.id for outcome in self.ruleset.outcomes])

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Rule id → its number on the matrix, from 1, in the order of the file."""
        return {rule.id: number for number, rule in enumerate(self.ruleset.rules, start=1)}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.ruleset.rules}

    @property
    def choices(self) -> int:
        """How many choices there are."""
        return sum(len(question.choices) for question in self.ruleset.questions)

    @Once
    def problems(self) -> tuple[Problem, ...]:
        """What ``triage check`` finds in a rule set that runs, as of the day when this was first asked."""
        return tuple(lints(self.ruleset, self.today, self._files))

    @Once
    def questions(self) -> tuple[QuestionShown, ...]:
        """Every question, with what its answers do."""
        return tuple(questions_shown(self.ruleset))

    @Once
    def encoded(self) -> Encoded:
        """The rule set as diagrams. Whoever makes further diagrams must hold the lock."""
        made = Encoded(self.ruleset)
        assert made.outcome >= 0  # draws the outcome's diagram now, so that trying a sheet only reads
        return made

    @Once
    def guarantees(self) -> tuple[GuaranteeShown, ...]:
        """Every guarantee with its verdict."""
        return tuple(guarantees_shown(self.ruleset, self.proof))

    @Once
    def cases(self) -> Cases:
        """What the rules do with the vignettes."""
        return run_cases(self.compiled)

    @Once
    def mutation(self) -> Mutation:
        """Whether the vignettes and guarantees notice when one part of a rule is wrong."""
        return mutation(self.ruleset, self.cases.vignettes)

    @Once
    def crowd(self) -> Crowd:
        """What the rules do to a made-up crowd."""
        return crowd(self.ruleset, self._cohort)

    @Once
    def changed(self) -> Changed:
        """What changed since another version."""
        return changed(self._since, self.ruleset, self._cohort, self.cases.vignettes)

    @Once
    def sources(self) -> tuple[SourceShown, ...]:
        """The bibliography."""
        return tuple(sources_shown(self.ruleset))

    @Once
    def decisions(self) -> tuple[DecisionShown, ...]:
        """The points open for a decision."""
        return tuple(decisions_shown(self.ruleset))

    @Once
    def hazards(self) -> tuple[Hazard, ...]:
        """The hazard log."""
        return read_hazards(shipped("hazards.yaml"))

    def explained(self, rule: str) -> RuleExplained:
        """What a rule does and why. Explained once.

        Raises:
            TriageError: there is no such rule.
        """
        with self.lock:
            if rule not in self._explained:
                self._explained[rule] = explain_rule(self.encoded, self.cases.vignettes, rule)
            return self._explained[rule]

    def when(self, explained: RuleExplained) -> tuple[Branch, ...]:
        """When a rule fires, as a tree of lines."""
        return branches(explained.when)

    def person(self, explained: RuleExplained) -> tuple[str, ...]:
        """The answers of somebody whose outcome only this rule decides, line by line; empty if there is nobody."""
        example = explained.alone.example
        return tuple(answer_lines(self.ruleset, self.proof.calm, example)) if example else ()
