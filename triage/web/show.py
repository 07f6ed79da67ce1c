"""Show this screen: a card for the reception desk in large letters, for who cannot speak or would rather not."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from triage.engine.journey import journey
from triage.web.earlier import instead
from triage.web.language import ENGLISH
from triage.web.progress import where_next
from triage.web.rendering import render
from triage.web.saying import to_say
from triage.web.session import current
from triage.web.site import site, sites, words

blueprint = Blueprint("show", __name__)


@blueprint.get("/show")
def show() -> Response | str:
    """What to say, for somebody else to read; or the page where the visitor has to be first."""
    visit = current()
    if shown := instead(visit):
        return shown
    made = site()
    trip = journey(made.compiled, visit.remembered.answers)
    if trip.assessment is None:
        return redirect(where_next(made, trip), 303)
    place = words().place.id
    sentences = to_say(made, place, trip.assessment)
    if not sentences:
        return redirect("/result", 303)
    return render(
        "show.html",
        sentences=sentences,
        in_english=() if made.language.is_english else to_say(sites()[ENGLISH.code], place, trip.assessment),
        when=made.clock(),
    )
