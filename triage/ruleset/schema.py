"""The JSON Schema by which editors complete and check ``rules.yaml`` while somebody types."""

from __future__ import annotations

import json
from typing import Any

from triage.ruleset.fields import CRITERION_SCHEMA
from triage.ruleset.model import RuleSet

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema, in Draft 2020-12.

    Editors guess at plain scalars: ``999`` is a number to them and text to us, and to some even the id ``16_44`` is.
    So wherever the rule set has text or an id, the schema takes numbers and truth values too.
    """
    schema = _adapted(RuleSet.model_json_schema())
    schema["$defs"]["Criterion"] = _adapted(CRITERION_SCHEMA)
    return {"$schema": _DIALECT, "title": "Back pain check: rule set", **schema}


def json_schema_text() -> str:
    """The schema as it is kept in ``rules.schema.json``."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _adapted(part: Any) -> Any:
    if isinstance(part, list):
        return [_adapted(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("$comment") == "criterion":
        rest = {key: value for key, value in part.items() if key not in ("$comment", "title")}
        return {**rest, "$ref": "#/$defs/Criterion"}
    adapted = {key: _adapted(value) for key, value in part.items() if key != "title" or not isinstance(value, str)}
    if adapted.get("type") == "string" and "format" not in adapted:
        adapted["type"] = ["string", "number", "boolean"]
    return adapted


if __name__ == "__main__":
    print(json_schema_text(), end="")
