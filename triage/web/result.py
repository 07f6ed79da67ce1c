"""Check the answers, see what to do, and clear it all."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from triage.engine.assess import Assessment
from triage.engine.explain import Told, what_decided
from triage.engine.journey import Journey
from triage.web import csrf
from triage.web.finished import Page, with_outcome
from triage.web.language import ENGLISH
from triage.web.printout import printout
from triage.web.rendering import render
from triage.web.rows import rows_of
from triage.web.saying import to_say
from triage.web.security import without_traces
from triage.web.session import current
from triage.web.site import Site, sites, words

blueprint = Blueprint("result", __name__)


@blueprint.get("/check/answers")
@with_outcome
def answers(made: Site, trip: Journey, _: Assessment) -> Page:
    """The answers that count, each with a link to change it."""
    pages = [
        (made.ruleset.pages[index].title, rows_of(trip.asked[index], trip.answers, f"/check/{index + 1}"))
        for index in trip.asked
    ]
    return render("check/answers.html", pages=[page for page in pages if page[1]], back=_last_page(trip))


@blueprint.get("/result")
@with_outcome
def result(made: Site, trip: Journey, assessment: Assessment) -> Page:
    """What to do now."""
    return render("result.html", **_view(made, trip, assessment))


@blueprint.post("/clear")
def clear() -> Response:
    """Forget everything. Needs no token: on a shared device it has to work, however old the page is."""
    if csrf.from_another_site():
        abort(400)
    visit = current()
    visit.forget_everything()
    return without_traces(redirect(f"/cleared?lang={visit.language}" if visit.language else "/cleared", 303))


@blueprint.get("/cleared")
def cleared() -> str:
    """Say that it is done."""
    return render("ended/cleared.html")


def _last_page(trip: Journey) -> str:
    return f"/check/{max(trip.asked) + 1}"


def _last_decided(trip: Journey, decided: Iterable[Told]) -> str:
    """The place of the answer that ended the questions, or of the last of several: the one to look at again."""
    here = {told.question.id for told in decided}
    places = [
        (index, place)
        for index, asked in trip.asked.items()
        for place, question in enumerate(asked, start=1)
        if question.id in here
    ]
    page, place = max(places)
    return f"/check/{page + 1}#question-{place}"


def _view(made: Site, trip: Journey, assessment: Assessment) -> dict[str, object]:
    rank = made.ruleset.rank[assessment.outcome.id]
    packed = made.compiled.layout.pack(assessment.answers)
    decided = what_decided(made.ruleset, assessment)
    here = words()
    return {
        "outcome": here.outcomes[assessment.outcome.id],
        "is_most_urgent": assessment.outcome.id == made.most_urgent,
        "you_said": list(dict.fromkeys(told.choice.you_said for told in decided if told.choice.you_said)),
        "to_say": to_say(made, here.place.id, assessment),
        "notes": [
            here.notes[note.id]
            for note, when in made.notes
            if assessment.outcome.id in note.outcomes and when.test(packed)
        ],
        "offers": [
            (made.guides[offer.id], offer.reason)
            for offer, when in made.offers
            if made.ruleset.rank[offer.up_to] >= rank and (when is None or when.test(packed))
        ],
        "change": _last_decided(trip, decided) if assessment.outcome.id == made.most_urgent else "/check/answers",
        "printout": printout(made.english, assessment).under(ENGLISH.catalogue.gettext),
        "as_told": printout(made.ruleset, assessment, as_told=True).under(made.gettext),
        "in_english": sites()[ENGLISH.code].words[here.place.id].outcomes[assessment.outcome.id],
        "when": made.clock(),
        "places": made.ruleset.places,
    }
