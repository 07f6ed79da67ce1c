"""Sign a rule set: refuse what is not fit to be signed, and write who signed what into a copy of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from triage.errors import TriageError
from triage.ruleset.characters import is_plain
from triage.ruleset.check import check_text, signing
from triage.ruleset.model import Review, RuleSet
from triage.ruleset.problem import RuleSetProblems
from triage.ruleset.review_block import with_review
from triage.ruleset.signoff import LONGEST, Files, sign_off, signed_contents
from triage.verification.prove import prove
from triage.verification.words import listed


@dataclass(frozen=True)
class Signed:
    """A signed rule set.

    Attributes:
        version: of the rule set.
        review: who signed what, and until when.
        source: the bytes of the file with ``review:`` in it.
    """

    version: str
    review: Review
    source: bytes


def sign(source: bytes, name: str, *, role: str, body: str, until: date, today: date, files: Files) -> Signed:
    """Sign a rule set and the texts beside it.

    Args:
        source: the bytes of the rule set.
        name: how messages call the file.
        role: the reviewer's role, such as a profession and grade. No name is asked for.
        body: with whom the reviewer is registered.
        until: the day of the next review, up to which the sign-off holds.
        today: the day of the review.
        files: the texts that are signed with it.

    Raises:
        RuleSetProblems: the file has problems, other than an older sign-off that no longer holds.
        TriageError: it is not proved, a guide that it offers is missing, the day of the next review is not within a
            year, or a word about the reviewer is missing.
    """
    ruleset = _sound(source, name, today, files)
    _refuse_details(name, role, body, until, today)
    _refuse_missing_guides(ruleset, name, files)
    _refuse_unproved(ruleset, name)
    contents = signed_contents(ruleset, files)
    review = Review(
        role=role.strip(), registration_body=body.strip(), date=today, next_review=until, fingerprint=contents
    )
    assert sign_off(review, contents, today).holds
    return Signed(ruleset.version, review, with_review(source, review, name))


def _sound(source: bytes, name: str, today: date, files: Files) -> RuleSet:
    checked = check_text(source, name, today, files)
    standing = [problem for problem in checked.problems if problem.code not in signing.CODES]
    if checked.ruleset is None or standing:
        raise RuleSetProblems(standing)
    return checked.ruleset


def _refuse_details(name: str, role: str, body: str, until: date, today: date) -> None:
    if not role.strip() or not body.strip():
        raise TriageError(f"{name}: a sign-off needs the reviewer's role and registration body. Nothing was signed")
    if not is_plain(role) or not is_plain(body):
        raise TriageError(f"{name}: the reviewer's role or body has a hidden character, or is on several lines")
    if until <= today:
        raise TriageError(f"{name}: {until} is not after today, {today}. Give the day of the next review")
    if until - today > LONGEST:
        raise TriageError(
            f"{name}: {until} is more than a year away, and health content is reviewed at least yearly. "
            f"Give {today + LONGEST} or an earlier day"
        )


def _refuse_missing_guides(ruleset: RuleSet, name: str, files: Files) -> None:
    missing = [offer.id for offer in ruleset.guides if f"guides/{offer.id}.md" not in files]
    if missing:
        raise TriageError(f"{name}: these guides are offered and not there to be signed: {', '.join(missing)}")


def _refuse_unproved(ruleset: RuleSet, name: str) -> None:
    broken = [verdict.code for verdict in prove(ruleset).verdicts if not verdict.holds]
    if broken:
        raise TriageError(f"{name}: this rule set is not proved: {listed(broken)}. See: triage prove {name}")
