"""No result names a disease, except to repeat one that the person was asked about.

The check says who to contact, not what somebody has. Yet people tell it their history, and a result repeats what they
told: after "Have you ever had cancer?", "you have had cancer" is their own answer. So a disease may be named where a
choice is repeated, and only if that question or choice names the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.ruleset import mentions
from triage.ruleset.check.texts import shown
from triage.ruleset.criteria import YamlPath
from triage.ruleset.model import Choice, RuleSet
from triage.ruleset.problem import Problem

_STEMS = (
    *("cancer", "tumou?r", "malignan", "metasta", "myeloma", "lymphoma", "leuka?emia", "paget"),
    *("(?<!fight )infect", "sepsis", "septic", "meningit", "discitis", "abscess", "osteomyel", "tubercul", r"TB\b"),
    *("pneumoni", "pyeloneph", "shingles", "pancreatit", "appendicit", "ulcer", r"stones?\b", "gallstone", "ectopic"),
    *("cauda equina", "sciatica", "radiculopath", "myelopath", "stenosis", "herniat", "prolapse", "slipped dis[ck]"),
    *("fractur", "osteoporo", "spondyl", "arthriti", "scolio", r"gout\b", "fibromyalg", "diabet"),
    *("aneurysm", "dissection", "embol", "thrombo", "blood clot", "stroke", "heart attack", "angina"),
)
_DISEASES = re.compile(rf"\b(?P<stem>{'|'.join(_STEMS)})\w*", re.IGNORECASE)
_SAME = {"tb": "tubercul", "tumor": "cancer", "tumour": "cancer", "malignan": "cancer"}
"""Stems that name what another stem does."""

_REMEDY = "say what the person told us, or what to do; a disease may be repeated where the question names it"


def named(text: str) -> dict[str, str]:
    """The diseases that a text names: the word as written, by the stem that tells it."""
    found = {match["stem"].lower(): match[0] for match in _DISEASES.finditer(text)}
    return {_SAME.get(stem, stem): word for stem, word in found.items()}


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every disease that a result or print-out names, and that the person did not tell of."""
    for text in shown(ruleset):
        if text.kind == "result":
            yield from _unasked(text.text, text.path, "")
    for path, question in mentions.questions(ruleset):
        asked = f"{question.text} {question.hint or ''}"
        yield from _unasked(question.clinical, (*path, "clinical"), asked)
        for at, choice in mentions.choices(path, question):
            yield from _in_choice(choice, at, f"{asked} {choice.text}")


def _in_choice(choice: Choice, path: YamlPath, asked: str) -> Iterator[Problem]:
    yield from _unasked(choice.you_said, (*path, "you_said"), asked)
    yield from _unasked(choice.clinical, (*path, "clinical"), asked)


def _unasked(text: str | None, path: YamlPath, asked: str) -> Iterator[Problem]:
    for stem, word in named(text or "").items():
        if stem not in named(asked):
            yield Problem("disease-name", path, f"this names a disease: '{word}'", _REMEDY)
