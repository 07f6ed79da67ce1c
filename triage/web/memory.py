"""What this page remembers, opened for the person it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template

from triage.engine.sheet import Answers
from triage.web.earlier import instead
from triage.web.remembered import Remembered
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
    return render_template(
        "remembers.html",
        nothing=known == Remembered() and not visit,
        summary=_summary(known),
        pages=_pages(known.answers),
        drafts=_pages(known.draft.picks) if known.draft else [],
        hinted=len(known.hinted),
        has_code=bool(visit),
    )


def _summary(known: Remembered) -> list[Row]:
    rows = [Row("Country", words().place.name)] if known.place else []
    if known.answers:
        pages = len(_pages(known.answers))
        rows.append(Row("Questions answered", f"{len(known.answers)}, on {pages} page{'s' if pages > 1 else ''}"))
    if known.started:
        rows.append(Row("Started", _time(known.started)))
    if known.answered:
        rows.append(Row("Last answer", _time(known.answered)))
    if known.started:
        rows.append(Row("Goes at the latest", _time(known.started + DAY)))
    return rows


def _pages(answers: Answers) -> list[tuple[str, list[Row]]]:
    pages = ((page.title, rows_of(page.questions, answers)) for page in site().ruleset.pages)
    return [(title, rows) for title, rows in pages if rows]


def _time(seconds: int) -> str:
    """An absolute time, since nobody knows when the page is read. In UTC: we do not ask where the visitor is."""
    time = datetime.fromtimestamp(seconds, UTC)
    return f"{time:%A} {time.day} {time:%B %Y, %H:%M} UTC"
