"""What a guide's Markdown becomes: HTML without any HTML of the file itself, its notes, and its words for a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

FigureHtml = Callable[[str, frozenset[str]], Markup]
"""Takes the id of a figure and the notes that the words under it refer to, and gives its HTML."""

_FIGURE = "figure"


@dataclass(frozen=True)
class Written:
    """A Markdown file, understood.

    Attributes:
        front_matter: what stands between the two ``---`` at its start; empty if there are none.
        html: its text.
        sources: the notes that the text refers to; empty if there are none.
        headings: the words of its headings.
        text: all its other words, without the notes.
    """

    front_matter: str
    html: Markup
    sources: Markup
    headings: tuple[str, ...]
    text: str


def written(source: str, figure_html: FigureHtml) -> Written:
    """Understand a Markdown file.

    Args:
        source: the file's text.
        figure_html: draws what ``::: figure ID`` names; the lines up to the next ``:::`` come under it.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(footnote_plugin).use(front_matter_plugin).use(container_plugin, _FIGURE)
    env: dict[str, Any] = {}
    parsed = markdown.parse(source, env)
    tokens = list(_boxed(_illustrated(parsed, figure_html)))
    notes = next((index for index, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))

    def html(part: list[Token]) -> Markup:
        # markdown-it escapes what the file holds, since html is off; figures come from our own template.
        return Markup(markdown.renderer.render(part, markdown.options, env))  # noqa: S704

    said = [(token, here) for token, here in zip(tokens[1:notes], tokens[:notes], strict=False) if token.children]
    return Written(
        front_matter=next((token.content for token in parsed if token.type == "front_matter"), ""),
        html=html(tokens[:notes]),
        sources=html(tokens[notes:]),
        headings=tuple(_plain(token) for token, before in said if before.type == "heading_open"),
        text="\n".join(_plain(token) for token, before in said if before.type != "heading_open"),
    )


def _plain(inline: Token) -> str:
    return "".join(part.content or " " for part in inline.children or ())


def _illustrated(tokens: list[Token], figure_html: FigureHtml) -> Iterator[Token]:
    """The tokens, with the figures in the places where they are named."""
    for index, token in enumerate(tokens):
        if token.type == f"container_{_FIGURE}_open":
            end = next(i for i, later in enumerate(tokens[index:], index) if later.type == f"container_{_FIGURE}_close")
            id = token.info.strip().removeprefix(_FIGURE).strip()
            drawn = figure_html(id, frozenset(_notes(tokens[index:end])))
            yield Token("html_block", "", 0, content=f'<figure class="bpc-figure">\n{drawn}\n')
        elif token.type == f"container_{_FIGURE}_close":
            yield Token("html_block", "", 0, content="</figure>\n")
        else:
            yield token


def _notes(tokens: list[Token]) -> Iterator[str]:
    """The labels of the notes that the tokens refer to."""
    for token in tokens:
        yield from (part.meta["label"] for part in token.children or () if part.type == "footnote_ref")


def _boxed(tokens: Iterator[Token]) -> Iterator[Token]:
    """Tables in a box of their own, so that a wide one never makes the whole page scroll sideways."""
    for token in tokens:
        if token.type == "table_open":
            yield Token("box_open", "div", 1, attrs={"class": "bpc-scroll", "tabindex": "0"}, block=True)
        yield token
        if token.type == "table_close":
            yield Token("box_close", "div", -1, block=True)
