"""Sheets for people who do not use the check: made of the rule set, fit to print, without input or cookie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

import segno
from flask import Blueprint, current_app, request
from markupsafe import Markup

from triage.engine.explain import Told
from triage.engine.leaflet import NOW, TODAY, VISIT, Leaflet, Line, box_of, leaflet_of, parts_of
from triage.engine.ways import ways
from triage.ruleset.model import Question, RuleSet
from triage.web.listing import PUBLIC_URL
from triage.web.operators import operator, paused
from triage.web.rendering import render
from triage.web.session import current
from triage.web.site import Site, site

blueprint = Blueprint("sheets", __name__)

_Parts = tuple[tuple[Told, ...], ...]


@dataclass(frozen=True)
class Asked:
    """A question as it is read aloud.

    Attributes:
        question: what is asked.
        only_if: it is asked only of people whom one of these fits; of everybody if there is none.
    """

    question: Question
    only_if: tuple[_Parts, ...]


@blueprint.before_request
def for_this_page_only() -> None:
    """A link may name the country and the language of a sheet. Both hold for this page, and no cookie keeps them."""
    visit, chosen = current(), request.args.get("country")
    if chosen in site().words:
        visit.remembered = replace(visit.remembered, place=chosen)
    visit.modified = False


@blueprint.get("/leaflet")
def leaflet() -> str:
    """The whole rule set on one page, for the reader to sort."""
    return leaflet_page()


def leaflet_page(*, in_frame: bool = False) -> str:
    """The leaflet as a page.

    Args:
        in_frame: whether it stands in for the check inside a publisher's page.
    """
    made = site()
    given = {"boxes": _boxes(made), "leaflet": _leaflet(made), "paused": paused(), "in_frame": in_frame}
    return render("sheets/leaflet.html", **given)


@blueprint.get("/poster")
def poster() -> str:
    """What to call for at once, where to find the check, and numbers to tear off."""
    return render("sheets/poster.html", address=address(), code=_code())


@blueprint.get("/phone-script")
def phone_script() -> str:
    """Every question to read aloud, with what each answer means, and a card for each outcome."""
    made = site()
    return render("sheets/phone_script.html", pages=_pages(made), leaflet=_leaflet(made), boxes=_boxes(made))


@lru_cache(maxsize=16)
def _leaflet(made: Site) -> Leaflet:
    """Once for each language: it looks at every way to meet every rule."""
    return leaflet_of(made.ruleset)


@lru_cache(maxsize=16)
def _boxes(made: Site) -> dict[int, dict[str, list[list[Line]]]]:
    """Box → outcome id → lines, most urgent first. Ticks of a question that few are asked share a row."""
    ids = [outcome.id for outcome in reversed(made.ruleset.outcomes)]
    lines = _leaflet(made).lines
    return {
        box: {id: _rows(lines[id]) for id in ids if box_of(made.ruleset, id) == box and lines[id]}
        for box in (NOW, TODAY, VISIT)
    }


def _rows(lines: Iterable[Line]) -> list[list[Line]]:
    rows: dict[object, list[Line]] = {}
    for line in lines:
        first = line.parts[0][0].question
        together = first.ask_when is not None and first.choose == "any" and len(line.parts) == 1
        rows.setdefault(first.id if together else line, []).append(line)
    return list(rows.values())


@lru_cache(maxsize=16)
def _pages(made: Site) -> tuple[tuple[str, tuple[Asked, ...]], ...]:
    ruleset = made.ruleset
    return tuple(
        (page.title, tuple(Asked(question, _only_if(ruleset, question)) for question in page.questions))
        for page in ruleset.pages
    )


def _only_if(ruleset: RuleSet, question: Question) -> tuple[_Parts, ...]:
    if question.ask_when is None:
        return ()
    found = ways(ruleset, question.ask_when)
    asked = dict.fromkeys(frozenset(id for id, _ in way) for way in sorted(found, key=sorted))
    return tuple(
        parts_of(ruleset, {pair for way in found if {id for id, _ in way} == ids for pair in way}) for ids in asked
    )


def address() -> str:
    """Where the check is: as the operator says, or else as this visitor found it."""
    return _said_address() or request.host_url.rstrip("/")


def _said_address() -> str | None:
    known = operator()
    return cast("str | None", current_app.extensions[PUBLIC_URL]) or (known.public_url if known else None)


def _code() -> Markup | None:
    """The address as a square for phone cameras. Only where somebody said it: nobody prints a guess."""
    said = _said_address()
    if said is None:
        return None
    drawn = segno.make(said, error="m").svg_inline(border=4, svgclass="bpc-code", lineclass=None, omitsize=True)
    return Markup(drawn)  # noqa: S704 - drawn from squares; the address stands in it as squares alone
