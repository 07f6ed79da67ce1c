"""Explanations as plain data, for JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from triage.verification.encode import Firing
from triage.verification.explaining.criterion_words import Line


def plain(value: Any) -> Any:
    """An explanation, or a part of one, as lists, mappings, texts and numbers. Choices picked together are sorted."""
    if isinstance(value, Firing):
        return value.id
    if isinstance(value, Line):
        return {"depth": value.depth, "text": value.text}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True, exclude={"when", "whenever", "ask_when"})
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [plain(part) for part in value] if isinstance(value, tuple) else value
