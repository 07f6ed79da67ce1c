"""The kinds of value that the model's fields take, and how each is read from strict plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked, YamlPath
from triage.ruleset.problem import Problem

SNAKE = r"^[a-z0-9]+(_[a-z0-9]+)*$"
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"

LONGEST = 3_000
"""The most characters of one text."""

LONGEST_ID = 80
"""The most characters of one id."""

LONGEST_PLACE = 32
"""The most characters of a place's id: the visitor's browser keeps it."""

Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LONGEST, strip_whitespace=True)]
SnakeId = Annotated[str, StringConstraints(strict=True, max_length=LONGEST_ID, pattern=SNAKE)]
PlaceId = Annotated[str, StringConstraints(strict=True, max_length=LONGEST_PLACE, pattern=SNAKE)]
KebabId = Annotated[str, StringConstraints(strict=True, max_length=LONGEST_ID, pattern=KEBAB)]
DecisionId = Annotated[str, StringConstraints(strict=True, max_length=LONGEST_ID, pattern=r"^D[1-9][0-9]*$")]


def _date(text: Any) -> date:
    if isinstance(text, date):
        return text
    if isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise PydanticCustomError("not-a-date", "'{text}' is not a date", {"text": str(text)})


DateField = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def criterion_from(data: Any) -> Criterion:
    """Read a criterion from plain data.

    Raises:
        PydanticCustomError: of type ``bad-criterion``, with every :class:`Problem` inside it, each with its path
            from this criterion on.
    """
    if isinstance(data, Picked | InGroup | All | AnyOf | AtLeast):
        return data
    found = list(_criterion_problems(data, ()))
    if found:
        raise PydanticCustomError("bad-criterion", "{text}", {"text": "; ".join(map(str, found)), "problems": found})
    return _built(data)


def _built(data: Any) -> Criterion:
    if isinstance(data, str):
        return InGroup(data)
    ((key, value),) = data.items()
    match key:
        case "all":
            return All(tuple(map(_built, value)))
        case "any":
            return AnyOf(tuple(map(_built, value)))
        case "at_least":
            return AtLeast(int(value["n"]), tuple(map(_built, value["of"])))
        case _:
            return Picked(key, (value,) if isinstance(value, str) else tuple(value))


def criterion_data(criterion: Criterion) -> str | dict[str, Any]:
    """The plain data that :func:`criterion_from` reads as this criterion."""
    match criterion:
        case Picked(question=question, choices=choices):
            return {question: choices[0] if len(choices) == 1 else list(choices)}
        case InGroup(group=group):
            return group
        case All(parts=parts):
            return {"all": [*map(criterion_data, parts)]}
        case AnyOf(parts=parts):
            return {"any": [*map(criterion_data, parts)]}
        case AtLeast(n=n, parts=parts):
            return {"at_least": {"n": n, "of": [*map(criterion_data, parts)]}}


def _criterion_problems(data: Any, path: YamlPath) -> Iterator[Problem]:
    if isinstance(data, str) and _is_snake_id(data):
        return
    if not isinstance(data, dict) or not data:
        yield Problem(
            "bad-criterion",
            path,
            "a criterion is 'question: choice', a group's name, or one of all, any and at_least",
            "write it in one of these forms",
        )
    elif len(data) > 1:
        yield Problem(
            "two-keys",
            path,
            f"a criterion has one key, and this one has {len(data)}: {', '.join(map(str, data))}",
            "join them with 'all: [{...}, {...}]' or 'any: [{...}, {...}]'",
        )
    else:
        ((key, value),) = data.items()
        yield from _key_problems(key, value, path)


def _is_snake_id(text: str) -> bool:
    return len(text) <= LONGEST_ID and re.fullmatch(SNAKE, text) is not None


def _key_problems(key: str, value: Any, path: YamlPath) -> Iterator[Problem]:
    match key:
        case "not":
            yield Problem(
                "not-used",
                (*path, key),
                "there is no 'not': a worse answer could then lower somebody's outcome",
                "list the choices that count instead",
                at_key=True,
            )
        case "all" | "any":
            yield from _list_problems(value, (*path, key))
        case "at_least":
            yield from _at_least_problems(value, (*path, key))
        case _:
            yield from _picked_problems(key, value, path)


def _list_problems(value: Any, path: YamlPath) -> Iterator[Problem]:
    if not isinstance(value, list) or not value:
        yield Problem(
            "bad-criterion", path, "this needs a list of criteria", "write a list: [{question: choice}, a_group]"
        )
        return
    for index, part in enumerate(value):
        yield from _criterion_problems(part, (*path, index))


def _at_least_problems(value: Any, path: YamlPath) -> Iterator[Problem]:
    if not isinstance(value, dict) or set(value) != {"n", "of"}:
        yield Problem("bad-criterion", path, "'at_least' needs 'n' and 'of'", "write at_least: {n: 2, of: [...]}")
        return
    if not re.fullmatch(r"[1-9][0-9]{0,2}", str(value["n"])):
        yield Problem(
            "not-a-number", (*path, "n"), f"'{value['n']}' is not a whole number from 1 on", "write 2, 3, ..."
        )
    yield from _list_problems(value["of"], (*path, "of"))


def _picked_problems(key: str, value: Any, path: YamlPath) -> Iterator[Problem]:
    choices = [value] if isinstance(value, str) else value
    if not _is_snake_id(key):
        yield Problem(
            "bad-id", (*path, key), f"'{key}' is not a question id", "use lower-case words joined by _", at_key=True
        )
    if not isinstance(choices, list) or not choices or not all(isinstance(choice, str) for choice in choices):
        yield Problem(
            "bad-criterion",
            (*path, key),
            "this needs a choice, or a list of choices",
            "write question: [choice, choice]",
        )


_ID = {"type": "string", "pattern": SNAKE}
CRITERION_SCHEMA: dict[str, Any] = {
    "description": "One key: 'question: choice', 'question: [choices]', a group's name, all, any or at_least.",
    "oneOf": [
        {**_ID, "description": "The name of a group."},
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {
                "not": False,
                "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Criterion"}},
                "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Criterion"}},
                "at_least": {
                    "type": "object",
                    "required": ["n", "of"],
                    "additionalProperties": False,
                    "properties": {
                        "n": {"type": ["integer", "string"], "minimum": 1, "pattern": "^[1-9][0-9]{0,2}$"},
                        "of": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Criterion"}},
                    },
                },
            },
            "additionalProperties": {
                "oneOf": [_ID, {"type": "array", "minItems": 1, "items": _ID}],
            },
        },
    ],
}
"""The JSON Schema of a criterion. ``schema`` puts it at ``#/$defs/Criterion``, in place of each ``$comment``."""

CriterionField = Annotated[
    Criterion,
    BeforeValidator(criterion_from),
    PlainSerializer(criterion_data),
    WithJsonSchema({"$comment": "criterion"}),
]
