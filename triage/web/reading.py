"""The guides: Markdown files with front matter, rendered once when the app is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from triage.errors import TriageError
from triage.ruleset.document import Plain
from triage.ruleset.read import read
from triage.web.language import InEnglish

_ENGLISH = Markup('<div lang="en" dir="ltr">{}</div>')


@dataclass(frozen=True)
class Guide:
    """Something to read.

    Attributes:
        id: the file's name without its ending, and the end of the guide's address.
        title: its heading.
        summary: one or two sentences about it.
        keywords: words that people may look for.
        html: its text, in which no HTML of the file itself survives.
        sources: the notes that the text refers to, as HTML likewise; empty if there are none.
    """

    id: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    html: Markup
    sources: Markup


def read_guides(folder: Path, language: str | None = None) -> Mapping[str, Guide]:
    """Every guide of a folder by its id, in the order of their file names, the hub first.

    Args:
        folder: where the guides are, in English.
        language: code of another language, whose guides are in the folder of its name. The others stay English.

    Raises:
        TriageError: a file has no sound front matter; says which file and what is wrong.
    """
    files = sorted(folder.glob("*.md"), key=lambda file: (file.stem != "hub", file.stem))
    guides = {file.stem: _guide(file) for file in files}
    if language is None:
        return guides
    return {id: _in(folder / language, guide) for id, guide in guides.items()}


def _in(folder: Path, guide: Guide) -> Guide:
    """The guide of that id in another language's folder, or the English one, marked as such."""
    file = folder / f"{guide.id}.md"
    if file.is_file():
        return _guide(file)
    return replace(
        guide,
        title=InEnglish(guide.title),
        summary=InEnglish(guide.summary),
        html=_ENGLISH.format(guide.html),
        sources=guide.sources and _ENGLISH.format(guide.sources),
    )


def _guide(file: Path) -> Guide:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin).use(front_matter_plugin)
    env: dict[str, Any] = {}
    tokens = markdown.parse(file.read_text(encoding="utf-8"), env)
    front = _front_matter(file, tokens)
    keywords = front.get("keywords", [])
    tokens = _scrollable(tokens)
    notes = next((index for index, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))

    def html(part: list[Token]) -> Markup:
        # markdown-it escapes what the file holds, since html is off.
        return Markup(markdown.renderer.render(part, markdown.options, env))  # noqa: S704

    return Guide(
        id=file.stem,
        title=_text(file, front, "title"),
        summary=_text(file, front, "summary"),
        keywords=tuple(str(word) for word in keywords) if isinstance(keywords, list) else (),
        html=html(tokens[:notes]),
        sources=html(tokens[notes:]),
    )


def _front_matter(file: Path, tokens: list[Token]) -> Mapping[str, Plain]:
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    document = read(front, str(file))
    if document.problems or not isinstance(document.data, dict):
        reasons = "; ".join(map(str, document.problems)) or "a guide starts with title and summary between two '---'"
        raise TriageError(f"{file}: {reasons}")
    return document.data


def _text(file: Path, front: Mapping[str, Plain], key: str) -> str:
    value = front.get(key)
    if not isinstance(value, str) or not value:
        raise TriageError(f"{file}: the front matter needs '{key}: ...'")
    return value


def _scrollable(tokens: list[Token]) -> list[Token]:
    """Tables in a box of their own, so that a wide one never makes the whole page scroll sideways."""
    boxed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            boxed.append(Token("box_open", "div", 1, attrs={"class": "bpc-scroll", "tabindex": "0"}, block=True))
        boxed.append(token)
        if token.type == "table_close":
            boxed.append(Token("box_close", "div", -1, block=True))
    return boxed
