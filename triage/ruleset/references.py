"""Whether every name in a rule set means something, and only one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from triage.ruleset import mentions
from triage.ruleset.criteria import InGroup, Picked, YamlPath, leaves
from triage.ruleset.mentions import Named
from triage.ruleset.problem import Problem

if TYPE_CHECKING:
    from triage.ruleset.model import RuleSet

_MOST_WORK = 60_000
"""Names times squared letters, up to which the closest known name is looked for. Above, it would take seconds."""


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every id that is given twice, and every reference that leads nowhere."""
    for named in _id_spaces(ruleset):
        yield from _duplicates(named)
    yield from _in_criteria(ruleset)
    yield from _in_questions(ruleset)
    yield from unknown("outcome", mentions.outcomes(ruleset), ruleset.outcome_by_id)
    yield from unknown("source", mentions.sources(ruleset), ruleset.bibliography)
    yield from unknown("decision", mentions.decisions(ruleset), [decision.id for decision in ruleset.decisions])
    waived = ((("waivers", at, "question"), waiver.question) for at, waiver in enumerate(ruleset.waivers))
    yield from unknown("question", waived, ruleset.question_by_id)
    yield from _in_safety_nets(ruleset)


def unknown(kind: str, named: Iterable[Named], known: Collection[str], *, at_key: bool = False) -> Iterator[Problem]:
    """A problem ``unknown-...`` for each name that is not a known one, with the closest known one."""
    for path, name in named:
        if name not in known:
            close = _closest(name, known)
            remedy = f"did you mean '{close}'?" if close else f"add it, or name a {kind} that exists"
            message = f"there is no {kind} '{name}'"
            yield Problem(f"unknown-{kind}", path, message, remedy, at_key=at_key, about=name)


def _closest(name: str, known: Collection[str]) -> str | None:
    close = get_close_matches(name, known, n=1) if len(known) * len(name) ** 2 <= _MOST_WORK else []
    return close[0] if close else None


def _id_spaces(ruleset: RuleSet) -> Iterator[list[Named]]:
    """For each kind of thing that ids tell apart, every id with its place."""
    questions = list(mentions.questions(ruleset))
    yield [((*path, "id"), question.id) for path, question in questions]
    for path, question in questions:
        yield [((*at, "id"), choice.id) for at, choice in mentions.choices(path, question)]
    for key in ("outcomes", "pages", "rules", "guarantees", "decisions", "notes", "guides", "places"):
        yield [((key, index, "id"), part.id) for index, part in enumerate(getattr(ruleset, key))]


def _duplicates(named: Iterable[Named]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield Problem("duplicate-id", path, f"'{name}' is the id of another one before it", "give each its own id")
        seen.add(name)


def _in_criteria(ruleset: RuleSet) -> Iterator[Problem]:
    for path, criterion in mentions.criteria(ruleset):
        for place, leaf in leaves(criterion, path):
            if isinstance(leaf, InGroup):
                yield from unknown("group", [(place, leaf.group)], ruleset.groups)
            elif leaf.question not in ruleset.question_by_id:
                yield from unknown("question", [(place, leaf.question)], ruleset.question_by_id, at_key=True)
            else:
                known = ruleset.question_by_id[leaf.question].choice_by_id
                yield from unknown("choice", _choices(place, leaf), known)


def _choices(path: YamlPath, leaf: Picked) -> list[Named]:
    if len(leaf.choices) == 1:
        return [(path, leaf.choices[0])]
    return [((*path, index), choice) for index, choice in enumerate(leaf.choices)]


def _in_questions(ruleset: RuleSet) -> Iterator[Problem]:
    for path, question in mentions.questions(ruleset):
        keys = [key for key in ("none", "reassuring", "opt_out") if getattr(question, key)]
        named = [((*path, key), getattr(question, key)) for key in keys]
        yield from unknown("choice", named, question.choice_by_id)


def _in_safety_nets(ruleset: RuleSet) -> Iterator[Problem]:
    headed = [(("safety_net", outcome), outcome) for outcome in ruleset.safety_net]
    yield from unknown("outcome", headed, ruleset.outcome_by_id, at_key=True)
    for index, outcome in enumerate(ruleset.outcomes):
        watched = [(("outcomes", index, "watch", at), name) for at, name in enumerate(outcome.watch)]
        yield from unknown("safety-net", watched, ruleset.safety_net)
