"""Whether a rule set holds together: every part has a meaning. A rule set that does not is never built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import TYPE_CHECKING

from triage.ruleset import mentions, references
from triage.ruleset.accepts import FORM, lowering
from triage.ruleset.criteria import NOT_SURE, All, AnyOf, AtLeast, Criterion, YamlPath
from triage.ruleset.problem import Problem

if TYPE_CHECKING:
    from triage.ruleset.model import Question, RuleSet

MOST_PROBLEMS = 100
"""How many of one kind are reported at once. More than that have one cause."""

_RESERVED = {"not", "all", "any", "at_least"}


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every reference that leads nowhere and every structure that the engine could not give a meaning."""
    checks: tuple[Callable[[RuleSet], Iterator[Problem]], ...] = (
        references.problems,
        _group_cycles,
        _ask_when,
        _raised_outcomes,
        _counts,
        _guarantees,
        _questions,
        _accepted,
    )
    return islice((problem for check in checks for problem in check(ruleset)), MOST_PROBLEMS)


def _questions(ruleset: RuleSet) -> Iterator[Problem]:
    for path, question in mentions.questions(ruleset):
        yield from _ids(question, path)
        yield from _exclusive_choice(question, path)
        yield from _doubt(question, path)
        yield from _opt_out(question, path)
        yield from _red_flag(question, path)


def _ids(question: Question, path: YamlPath) -> Iterator[Problem]:
    if question.id in _RESERVED:
        message = f"'{question.id}' has another meaning in a criterion, so no rule could name this question"
        yield Problem("reserved-id", (*path, "id"), message, "give the question another id")


def _exclusive_choice(question: Question, path: YamlPath) -> Iterator[Problem]:
    if question.choose == "any" and question.none is None:
        message = "several choices may be picked here, and none of them says 'none of these'"
        yield Problem("missing-none", (*path, "none"), message, "add 'none: <id of that choice>'")
    if question.choose == "one" and question.none is not None:
        message = "'none' only means something where several choices may be picked"
        yield Problem("none-on-one", (*path, "none"), message, "delete it, or add 'choose: any'", at_key=True)


def _doubt(question: Question, path: YamlPath) -> Iterator[Problem]:
    if not question.is_context and NOT_SURE not in question.choice_by_id:
        message = f"question '{question.id}' does not offer the choice '{NOT_SURE}'"
        remedy = f"add {{id: {NOT_SURE}, text: I'm not sure}}, with the outcome that doubt means"
        yield Problem("missing-not-sure", (*path, "choices"), message, remedy, at_key=True, about=NOT_SURE)


def _opt_out(question: Question, path: YamlPath) -> Iterator[Problem]:
    for at, choice in mentions.choices(path, question):
        if choice.id == question.opt_out and choice.outcome:
            message = f"'{choice.id}' is the choice of somebody who would rather not say, and carries an outcome"
            yield Problem("opt-out-raises", (*at, "outcome"), message, "delete it, or delete 'opt_out'")


def _red_flag(question: Question, path: YamlPath) -> Iterator[Problem]:
    if not question.is_red_flag:
        return
    if question.is_context:
        message = "a context question has no order of worry, so its choices carry no outcome"
        yield Problem("context-outcome", (*path, "order"), message, "delete 'order: none', or write a rule")
    elif question.reassuring is None:
        message = f"a choice of '{question.id}' carries an outcome, and no choice is named as reassuring"
        yield Problem("missing-reassuring", (*path, "reassuring"), message, "add 'reassuring: <id of a choice>'")
    else:
        for at, choice in mentions.choices(path, question):
            if choice.id == question.reassuring and choice.outcome:
                message = f"'{choice.id}' is the reassuring choice, and carries an outcome"
                yield Problem("reassuring-raises", (*at, "outcome"), message, "delete it, or name another choice")


def _group_cycles(ruleset: RuleSet) -> Iterator[Problem]:
    named = {name: {group for _, group in mentions.groups(part, ())} for name, part in ruleset.groups.items()}
    while ring := _ring(named):
        message = f"group '{ring[0]}' is part of its own meaning: {' names '.join(ring)}"
        yield Problem("group-cycle", ("groups", ring[0]), message, "take one out of the other", at_key=True)
        named = {name: groups for name, groups in named.items() if name not in ring}


def _ring(named: dict[str, set[str]]) -> list[str]:
    """Groups each of which names the next, the last being the first again; empty when there are none such."""
    try:
        TopologicalSorter(named).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _ask_when(ruleset: RuleSet) -> Iterator[Problem]:
    for path, question in mentions.questions(ruleset):
        if question.ask_when is None:
            continue
        own_page = ruleset.page_of[question.id]
        looked_at = {leaf.question for leaf in mentions.picked(ruleset, [question.ask_when])}
        for name in sorted(looked_at & ruleset.page_of.keys()):
            if ruleset.page_of[name] >= own_page:
                message = f"whether '{question.id}' is asked hangs on '{name}', which is not on an earlier page"
                remedy = "move one of the two to another page"
                yield Problem("ask-when-forward", (*path, "ask_when"), message, remedy, at_key=True)


def _raised_outcomes(ruleset: RuleSet) -> Iterator[Problem]:
    least = ruleset.outcomes[0].id
    for path, outcome in mentions.raised(ruleset):
        if outcome == least:
            message = f"'{least}' is the least urgent outcome, so this raises nothing"
            yield Problem("outcome-raises-nothing", path, message, "delete it, or name a more urgent outcome")


def _counts(ruleset: RuleSet) -> Iterator[Problem]:
    for path, criterion in mentions.criteria(ruleset):
        yield from _too_many(criterion, path)


def _too_many(criterion: Criterion, path: YamlPath) -> Iterator[Problem]:
    match criterion:
        case AtLeast(n=n, parts=parts):
            path = (*path, "at_least")
            if n > len(parts):
                message = f"{n} of {len(parts)} parts can never hold"
                yield Problem("at-least-too-many", (*path, "n"), message, "lower 'n', or add what is missing")
            yield from _too_many_in(parts, (*path, "of"))
        case All(parts=parts):
            yield from _too_many_in(parts, (*path, "all"))
        case AnyOf(parts=parts):
            yield from _too_many_in(parts, (*path, "any"))


def _too_many_in(parts: tuple[Criterion, ...], path: YamlPath) -> Iterator[Problem]:
    for index, part in enumerate(parts):
        yield from _too_many(part, (*path, index))


def _guarantees(ruleset: RuleSet) -> Iterator[Problem]:
    for index, guarantee in enumerate(ruleset.guarantees):
        bounds = [guarantee.at_least, guarantee.at_most, guarantee.exactly, guarantee.unfinished]
        promises = len([bound for bound in bounds if bound is not None])
        if promises != 1 or (guarantee.whenever is None) != (guarantee.unfinished is not None):
            message = "a guarantee is 'whenever' with one of 'at_least', 'at_most', 'exactly', or 'unfinished' alone"
            yield Problem("guarantee-bound", ("guarantees", index), message, "keep the one that is meant")


def _accepted(ruleset: RuleSet) -> Iterator[Problem]:
    """Accepted lowerings that name no lowering. A rule behind one may be gone, so rules are not looked up."""
    for index, entry in enumerate(ruleset.accepts):
        path = ("accepts", index, "lowered")
        found = lowering(entry.lowered)
        if found is None:
            yield Problem("bad-lowered", path, "this does not name a lowering", f"write '{FORM}'")
            continue
        named = [(path, found.old), (path, found.new)]
        unknown = list(references.unknown("outcome", named, ruleset.outcome_by_id))
        yield from unknown
        if not unknown and ruleset.rank[found.old] <= ruleset.rank[found.new]:
            message = f"'{found.new}' is not less urgent than '{found.old}', so this lowers nobody"
            yield Problem("bad-lowered", path, message, "name the outcome before, then the one now")
