"""Where a rule set names its own parts: every criterion, outcome, source and decision with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from triage.ruleset.criteria import Criterion, InGroup, Picked, YamlPath, leaves

if TYPE_CHECKING:
    from triage.ruleset.model import Choice, Guarantee, Question, Rule, RuleSet

Named = tuple[YamlPath, str]


def questions(ruleset: RuleSet) -> Iterator[tuple[YamlPath, Question]]:
    """Every question with its place, in page order."""
    for page_index, page in enumerate(ruleset.pages):
        for index, question in enumerate(page.questions):
            yield ("pages", page_index, "questions", index), question


def choices(question_path: YamlPath, question: Question) -> Iterator[tuple[YamlPath, Choice]]:
    """Every choice of a question with its place, in the order of the file."""
    for index, choice in enumerate(question.choices):
        yield (*question_path, "choices", index), choice


def criteria(ruleset: RuleSet) -> Iterator[tuple[YamlPath, Criterion]]:
    """Every criterion with its place."""
    for path, question in questions(ruleset):
        if question.ask_when:
            yield (*path, "ask_when"), question.ask_when
    for name, group in ruleset.groups.items():
        yield ("groups", name), group
    yield from deciding(ruleset)
    for index, guarantee in enumerate(ruleset.guarantees):
        if guarantee.whenever:
            yield ("guarantees", index, "whenever"), guarantee.whenever
    for index, guide in enumerate(ruleset.guides):
        if guide.when:
            yield ("guides", index, "when"), guide.when


def deciding(ruleset: RuleSet) -> Iterator[tuple[YamlPath, Criterion]]:
    """The criteria that decide what a result says: those of rules and notes."""
    for index, rule in enumerate(ruleset.rules):
        yield ("rules", index, "when"), rule.when
    for index, note in enumerate(ruleset.notes):
        yield ("notes", index, "when"), note.when


def picked(ruleset: RuleSet, criteria: Iterable[Criterion]) -> Iterator[Picked]:
    """Every test of a question inside criteria, their groups and the groups that these name; each group once."""
    seen: set[str] = set()
    waiting = list(criteria)
    while waiting:
        for _, leaf in leaves(waiting.pop()):
            if isinstance(leaf, Picked):
                yield leaf
            elif leaf.group not in seen and leaf.group in ruleset.groups:
                seen.add(leaf.group)
                waiting.append(ruleset.groups[leaf.group])


def groups(criterion: Criterion, path: YamlPath) -> Iterator[Named]:
    """Every group that a criterion at ``path`` names itself."""
    for place, leaf in leaves(criterion, path):
        if isinstance(leaf, InGroup):
            yield place, leaf.group


def outcomes(ruleset: RuleSet) -> Iterator[Named]:
    """Every outcome that is named somewhere."""
    yield from raised(ruleset)
    for index, guarantee in enumerate(ruleset.guarantees):
        for bound in ("at_least", "at_most", "exactly"):
            if outcome := getattr(guarantee, bound):
                yield ("guarantees", index, bound), outcome
    for index, note in enumerate(ruleset.notes):
        yield from ((("notes", index, "outcomes", at), outcome) for at, outcome in enumerate(note.outcomes))
    for index, guide in enumerate(ruleset.guides):
        yield ("guides", index, "up_to"), guide.up_to


def raised(ruleset: RuleSet) -> Iterator[Named]:
    """Every outcome that a choice or a rule carries."""
    for question_path, question in questions(ruleset):
        for path, choice in choices(question_path, question):
            if choice.outcome:
                yield (*path, "outcome"), choice.outcome
    for index, rule in enumerate(ruleset.rules):
        yield ("rules", index, "outcome"), rule.outcome


def sources(ruleset: RuleSet) -> Iterator[Named]:
    """Every entry of the bibliography that is named somewhere."""
    for path, part in _argued(ruleset):
        yield from (((*path, "sources", at), source) for at, source in enumerate(part.sources))
    for index, accepted in enumerate(ruleset.accepts):
        yield ("accepts", index, "source"), accepted.source


def decisions(ruleset: RuleSet) -> Iterator[Named]:
    """Every decision that is named somewhere."""
    for path, part in _argued(ruleset):
        if part.decision:
            yield (*path, "decision"), part.decision
    for question_path, question in questions(ruleset):
        for path, choice in choices(question_path, question):
            if choice.decision:
                yield (*path, "decision"), choice.decision


def _argued(ruleset: RuleSet) -> Iterator[tuple[YamlPath, Question | Rule | Guarantee]]:
    """The parts that rest on sources and decisions."""
    yield from questions(ruleset)
    yield from ((("rules", index), rule) for index, rule in enumerate(ruleset.rules))
    yield from ((("guarantees", index), guarantee) for index, guarantee in enumerate(ruleset.guarantees))
