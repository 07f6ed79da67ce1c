"""What this page remembers, opened for the person it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint

from triage.engine.sheet import Answers
from triage.web.dates import moment
from triage.web.earlier import instead
from triage.web.remembered import Remembered
from triage.web.rendering import render
from triage.web.rows import Row, rows_of
from triage.web.session import DAY, current
from triage.web.site import site, words

blueprint = Blueprint("memory", __name__)


@blueprint.get("/remembers")
def remembers() -> str:
    """Everything that the cookie holds, in plain words. Like every page with answers, it first asks who was away."""
    visit = current()
    if shown := instead(visit):
        return shown
    known = visit.remembered
    return render(
        "remembers.html",
        nothing=known == Remembered() and not visit,
        summary=_summary(known),
        pages=_pages(known.answers),
        drafts=_pages(known.draft.picks) if known.draft else [],
        hinted=len(known.hinted),
        has_code=bool(visit),
    )


def _summary(known: Remembered) -> list[Row]:
    made = site()
    gettext = made.gettext
    rows = [
        (gettext("Language"), made.language.name if known.language else ""),
        (gettext("Country"), words().place.name if known.place else ""),
        (gettext("Questions answered"), _count(known.answers) if known.answers else ""),
        (gettext("Started"), _time(known.started) if known.started else ""),
        (gettext("Last answer"), _time(known.answered) if known.answered else ""),
        (gettext("Goes at the latest"), _time(known.started + DAY) if known.started else ""),
    ]
    return [Row(label, value) for label, value in rows if value]


def _count(answers: Answers) -> str:
    pages = len(_pages(answers))
    ngettext = site().language.catalogue.ngettext
    text = ngettext("%(answers)s, on %(pages)s page", "%(answers)s, on %(pages)s pages", pages)
    return text % {"answers": len(answers), "pages": pages}


def _pages(answers: Answers) -> list[tuple[str, list[Row]]]:
    pages = ((page.title, rows_of(page.questions, answers)) for page in site().ruleset.pages)
    return [(title, rows) for title, rows in pages if rows]


def _time(seconds: int) -> str:
    """An absolute time, since nobody knows when the page is read. In UTC: we do not ask where the visitor is."""
    return moment(site().gettext, datetime.fromtimestamp(seconds, UTC))
