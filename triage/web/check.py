"""The questions: a page at a time, always by POST → 303 → GET, so that Back and Reload never ask to submit again."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from triage.engine.journey import Journey, journey
from triage.engine.sheet import Answers
from triage.ruleset.model import NOT_SURE, Question
from triage.web import csrf
from triage.web.drawing import NOTHING
from triage.web.earlier import instead
from triage.web.forms import Submitted, complaint, read
from triage.web.progress import pages_up_to, where_next
from triage.web.remembered import Draft
from triage.web.rendering import render
from triage.web.session import CheckSession, current
from triage.web.site import Site, site

blueprint = Blueprint("check", __name__)

_KEPT = "/check/kept"


@blueprint.get("/check/<int:number>")
def show(number: int) -> Response | str:
    """A page of questions, with what was picked before; or the page where the visitor has to be first."""
    made, visit = site(), current()
    index = _index(made, number)
    if shown := instead(visit):
        return shown
    trip = journey(made.compiled, visit.remembered.answers)
    if not trip.may_visit(index):
        return redirect(where_next(made, trip), 303)
    draft = visit.remembered.draft
    return _page(made, trip, index, draft if draft and draft.page == index else None)


@blueprint.get(_KEPT)
def kept() -> Response | str | tuple[str, int]:
    """Where a form goes that came without a cookie: whether the browser keeps ours shows only at the next request."""
    visit = current()
    if shown := instead(visit):
        return shown
    draft = visit.remembered.draft
    if draft is None:
        return render("ended/no_cookie.html"), 400
    return redirect(f"/check/{draft.page + 1}", 303)


@blueprint.post("/check/<int:number>")
def answer(number: int) -> Response:
    """Take the answers of a page, and go on, or back to the page if something on it has to be put right."""
    made, visit = site(), current()
    index = _index(made, number)
    if visit.ended:
        return redirect(request.path, 303)
    if not csrf.holds():
        return _keep(made, visit, index)
    trip = _take(made, visit, index)
    return redirect(request.path if trip.next_page == index else where_next(made, trip), 303)


def _index(made: Site, number: int) -> int:
    if not 1 <= number <= len(made.forms):
        abort(404)
    return number - 1


def _take(made: Site, visit: CheckSession, index: int) -> Journey:
    """Remember what can be accepted, and the rest as a draft. What was answered here before no longer counts.

    What a page asks hangs on earlier pages alone. So the journey is replayed once, with all that was submitted, and
    says what of it was asked.
    """
    known, questions = visit.remembered, made.ruleset.pages[index].questions
    submitted = read(made.forms[index], questions, request.form)
    unsure = {question.id for question in questions if _needs_hint(question, visit, submitted)}
    on_page = {question.id for question in questions}
    given = _without(submitted.accepted, unsure)
    trip = journey(made.compiled, _without(known.answers, on_page) | given)
    if trip.may_visit(index):
        asked = {question.id for question in trip.asked[index]}
        now = _now(made)
        visit.remember(
            answers=_without(known.answers, asked) | _without(given, on_page - asked),
            draft=Draft(index, _without(submitted.picks, on_page - asked)) if trip.next_page == index else None,
            hinted=known.hinted | unsure & asked,
            started=known.started or now,
            answered=now,
        )
    return trip


def _without(answers: Answers, questions: Collection[str]) -> dict[str, frozenset[str]]:
    return {question: picked for question, picked in answers.items() if question not in questions}


def _now(made: Site) -> int:
    return int(made.clock().timestamp())


def _needs_hint(question: Question, visit: CheckSession, submitted: Submitted) -> bool:
    """Whether "not sure" was picked before its text was shown."""
    unsure = NOT_SURE in submitted.accepted.get(question.id, ())
    return unsure and question.if_not_sure is not None and question.id not in visit.remembered.hinted


def _keep(made: Site, visit: CheckSession, index: int) -> Response:
    """The form came from a page that is too old, or without a cookie. Keep what was picked, for another look."""
    if csrf.from_another_site():
        abort(400)
    had_cookie = bool(visit)
    csrf.token()
    trip = journey(made.compiled, visit.remembered.answers)
    if trip.may_visit(index):
        submitted = read(made.forms[index], trip.asked[index], request.form)
        visit.remember(draft=Draft(index, submitted.picks, too_old=True), answered=_now(made))
        return redirect(request.path if had_cookie else _KEPT, 303)
    return redirect(where_next(made, trip) if had_cookie else _KEPT, 303)


def _page(made: Site, trip: Journey, index: int, draft: Draft | None) -> str:
    asked = trip.asked[index]
    picks = draft.picks if draft else trip.answers
    too_old = draft is not None and draft.too_old
    errors = _errors(made, asked, picks) if draft and not too_old else {}
    doubted = (q for q in asked if draft and not too_old and q.id not in trip.answers and q.id not in errors)
    unsure = {q.id: q.if_not_sure for q in doubted}
    alone = len(asked) == 1
    before = trip.page_before(index)
    number, up_to = pages_up_to(made.compiled, trip, index)
    return render(
        "check/page.html",
        topic=made.ruleset.pages[index].title,
        alone=alone,
        h1=asked[0].text if alone else made.ruleset.pages[index].title,
        questions=[
            made.drawing.question(
                q, place, picks.get(q.id, NOTHING), alone=alone, error=errors.get(q.id), unsure=unsure.get(q.id)
            )
            for place, q in enumerate(asked, start=1)
        ],
        errors=[(f"question-{place}", errors[q.id]) for place, q in enumerate(asked, start=1) if q.id in errors],
        unsure=[(f"question-{place}", q.label) for place, q in enumerate(asked, start=1) if q.id in unsure],
        here=f"/check/{index + 1}",
        back="/" if before is None else f"/check/{before + 1}",
        number=number,
        up_to=up_to,
        too_old=too_old,
        csrf_token=csrf.token(),
    )


def _errors(made: Site, asked: tuple[Question, ...], picks: Answers) -> dict[str, str]:
    found = ((question.id, complaint(question, picks.get(question.id, NOTHING), made.gettext)) for question in asked)
    return {question: problem for question, problem in found if problem}
