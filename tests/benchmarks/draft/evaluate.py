"""What the draft rules say about a person, read as literally as can be. Without ``self_harm``, which is not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from triage.verification.population.cohort import Person


class Result(NamedTuple):
    """A tier, as our six outcomes name it, and the ids of what gave it."""

    outcome: str
    fired: tuple[str, ...]


OUTCOMES = ("guides", "routine", "soon", "days", "same_day", "emergency")


@cache
def _read(name: str) -> Any:
    return YAML(typ="safe").load(Path(__file__).with_name(name))


def evaluate(person: Person) -> Result:
    """The highest tier that an answer or a rule gives, and everything that gives it."""
    given = list(_given(person))
    top = max((outcome for outcome, _ in given), key=OUTCOMES.index, default="guides")
    return Result(top, tuple(id_ for outcome, id_ in given if outcome == top))


def _given(person: Person) -> Iterator[tuple[str, str]]:
    raising = _raising()
    answers = {question: picks for question, picks in person.picked.items() if _asked(question, person)}
    for question, picks in answers.items():
        for choice in picks:
            if (question, choice) in raising:
                yield raising[question, choice], f"{question}={choice}"
    for rule in _read("rules_draft.yaml")["rules"]:
        if _holds(rule["when"], person.age, answers):
            yield _outcome(rule), rule["id"]


@cache
def _raising() -> Mapping[tuple[str, str], str]:
    """(question, choice) → outcome, for the answers that have a tier of their own."""
    return {
        (item["id"], answer["id"]): _outcome(answer)
        for item in _read("items.yaml")["items"]
        for answer in item["answers"]
        if answer["tier"] != "guides"
    }


def _outcome(entry: Mapping[str, str]) -> str:
    """design.md section 3: routine by its kind, days by its window, else the tier."""
    if entry["tier"] != "soon":
        return entry["tier"]
    return "routine" if entry.get("soon_kind") == "routine" else "days" if entry.get("window") == "days" else "soon"


def _asked(question: str, person: Person) -> bool:
    """The draft's three ``ask_if``. It cannot know when the pain began, and takes the age now instead."""
    match question:
        case "strain_pain":
            return not person.picked["cancer_history"].isdisjoint({"recent", "past", "not_sure"})
        case "pregnancy_flags":
            return "no" not in person.picked["pregnancy"]
        case "axspa_signs":
            return "over_3m" in person.picked["pain_duration"] and person.age < 45
        case _:
            return True


def _holds(when: Any, age: int, answers: Mapping[str, frozenset[str]]) -> bool:
    match when:
        case {"all": parts}:
            return all(_holds(part, age, answers) for part in parts)
        case {"any": parts}:
            return any(_holds(part, age, answers) for part in parts)
        case {"at_least": {"n": n, "of": parts}}:
            return sum(_holds(part, age, answers) for part in parts) >= int(n)
        case str() if when in _read("rules_draft.yaml")["sets"]:
            return _holds(_read("rules_draft.yaml")["sets"][when], age, answers)
    question, relation, named = _words(when)
    match relation:
        case ">=":
            return age >= int(named[0])
        case "<":
            return age < int(named[0])
        case _:
            return question in answers and not answers[question].isdisjoint(named)


@cache
def _words(when: str) -> tuple[str, str, tuple[str, ...]]:
    """``"item=a|b"``, ``"age>=60"`` or ``"age<16"`` in three parts."""
    question, relation, named = re.split(r"(>=|<|=)", when)
    return question, relation, tuple(named.split("|"))
