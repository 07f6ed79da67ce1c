"""What machines ask: whether the app is alive and ready, what it serves, and whom to tell about a hole in it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, abort, current_app, jsonify
from werkzeug.wrappers import Response

from triage import VERSION
from triage.web.language import ENGLISH
from triage.web.operating.operator import Operator
from triage.web.operators import paused
from triage.web.site import Site, sites

blueprint = Blueprint("machines", __name__)


_DAYS_OF_SECURITY_TXT = 90


@blueprint.get("/healthz")
def healthz() -> Response:
    """Whether the app answers at all."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Whether it may be sent visitors. Without a proof of its rule set there is no app, so this says so twice."""
    proof = _english().proof
    state = {"ready": proof.holds, "proved": proof.holds, "fingerprint": proof.fingerprint, "asks": paused() is None}
    return jsonify(state), 200 if proof.holds else 503


@blueprint.get("/version")
def versions() -> Response:
    """What runs here: the app, the rule set, and whether a clinician stands behind it today."""
    made = _english()
    signed, review = made.sign_off, made.english.review
    return jsonify(
        app=VERSION,
        rule_set={"version": made.english.version, "fingerprint": made.fingerprint},
        review={
            "state": signed.state,
            "why_not": signed.why_not,
            "contents": made.contents,
            "reviewed_on": review.date.isoformat() if review else None,
            "next_review": review.next_review.isoformat() if review else None,
        },
        asks=paused() is None,
        before_you_go_live="docs/before-you-go-live.md",
    )


@blueprint.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Whom to tell about a hole, as RFC 9116 has it. Nobody answers for a check on one's own machine."""
    operator = current_app.extensions["operator"]
    if operator is None:
        abort(404)
    return Response(_security_txt(operator, _english().clock()), mimetype="text/plain")


def _security_txt(operator: Operator, now: datetime) -> str:
    contact = operator.security_contact
    until = datetime.combine(now.date() + timedelta(days=_DAYS_OF_SECURITY_TXT), time(), UTC)
    lines = [
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {until.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Canonical: {operator.public_url}/.well-known/security.txt",
        "Preferred-Languages: en",
    ]
    return "".join(f"{line}\n" for line in lines)


def _english() -> Site:
    return sites()[ENGLISH.code]
