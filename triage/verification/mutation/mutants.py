"""Mutants of a rule set: each is the rule set with one part changed by one step, as a slip of the pen would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.ruleset.criteria import Criterion
from triage.ruleset.model import Choice, Question, Rule, RuleSet
from triage.verification.mutation.edits import edits
from triage.verification.words import choice_texts, outcome_name, quoted


@dataclass(frozen=True)
class RuleGone:
    """The rule is not there."""

    rule: str


@dataclass(frozen=True)
class RuleOutcome:
    """The rule gives another outcome."""

    rule: str
    outcome: str


@dataclass(frozen=True)
class RuleWhen:
    """The rule has another criterion."""

    rule: str
    when: Criterion


@dataclass(frozen=True)
class ChoiceOutcome:
    """The choice gives another outcome by itself, or none."""

    question: str
    choice: str
    outcome: str | None


@dataclass(frozen=True)
class GroupMeans:
    """The group has another criterion, for everything that names it."""

    group: str
    when: Criterion


@dataclass(frozen=True)
class AskedWhen:
    """The question is asked of other people."""

    question: str
    when: Criterion


Change = RuleGone | RuleOutcome | RuleWhen | ChoiceOutcome | GroupMeans | AskedWhen


@dataclass(frozen=True)
class Mutant:
    """One slip.

    Attributes:
        kind: what sort of slip.
        says: what is different, in a sentence.
        change: the same, to be carried out by :func:`mutated`.
    """

    kind: str
    says: str
    change: Change


def mutants(ruleset: RuleSet) -> Iterator[Mutant]:
    """Every mutant that can change an outcome: of rules, of choices, of groups, and of when a question is asked.

    Texts, guarantees, guides, notes and safety nets are left out: they decide no outcome. One step below the second
    least urgent outcome is no outcome at all, which is the mutant without the rule or the choice's outcome.
    """
    for rule in ruleset.rules:
        yield from _of_rule(ruleset, rule)
    for question in ruleset.questions:
        for choice in question.choices:
            yield from _of_choice(ruleset, question, choice)
    for name, group in ruleset.groups.items():
        for edit in edits(ruleset, group):
            yield Mutant(f"group: {edit.kind}", f"Group '{name}': {edit.says}.", GroupMeans(name, edit.criterion))
    for question in ruleset.questions:
        for edit in edits(ruleset, question.ask_when) if question.ask_when else ():
            says = f"When {quoted(question.text)} is asked: {edit.says}."
            yield Mutant(f"asked: {edit.kind}", says, AskedWhen(question.id, edit.criterion))


def _of_rule(ruleset: RuleSet, rule: Rule) -> Iterator[Mutant]:
    name = f"Rule '{rule.id}'"
    yield Mutant("rule removed", f"{name} is not there.", RuleGone(rule.id))
    for kind, outcome, says in _steps(ruleset, rule.outcome):
        yield Mutant(f"rule {kind}", f"{name} gives {says}.", RuleOutcome(rule.id, outcome))
    for edit in edits(ruleset, rule.when):
        yield Mutant(edit.kind, f"{name}: {edit.says}.", RuleWhen(rule.id, edit.criterion))


def _of_choice(ruleset: RuleSet, question: Question, choice: Choice) -> Iterator[Mutant]:
    if choice.outcome is None:
        return
    name = f"{choice_texts(question, [choice.id])} on {quoted(question.text)}"
    was = outcome_name(ruleset, ruleset.rank[choice.outcome])
    gone = ChoiceOutcome(question.id, choice.id, None)
    yield Mutant("choice's outcome removed", f"{name} gives nothing by itself instead of {was}.", gone)
    for kind, outcome, says in _steps(ruleset, choice.outcome):
        yield Mutant(f"choice {kind}", f"{name} gives {says}.", ChoiceOutcome(question.id, choice.id, outcome))


def _steps(ruleset: RuleSet, outcome: str) -> Iterator[tuple[str, str, str]]:
    rank = ruleset.rank[outcome]
    for kind, now in (("one down", rank - 1), ("one up", rank + 1)):
        if 1 <= now < len(ruleset.outcomes):
            says = f"{outcome_name(ruleset, now)} instead of {outcome_name(ruleset, rank)}"
            yield kind, ruleset.outcomes[now].id, says


def mutated(ruleset: RuleSet, change: Change) -> RuleSet:
    """The rule set with the change."""
    match change:
        case RuleGone(rule=gone):
            return ruleset.changed(rules=tuple(rule for rule in ruleset.rules if rule.id != gone))
        case RuleOutcome(rule=changed, outcome=outcome):
            return _with_rule(ruleset, changed, outcome=outcome)
        case RuleWhen(rule=changed, when=when):
            return _with_rule(ruleset, changed, when=when)
        case ChoiceOutcome(question=changed, choice=choice_id, outcome=outcome):
            old = ruleset.question_by_id[changed].choices
            new = tuple(choice.changed(outcome=outcome) if choice.id == choice_id else choice for choice in old)
            return _with_question(ruleset, changed, choices=new)
        case GroupMeans(group=group, when=when):
            return ruleset.changed(groups={**ruleset.groups, group: when})
        case AskedWhen(question=changed, when=when):
            return _with_question(ruleset, changed, ask_when=when)


def _with_rule(ruleset: RuleSet, rule_id: str, **changed: object) -> RuleSet:
    rules = tuple(rule.changed(**changed) if rule.id == rule_id else rule for rule in ruleset.rules)
    return ruleset.changed(rules=rules)


def _with_question(ruleset: RuleSet, question_id: str, **changed: object) -> RuleSet:
    pages = tuple(
        page.changed(questions=tuple(q.changed(**changed) if q.id == question_id else q for q in page.questions))
        for page in ruleset.pages
    )
    return ruleset.changed(pages=pages)
