"""Show this screen: a card for the reception desk in large letters, for who cannot speak or would rather not."""

from __future__ import annotations

from flask import Blueprint, redirect

from triage.engine.assess import Assessment
from triage.engine.journey import Journey
from triage.web.finished import Page, with_outcome
from triage.web.language import ENGLISH
from triage.web.rendering import render
from triage.web.saying import to_say
from triage.web.site import Site, sites, words

blueprint = Blueprint("show", __name__)


@blueprint.get("/show")
@with_outcome
def show(made: Site, _: Journey, assessment: Assessment) -> Page:
    """What to say, for somebody else to read; or the page where the visitor has to be first."""
    place = words().place.id
    sentences = to_say(made, place, assessment)
    if not sentences:
        return redirect("/result", 303)
    return render(
        "show.html",
        sentences=sentences,
        in_english=() if made.language.is_english else to_say(sites()[ENGLISH.code], place, assessment),
        when=made.clock(),
    )
