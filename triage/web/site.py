"""What every request shares: made once with the app, never changed, and without anything about a visitor."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import current_app
from wtforms import Form

from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.engine.nodes import Node
from triage.errors import TriageError
from triage.ruleset.fingerprint import fingerprint, review_state
from triage.ruleset.model import GuideOffer, Note, RuleSet
from triage.web.drawing import Drawing
from triage.web.forms import form_class
from triage.web.reading import Guide, read_guides
from triage.web.session import Clock, current
from triage.web.words import PlaceWords, words_for

NAME = "Back pain check"


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that pages are made from.

    Attributes:
        compiled: the rule set, ready to answer.
        fingerprint: of the rule set.
        words: place id → the words of that country.
        default_place: id of the country whose numbers are shown until the visitor chooses.
        forms: the form of each page of the rule set.
        drawing: draws the questions.
        notes: each note with its criterion.
        offers: each offer of a guide with its criterion; ``None`` for everybody.
        guides: guide id → the guide.
        assets: name of a static file → its address, which changes with its contents.
        clock: says what time it is.
    """

    compiled: CompiledRuleSet
    fingerprint: str
    words: Mapping[str, PlaceWords]
    default_place: str
    forms: tuple[type[Form], ...]
    drawing: Drawing
    notes: tuple[tuple[Note, Node], ...]
    offers: tuple[tuple[GuideOffer, Node | None], ...]
    guides: Mapping[str, Guide]
    assets: Mapping[str, str]
    clock: Clock

    @property
    def ruleset(self) -> RuleSet:
        """The rule set."""
        return self.compiled.ruleset

    @property
    def most_urgent(self) -> str:
        """The id of the most urgent outcome."""
        return self.ruleset.outcomes[-1].id

    @property
    def is_draft(self) -> bool:
        """Whether no clinician's sign-off holds today, so that every page says so."""
        return _state_on(self, self.clock().date()) != "signed"


@lru_cache(maxsize=8)
def _state_on(made: Site, today: date) -> str:
    """Once a day for each site, since it reads the whole rule set."""
    return review_state(made.ruleset, today)


def make_site(
    ruleset: RuleSet, *, place: str | None, guides: Path, static: Path, drawing: Drawing, clock: Clock
) -> Site:
    """Make everything that can be made before the first request.

    Raises:
        TriageError: the place, or a guide that the rule set offers, does not exist.
        ValueError: a text of the rule set has a blank that a place does not fill.
    """
    compiled = compile_ruleset(ruleset)
    default = place or ruleset.places[0].id
    if default not in ruleset.place_by_id:
        raise TriageError(f"there is no place '{default}': choose one of {', '.join(ruleset.place_by_id)}")
    shelf = read_guides(guides)
    missing = [offer.id for offer in ruleset.guides if offer.id not in shelf]
    if missing:
        raise TriageError(f"the rule set offers guides that {guides} does not have: {', '.join(missing)}")
    return Site(
        compiled=compiled,
        fingerprint=fingerprint(ruleset),
        words={place.id: words_for(ruleset, place) for place in ruleset.places},
        default_place=default,
        forms=tuple(map(form_class, ruleset.pages)),
        drawing=drawing,
        notes=tuple((note, compiled.node_of(note.when)) for note in ruleset.notes),
        offers=tuple((offer, compiled.node_of(offer.when) if offer.when else None) for offer in ruleset.guides),
        guides=shelf,
        assets={file.name: _address(file) for file in static.iterdir() if file.is_file()},
        clock=clock,
    )


def _address(file: Path) -> str:
    return f"/static/{file.name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


def site() -> Site:
    """What the app that is answering was made with."""
    return cast(Site, current_app.extensions["back_pain_check"])


def words() -> PlaceWords:
    """The words of the country that the visitor chose, or of the one that the app was made for."""
    made = site()
    return made.words[current().remembered.place or made.default_place]
