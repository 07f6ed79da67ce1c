"""The review's pages under ``/review``: public, read-only, for clinicians without tools. No answer is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flask import Blueprint, Flask, abort, current_app, render_template, request

from triage.engine.sheet import Answers
from triage.ruleset.model import Question
from triage.web import csrf
from triage.web.forms import Submitted, name_of, read
from triage.web.language import ENGLISH
from triage.web.review.contents import Contents
from triage.web.review.parts import PAGES, PARTS
from triage.web.review.practice import Tried, still_wrong, tried
from triage.web.review.rounding import about
from triage.web.site import Site, sites

blueprint = Blueprint("review", __name__, url_prefix="/review")

_PART = {part.id: part for part in PARTS}
_READ = frozenset(_PART) - {"status", "try"}


def register(app: Flask, contents: Contents) -> None:
    """Give an app the review's pages."""
    app.extensions["review"] = contents
    app.jinja_env.filters["about"] = about
    app.register_blueprint(blueprint)


def contents_of(app: Flask) -> Contents:
    """The contents of an app's review."""
    return cast(Contents, app.extensions["review"])


def _contents() -> Contents:
    return contents_of(current_app)


def _page(part: str, **more: object) -> str:
    """A page with one part of the review."""
    return _render("review/page.html", part=_PART[part], **more)


def _render(template: str, **more: object) -> str:
    """A page in the clinicians' English, whatever language the visitor chose, with the default country's words."""
    made = english()
    return render_template(
        template,
        words=made.words[made.default_place],
        signed=made.sign_off,
        parts=PARTS,
        review=_contents(),
        to=PAGES,
        level=2,
        **more,
    )


def english() -> Site:
    """What the app that is answering has in English, in which clinicians write and sign."""
    return sites()[ENGLISH.code]


@blueprint.get("")
def status() -> str:
    """Whether anybody stands behind the rule set, and where to begin."""
    return _page("status")


@blueprint.get("/<part>")
def show(part: str) -> str:
    """One part of the review. ``?lens=plain`` marks long sentences; nothing else in an address is looked at."""
    if part not in _READ:
        abort(404)
    return _page(part, lens=request.args.get("lens") == "plain")


@blueprint.get("/rule/<rule_id>")
def rule(rule_id: str) -> str:
    """One rule: when it fires, what it gives, why, its sources, whom only it decides for."""
    review = _contents()
    if rule_id not in review.rule:
        abort(404)
    ids = list(review.rule)
    at = ids.index(rule_id)
    return _render(
        "review/rule.html",
        part=_PART["rules"],
        explained=review.explained(rule_id),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
    )


@blueprint.get("/try")
def begin() -> str:
    """All questions on one page, with the reassuring answers picked."""
    return _practice(_contents().encoded.slots.calm)


@blueprint.post("/try")
def outcome() -> str:
    """What the rules do with the answers sent.

    There is no token against forged forms, since there is nothing to forge: no session is read or written, and no
    state changes. The answers are in the body, so no address holds them, and the page is not to be stored. But another
    site must not show anybody an outcome of its own choice here.
    """
    if csrf.from_another_site():
        abort(400)
    review, submitted = _contents(), _submitted(english())
    wrong = still_wrong(review.ruleset, submitted)
    found = None if wrong else tried(review.compiled, review.encoded, submitted.accepted)
    return _practice(submitted.picks, wrong, found)


def _practice(picks: Answers, wrong: Sequence[tuple[Question, str]] = (), found: Tried | None = None) -> str:
    return _page(
        "try",
        picks=picks,
        name_of=name_of,
        tried=found,
        wrong={question.id: message for question, message in wrong},
        errors=[(f"try-{question.id}", message) for question, message in wrong],
    )


def _submitted(made: Site) -> Submitted:
    picks: dict[str, frozenset[str]] = {}
    accepted: dict[str, frozenset[str]] = {}
    for form, page in zip(made.forms, made.ruleset.pages, strict=True):
        found = read(form, page.questions, request.form)
        picks.update(found.picks)
        accepted.update(found.accepted)
    return Submitted(picks, accepted)
