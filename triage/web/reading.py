"""The guides: Markdown files with front matter, rendered once when the app is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from triage.errors import TriageError
from triage.ruleset.document import Plain
from triage.ruleset.fields import KEBAB
from triage.ruleset.model import RuleSet
from triage.ruleset.read import read
from triage.web.figures import cells, read_figure
from triage.web.language import InEnglish
from triage.web.markdown import Written, written
from triage.web.picture import WIDTH, picture

_ENGLISH = Markup('<div lang="en" dir="ltr">{}</div>')
_FIGURES = "figures"


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
        headings: the words of the headings inside it.
        text: the rest of its words, without the notes.
        is_english: whether it is in English, on the pages of whatever language.
    """

    id: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    html: Markup
    sources: Markup
    headings: tuple[str, ...]
    text: str
    is_english: bool


def read_guides(folder: Path, environment: Environment, language: str | None = None) -> Mapping[str, Guide]:
    """Every guide of a folder by its id, in the order of their file names, the hub first.

    Args:
        folder: where the guides are, in English, with their figures in a folder inside it.
        environment: where the template of a figure is.
        language: code of another language, whose guides and figures are in the folder of its name. The others stay
            English.

    Raises:
        TriageError: a file has no sound front matter, or a figure is missing, broken or without a note to its source;
            says which file and what is wrong.
    """
    reader = _Reader(folder, environment)
    files = sorted(folder.glob("*.md"), key=lambda file: (file.stem != "hub", file.stem))
    guides = {file.stem: reader.guide(file, folder) for file in files}
    if language is None:
        return guides
    return {id: _in(folder / language, guide, reader) for id, guide in guides.items()}


def offered_guides(
    ruleset: RuleSet, folder: Path, environment: Environment, language: str | None = None
) -> Mapping[str, Guide]:
    """As :func:`read_guides`, once every guide that a rule set offers is among them.

    Raises:
        TriageError: one is missing, or not sound.
    """
    found = read_guides(folder, environment, language)
    missing = [offer.id for offer in ruleset.guides if offer.id not in found]
    if missing:
        raise TriageError(f"the rule set offers guides that {folder} does not have: {', '.join(missing)}")
    return found


def _in(folder: Path, guide: Guide, reader: _Reader) -> Guide:
    """The guide of that id in another language's folder, or the English one, marked as such."""
    file = folder / f"{guide.id}.md"
    if file.is_file():
        return reader.guide(file, folder)
    return replace(
        guide,
        title=InEnglish(guide.title),
        summary=InEnglish(guide.summary),
        html=_ENGLISH.format(guide.html),
        sources=guide.sources and _ENGLISH.format(guide.sources),
    )


@dataclass(frozen=True)
class _Reader:
    """Reads guides, the figures of which are English where the guide's own folder has none."""

    english: Path
    environment: Environment

    def guide(self, file: Path, folder: Path) -> Guide:
        def figure_html(id: str, notes: frozenset[str]) -> Markup:
            return self._figure(file, folder, id, notes)

        text = written(file.read_text(encoding="utf-8"), figure_html)
        front = _front_matter(file, text)
        return Guide(
            id=file.stem,
            title=_text(file, front, "title"),
            summary=_text(file, front, "summary"),
            keywords=tuple(_words(front.get("keywords", []))),
            html=text.html,
            sources=text.sources,
            headings=text.headings,
            text=text.text,
            is_english=folder == self.english,
        )

    def _figure(self, guide: Path, folder: Path, id: str, notes: frozenset[str]) -> Markup:
        if not re.fullmatch(KEBAB, id):
            raise TriageError(f"{guide}: there is no figure '{id}': write '::: figure' and the name of its file")
        own = folder / _FIGURES / f"{id}.yaml"
        file = own if own.is_file() else self.english / _FIGURES / own.name
        if not file.is_file():
            raise TriageError(f"{guide}: there is no figure '{id}': {file} does not exist")
        figure = read_figure(file)
        if figure.source not in notes:
            raise TriageError(f"{guide}: under the figure '{id}', name its source: [^{figure.source}]")
        template = self.environment.get_template("guides/figure.html")
        drawn = template.render(
            id=f"figure-{id}",
            figure=figure,
            picture=picture(figure),
            width=WIDTH,
            cells=cells(figure),
            stays_english=file is not own,
        )
        return Markup(drawn)  # noqa: S704 - made by the template, which escapes


def _front_matter(file: Path, text: Written) -> Mapping[str, Plain]:
    document = read(text.front_matter, str(file))
    if document.problems or not isinstance(document.data, dict):
        reasons = "; ".join(map(str, document.problems)) or "a guide starts with title and summary between two '---'"
        raise TriageError(f"{file}: {reasons}")
    return document.data


def _text(file: Path, front: Mapping[str, Plain], key: str) -> str:
    value = front.get(key)
    if not isinstance(value, str) or not value:
        raise TriageError(f"{file}: the front matter needs '{key}: ...'")
    return value


def _words(value: Plain) -> Iterator[str]:
    return (str(word) for word in value) if isinstance(value, list) else iter(())
