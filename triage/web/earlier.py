"""A check that was left: it shows nothing until its visitor says whether anything has changed. No timer is needed."""

from __future__ import annotations

from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from triage.engine.journey import journey
from triage.web import csrf
from triage.web.progress import where_next
from triage.web.rendering import render
from triage.web.security import without_traces
from triage.web.session import CheckSession, current
from triage.web.site import site

blueprint = Blueprint("earlier", __name__)

A_WHILE = 30 * 60
"""Seconds without an answer after which we ask. Signs move on, and a device may have passed to somebody else. An answer
from so far ahead was timed by a clock that was wrong, so nobody knows how old it is."""


def instead(visit: CheckSession) -> str | None:
    """What a page that holds answers shows in its place: why the check ended, or the question; ``None`` for neither."""
    if visit.ended:
        return _ended_page(visit)
    if _was_left(visit):
        return render("check/earlier.html", csrf_token=csrf.token())
    return None


@blueprint.post("/check/again")
def again() -> Response:
    """Forget the answers, keep the country, and start. Needs no token, as clearing needs none."""
    if csrf.from_another_site():
        abort(400)
    current().forget()
    return without_traces(redirect("/check/1", 303))


@blueprint.post("/check/carry-on")
def carry_on() -> Response:
    """Nothing has changed: go on, first to a page that was sent and could not be accepted, if there is one."""
    made, visit = site(), current()
    if visit.ended or not visit.remembered.answered or not csrf.holds():
        return redirect("/check/1", 303)
    visit.remember(answered=_now())
    trip, draft = journey(made.compiled, visit.remembered.answers), visit.remembered.draft
    if draft and trip.may_visit(draft.page):
        return redirect(f"/check/{draft.page + 1}", 303)
    return redirect(where_next(made, trip), 303)


def _ended_page(visit: CheckSession) -> str:
    """Say once why the check ended, and forget it."""
    template = f"ended/{visit.ended}.html"
    visit.forget()
    return render(template)


def _was_left(visit: CheckSession) -> bool:
    answered = visit.remembered.answered
    return answered > 0 and abs(_now() - answered) >= A_WHILE


def _now() -> int:
    return int(site().clock().timestamp())
