"""Rule sets that grow as questionnaires do: more and more parts of the body round a few questions that all share.

Each part has nine questions on three pages and sixteen rules: most combine two answers of the part, and some an answer
of the part with one of three shared ones. In a scattered rule set each rule is about questions from anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.engine.random_rulesets import PLACE
from triage.ruleset.model import RuleSet

OUTCOMES = ("guides", "routine", "soon", "days", "same_day", "emergency")
SHARED = tuple(f"shared_{index}" for index in range(10))
MOST_PARTS = 20
"""Then there are 190 questions and 328 rules."""

_QUESTIONS, _RULES = 9, 16

_TOUCHED = 3
"""How many of the shared questions matter to the parts, as age, fever and an earlier illness do."""


def grown(parts: int) -> RuleSet:
    """A rule set of 10 questions and 8 rules, and for each part 9 questions and 16 rules more."""
    pairs = [(SHARED[index + 1], SHARED[index + 2]) for index in range(8)]
    pairs += [_pair(part, index) for part in range(parts) for index in range(_RULES)]
    return _made(parts, pairs)


def scattered(parts: int) -> RuleSet:
    """As many questions and rules, but each rule is about four questions from anywhere."""
    names, chance = [*SHARED, *(name for part in range(parts) for name in _names(part))], random.Random(3)
    return _made(parts, [tuple(chance.sample(names, 4)) for _ in range(8 + _RULES * parts)])


def _names(part: int) -> list[str]:
    return [f"part_{part}_{index}" for index in range(_QUESTIONS)]


def _pair(part: int, index: int) -> tuple[str, str]:
    """Two questions of a part, or for every fourth rule one of a part and a shared one. No pair comes twice."""
    names = _names(part)
    if index % 4 == 3:
        return SHARED[index // 4 % _TOUCHED], names[index % _QUESTIONS]
    return names[index % _QUESTIONS], names[(index + 1 + index // _QUESTIONS) % _QUESTIONS]


def _made(parts: int, combined: list[tuple[str, ...]]) -> RuleSet:
    rules = [_rule(index, names) for index, names in enumerate(combined)]
    promised = [
        {"id": rule["id"], "says": "Grown.", "whenever": rule["when"], "at_least": rule["outcome"]}
        for rule in rules[::_RULES]
    ]
    return RuleSet.model_validate(
        {
            "version": "grown",
            "intended_use": "For a test.",
            "outcomes": [{"id": o, "name": o, "heading": o, "means": o, "told": o} for o in OUTCOMES],
            "pages": list(_pages(parts)),
            "rules": rules,
            "guarantees": promised,
            "places": [PLACE],
        }
    )


def _rule(index: int, names: tuple[str, ...]) -> dict:
    """The first answer is a yes, the others may be in doubt."""
    when = {"all": [{names[0]: "yes"}, *({name: ["not_sure", "yes"]} for name in names[1:])]}
    outcome = OUTCOMES[1 + index % (len(OUTCOMES) - 1)]
    return {"id": f"r{index}", "outcome": outcome, "when": when, "because": "Grown.", "sources": []}


def _pages(parts: int) -> Iterator[dict]:
    yield _page("shared", [_question(name) for name in SHARED])
    for part in range(parts):
        first, *others = _names(part)
        opened = {first: ["not_sure", "yes"]}
        yield _page(f"part_{part}_0", [_question(first), *map(_question, others[:2])])
        yield _page(f"part_{part}_1", [*map(_question, others[2:5])])
        yield _page(f"part_{part}_2", [*map(_question, others[5:7]), _question(others[7], ask_when=opened)])


def _page(name: str, questions: list[dict]) -> dict:
    return {"id": name, "title": name, "questions": questions}


def _question(name: str, **more: object) -> dict:
    choices = [{"id": choice, "text": choice} for choice in ("no", "not_sure", "yes")]
    return {"id": name, "label": name, "text": f"{name}?", "reassuring": "no", **more, "choices": choices}
