"""What ``triage doctor`` looks at on this machine: keys, operator, sign-off, proof, guides, numbers, counters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from secrets import token_hex

from triage.errors import TriageError
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.model import Place, RuleSet
from triage.ruleset.signoff import guide_files, sign_off, signed_contents
from triage.verification.prove import Unproved
from triage.web.factory import create_app
from triage.web.language import ENGLISH
from triage.web.operating.examined import Examined
from triage.web.operating.keys import weaknesses
from triage.web.operating.operator import HOW_TO_BEGIN, Operator

_SOON = timedelta(days=30)
"""How long before a review is due it should be prepared."""

_OLD = timedelta(days=365)
"""How long a phone number is taken for right after somebody checked it."""


@dataclass(frozen=True)
class Deployment:
    """What is to be looked at.

    Attributes:
        ruleset: what is asked.
        guides: the folder of the guides.
        secret_keys: the newest first.
        operator: who answers for it, or what is wrong with their file; ``None`` when no file was named.
        proxies: how many proxies of theirs stand in front; ``None`` when nobody said.
        today: the day.
    """

    ruleset: RuleSet
    guides: Path
    secret_keys: Sequence[str]
    operator: Operator | TriageError | None
    proxies: int | None
    today: date


def examine(found: Deployment) -> Iterator[Examined]:
    """Look at everything that can be seen on this machine."""
    yield from _keys(found.secret_keys)
    yield from _operator(found)
    yield _proxies(found.proxies)
    yield from _signed(found)
    yield from _made(found)
    yield from _numbers(found)


def _keys(keys: Sequence[str]) -> Iterator[Examined]:
    weak = weaknesses(keys)
    for says in weak:
        yield Examined("fail", "secret key", says)
    if not weak:
        older = f", and {len(keys) - 1} older" if len(keys) > 1 else ""
        yield Examined("ok", "secret key", f"nothing speaks against it{older}; whether chance made it, nobody can tell")


def _operator(found: Deployment) -> Iterator[Examined]:
    match found.operator:
        case None:
            yield Examined("fail", "operator file", "none was named", f"{HOW_TO_BEGIN}, fill it in, --operator FILE")
        case TriageError() as error:
            yield Examined("fail", "operator file", str(error), "put these right")
        case Operator() as operator:
            yield Examined("ok", "operator file", f"{operator.legal_name}, {operator.country}")
            yield from _operators_places(operator, found.ruleset)
            yield from _left_from_the_example(operator)


def _operators_places(operator: Operator, ruleset: RuleSet) -> Iterator[Examined]:
    silent = [place.id for place in ruleset.places if place.id not in operator.device_position]
    if silent:
        yield Examined(
            "warn",
            "device position",
            f"nothing is said of {', '.join(silent)}",
            "say whether this is a medical device in each country whose people you invite",
        )
    else:
        yield Examined("ok", "device position", "something is said of every country")


def _left_from_the_example(operator: Operator) -> Iterator[Examined]:
    said = (operator.contact, operator.privacy_contact, operator.clinical_safety_contact, operator.security_contact)
    if any("example.org" in text for text in (*said, operator.incident_mailbox, operator.public_url)):
        yield Examined("warn", "operator file", "it still names example.org", "write your own addresses")


def _proxies(proxies: int | None) -> Examined:
    if proxies is None:
        return Examined("fail", "proxies", "nobody said how many stand in front", "--trusted-proxies 1")
    if proxies == 0:
        return Examined(
            "warn",
            "proxies",
            "none stands in front, so nothing speaks https and nothing holds back slow visitors",
            "put nginx or HAProxy in front: docs/deploy",
        )
    return Examined("ok", "proxies", f"{proxies} in front")


def _signed(found: Deployment) -> Iterator[Examined]:
    review = found.ruleset.review
    try:
        contents = signed_contents(found.ruleset, guide_files(found.guides))
    except TriageError as error:
        yield Examined("fail", "sign-off", str(error))
        return
    both = f"{fingerprint(found.ruleset)} is the rule set, {contents} is all that is signed (rule set and guides)"
    yield Examined("ok", "fingerprints", both)
    signed = sign_off(review, contents, found.today)
    if review is None or signed.why_not:
        says = signed.why_not or "nobody has signed these contents"
        yield Examined(
            "fail",
            "sign-off",
            says,
            "a clinician reviews rules.yaml and the guides, then: triage sign (--help says how)",
        )
        return
    due = f"by {review.role}, {review.date}; next review {review.next_review}"
    if review.next_review - found.today <= _SOON:
        yield Examined("warn", "sign-off", due, "have it reviewed: on the day after, every page says it is out of date")
    else:
        yield Examined("ok", "sign-off", due)
    operator = found.operator
    if isinstance(operator, Operator) and (operator.reviewer_role, operator.reviewed_on) != (review.role, review.date):
        yield Examined("fail", "sign-off", "the operator file names another review", "make the two the same")


def _made(found: Deployment) -> Iterator[Examined]:
    """Whether an app can be made from the rule set and its guides: it is, and thrown away."""
    try:
        app = create_app(
            found.ruleset, secret_keys=[token_hex(32)], guides_folder=found.guides, review=False, secure=False
        )
    except Unproved as error:
        yield Examined("fail", "proof", str(error), "see: triage prove")
    except TriageError as error:
        yield Examined("fail", "guides", str(error), f"look into {found.guides}")
    else:
        made = app.extensions["back_pain_check"][ENGLISH.code]
        yield Examined("ok", "proof", "every property and guarantee holds")
        yield Examined("ok", "guides", f"{len(made.guides)} in {found.guides}")


def _numbers(found: Deployment) -> Iterator[Examined]:
    own = found.operator.place if isinstance(found.operator, Operator) else found.ruleset.places[0].id
    for place in found.ruleset.places:
        says = _about_numbers(place, found.today)
        if says:
            remedy = "check them, and write the day into rules.yaml"
            yield Examined("fail" if place.id == own else "warn", f"numbers of {place.name}", says, remedy)
        else:
            yield Examined("ok", f"numbers of {place.name}", f"checked on {place.checked_on}")


def _about_numbers(place: Place, today: date) -> str:
    if place.checked_on is None or place.status == "not_checked":
        return "nobody has checked them"
    if today - place.checked_on > _OLD:
        return f"checked on {place.checked_on}, more than a year ago"
    return "checked against second-hand pages only" if place.status == "secondary" else ""
