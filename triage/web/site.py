"""What every request shares: made once with the app, never changed, and without anything about a visitor."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app, request
from jinja2 import Environment
from wtforms import Form

from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.engine.nodes import Node
from triage.errors import TriageError
from triage.ruleset.model import GuideOffer, Note, RuleSet
from triage.ruleset.signoff import SignOff, guide_files, sign_off, signed_contents
from triage.ruleset.translation import translated
from triage.verification.verdict import Proof
from triage.web.drawing import Drawing
from triage.web.forms import form_class
from triage.web.language import ENGLISH, InEnglish, Language
from triage.web.reading import Guide, offered_guides
from triage.web.search import Shelf
from triage.web.session import Clock, current
from triage.web.words import PlaceWords, words_for


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that pages in one language are made from.

    Attributes:
        language: the language.
        languages: every language that the visitor can choose, English first.
        environment: where the templates are.
        compiled: the rule set in this language, ready to answer.
        english: the rule set as clinicians wrote and signed it.
        fingerprint: of the rule set as clinicians wrote and signed it.
        proof: that every property of the rule set holds.
        contents: of everything that a clinician signs, the guides among it.
        words: place id → the words of that country.
        default_place: id of the country whose numbers are shown until the visitor chooses.
        forms: the form of each page of the rule set.
        drawing: draws the questions.
        notes: each note with its criterion.
        offers: each offer of a guide with its criterion; ``None`` for everybody.
        guides: guide id → the guide.
        shelf: finds guides by words.
        assets: name of a static file → its address, which changes with its contents.
        clock: says what time it is.
    """

    language: Language
    languages: tuple[Language, ...]
    environment: Environment
    compiled: CompiledRuleSet
    english: RuleSet
    fingerprint: str
    proof: Proof
    contents: str
    words: Mapping[str, PlaceWords]
    default_place: str
    forms: tuple[type[Form], ...]
    drawing: Drawing
    notes: tuple[tuple[Note, Node], ...]
    offers: tuple[tuple[GuideOffer, Node | None], ...]
    guides: Mapping[str, Guide]
    shelf: Shelf
    assets: Mapping[str, str]
    clock: Clock

    @property
    def ruleset(self) -> RuleSet:
        """The rule set in this language."""
        return self.compiled.ruleset

    @property
    def gettext(self) -> Callable[[str], str]:
        """Takes a sentence in English, and gives it in this language."""
        return self.language.catalogue.gettext

    @property
    def most_urgent(self) -> str:
        """The id of the most urgent outcome."""
        return self.ruleset.outcomes[-1].id

    @property
    def sign_off(self) -> SignOff:
        """Whether a clinician's sign-off holds today. What is signed is the English: no other language is."""
        if not self.language.is_english:
            return SignOff("draft", f"no clinician has signed the words in the language '{self.language.code}'")
        return sign_off(self.english.review, self.contents, self.clock().date())


def make_site(
    english: RuleSet,
    proof: Proof,
    *,
    language: Language,
    languages: tuple[Language, ...],
    environment: Environment,
    place: str | None,
    guides: Path,
    static: Path,
    clock: Clock,
) -> Site:
    """Make everything that can be made before the first request, in one language.

    Raises:
        TriageError: the place, or a guide that the rule set offers, does not exist.
        ValueError: a text of the rule set has a blank that a place does not fill.
    """
    ruleset = translated(english, language.translation, InEnglish) if language.translation else english
    compiled = compile_ruleset(ruleset)
    default = place or ruleset.places[0].id
    if default not in ruleset.place_by_id:
        raise TriageError(f"there is no place '{default}': choose one of {', '.join(ruleset.place_by_id)}")
    found = offered_guides(ruleset, guides, environment, None if language.is_english else language.code)
    return Site(
        language=language,
        languages=languages,
        environment=environment,
        compiled=compiled,
        english=english,
        fingerprint=proof.fingerprint,
        proof=proof,
        contents=signed_contents(english, guide_files(guides)),
        words={place.id: words_for(ruleset, place, english.place_by_id[place.id]) for place in ruleset.places},
        default_place=default,
        forms=tuple(map(form_class, ruleset.pages)),
        drawing=Drawing(environment, ruleset),
        notes=tuple((note, compiled.node_of(note.when)) for note in ruleset.notes),
        offers=tuple((offer, compiled.node_of(offer.when) if offer.when else None) for offer in ruleset.guides),
        guides=found,
        shelf=Shelf(found.values()),
        assets={file.name: _address(file) for file in static.iterdir() if file.is_file()},
        clock=clock,
    )


def _address(file: Path) -> str:
    return f"/static/{file.name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


def sites() -> Mapping[str, Site]:
    """What the app that is answering was made with: the code of each language → what it has in that language."""
    return cast(Mapping[str, Site], current_app.extensions["back_pain_check"])


def site() -> Site:
    """What the app that is answering has in the visitor's language."""
    return sites()[current().language or ENGLISH.code]


def words() -> PlaceWords:
    """The words of the country that the visitor chose, or of the one that the app was made for."""
    made = site()
    return made.words[current().remembered.place or made.default_place]


def choose_language_of_link() -> None:
    """A link may name the language of the page that it leads to, on every page: nothing else on it changes.

    It is kept with the answers, but not where everything was just forgotten. A file is no page: caches on the way may
    keep it for everybody, and would keep the cookie with it.
    """
    if not request.query_string or request.method != "GET" or request.endpoint == "static":
        return
    chosen = request.args.get("lang", "")
    if chosen not in sites():
        return
    code = None if chosen == ENGLISH.code else chosen
    current().language = code
    if request.endpoint != "result.cleared":
        current().remember(language=code)
