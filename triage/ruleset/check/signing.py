"""Whether what ``review:`` says can be so: it is about these contents, and about a year at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from triage.ruleset.model import Review, RuleSet
from triage.ruleset.problem import Problem
from triage.ruleset.signoff import LONGEST, Files, signed_contents

CODES = ("review-changed", "review-dates", "review-overdue")
"""The problems that signing anew puts right."""

_AGAIN = "have it reviewed, and sign it again with triage sign"


def problems(ruleset: RuleSet, files: Files, today: date) -> Iterator[Problem]:
    """Whatever keeps a sign-off from holding. None where nobody has signed: that is no fault of a file.

    Args:
        ruleset: the rule set.
        files: the texts that are signed with it.
        today: the day in question.
    """
    review = ruleset.review
    if review is None:
        return
    contents = signed_contents(ruleset, files)
    if review.fingerprint != contents:
        message = f"the contents have changed since they were signed: they are {contents} now"
        yield Problem("review-changed", ("review", "fingerprint"), message, _AGAIN)
    yield from _dates(review, today)


def _dates(review: Review, today: date) -> Iterator[Problem]:
    if review.date > today:
        yield Problem("review-dates", ("review", "date"), "this day is still to come", "write the day of the review")
    if review.next_review <= review.date:
        message = "the next review is not after this one"
        yield Problem("review-dates", ("review", "next_review"), message, "write a later day")
    elif review.next_review - review.date > LONGEST:
        message = "the next review is more than a year after this one"
        yield Problem("review-dates", ("review", "next_review"), message, "write an earlier day")
    elif review.next_review < today:
        yield Problem("review-overdue", ("review", "next_review"), "the next review is overdue", _AGAIN)
