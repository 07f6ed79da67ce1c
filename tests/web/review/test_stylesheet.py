"""The review's stylesheet: hand-written, asks for nothing, and has a style for every class in the templates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CSS = re.sub(r"/\*.*?\*/", "", (ROOT / "triage/web/static/review.css").read_text("utf-8"), flags=re.DOTALL)


def test_every_class_in_a_review_template_has_a_style():
    styled = set(re.findall(r"\.(review[\w-]*)", CSS))
    for template in (ROOT / "templates" / "review").rglob("*.html"):
        plain = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "\0", template.read_text("utf-8"), flags=re.DOTALL)
        for name in " ".join(re.findall(r'class="([^"]*)"', plain)).split():
            if name.startswith("review") and "\0" not in name:
                assert name in styled, f"{template.name}: {name}"


def test_every_style_is_of_a_class_that_some_template_or_a_level_has():
    text = "".join(template.read_text("utf-8") for template in (ROOT / "templates" / "review").rglob("*.html"))
    for name in set(re.findall(r"\.(review[\w-]*)", CSS)):
        assert re.sub(r"\d$", "", name) in text, name


@pytest.mark.parametrize(
    "never", ["http", "url(", "@font-face", "@import", "transition", "animation", "position: fixed", "sticky", "left:"]
)
def test_it_asks_for_nothing_and_nothing_moves(never: str):
    assert never not in CSS
