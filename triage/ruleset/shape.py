"""Whether plain data have the shape of a rule set, in words for the people who wrote them.

When a part is refused, the parts around it are still checked: what is wrong is cut out, and what is left is read
again. So one run tells of a misspelt key *and* of the unknown question in a rule further down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from triage.ruleset.criteria import YamlPath
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Problem

_KINDS = {
    "string_type": ("text", "write text after the colon, in quotes if it has ': ' or ' #' in it"),
    "tuple_type": ("a list", "write '- item' lines, or [item, item]"),
    "dict_type": ("keys", "write 'key: text' lines"),
    "model_type": ("keys", "write 'key: text' lines"),
}


def problems(error: ValidationError, model: type[BaseModel] = RuleSet) -> Iterator[tuple[YamlPath, Problem]]:
    """Every problem of shape that the model found, each after the path of the part to cut out because of it."""
    for details in error.errors(include_url=False):
        if _is_consequence(details):
            continue
        path = tuple(step for step in details["loc"] if step != "[key]")
        if details["type"] == "bad-criterion":
            for inside in details["ctx"]["problems"]:
                yield path, replace(inside, path=path + inside.path)
        else:
            # Without a key that is needed, or a word that says how to read the others, the whole part goes.
            whole = details["type"] in ("missing", "literal_error") and len(path) > 1
            yield path[:-1] if whole else path, _problem(details, path, model)


def _is_consequence(details: ErrorDetails) -> bool:
    """Whether a list only seems too short, because the model does not count the items that it refused."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _problem(details: ErrorDetails, path: YamlPath, model: type[BaseModel]) -> Problem:
    kind, context, given = details["type"], details.get("ctx", {}), details["input"]
    match kind:
        case "extra_forbidden":
            return _unknown_key(path, model)
        case "missing":
            return Problem("missing-key", path, f"'{path[-1]}' is missing here", f"add '{path[-1]}: ...'")
        case "literal_error":
            message = f"'{given}' is none of the words that may stand here"
            return Problem("wrong-word", path, message, f"write {context['expected']}")
        case "string_pattern_mismatch":
            return _bad_id(str(given), str(context["pattern"]), path, at_key="[key]" in details["loc"])
        case "string_too_short":
            return Problem("empty-value", path, "nothing is written here", "write it, or delete the key")
        case "string_too_long":
            return Problem(
                "long-text", path, f"this text has over {context['max_length']} characters", "make it shorter"
            )
        case "too_short":
            message = f"this list needs {context['min_length']} entries or more, and has {context['actual_length']}"
            return Problem("empty-list", path, message, "add what is missing")
        case "not-a-date":
            return Problem("not-a-date", path, details["msg"], "write year-month-day, such as 2026-01-31")
        case "not-a-number":
            return Problem("not-a-number", path, details["msg"], "write it in digits, such as 37")
    wanted, remedy = _KINDS.get(kind, ("something else", "compare it with a part of the file that is read"))
    return Problem("wrong-kind", path, f"this needs to be {wanted}, and it is {_kind(given)}", remedy)


def _kind(given: Any) -> str:
    match given:
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "keys"


def _bad_id(given: str, pattern: str, path: YamlPath, *, at_key: bool) -> Problem:
    if "D" in pattern:
        remedy = "write D and a number, such as D1"
    else:
        joint = "-" if "-" in pattern.replace("0-9", "").replace("a-z", "") else "_"
        remedy = f"use lower-case letters and digits, joined by '{joint}'"
    return Problem("bad-id", path, f"'{given}' is not an id of the kind used here", remedy, at_key=at_key)


def _unknown_key(path: YamlPath, model: type[BaseModel]) -> Problem:
    key, known = str(path[-1]), keys_at(path[:-1], model)
    close = get_close_matches(key, known, n=1)
    remedy = f"did you mean '{close[0]}'?" if close else f"use one of: {', '.join(known)}"
    return Problem("unknown-key", path, f"'{key}' means nothing here", remedy, at_key=True)


def keys_at(path: YamlPath, model: type[BaseModel] = RuleSet) -> list[str]:
    """The keys that the part of a file at ``path`` may have; none when it is no part with named keys."""
    kind: Any = model
    for step in path:
        kind = _inside(kind, step)
    return list(kind.model_fields) if _is_part(kind) else []


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _inside(kind: Any, step: str | int) -> Any:
    if _is_part(kind):
        kind = kind.model_fields[step].annotation
        return next(arg for arg in get_args(kind) if arg is not NoneType) if isinstance(kind, UnionType) else kind
    return [arg for arg in get_args(kind) if arg is not Ellipsis][-1]
