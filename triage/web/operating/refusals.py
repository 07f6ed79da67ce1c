"""What keeps the check from being shown to the public: everything at once, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from triage.errors import TriageError
from triage.ruleset.model import Review, RuleSet
from triage.ruleset.signoff import Files, sign_off, signed_contents
from triage.web.operating.keys import weaknesses
from triage.web.operating.operator import HOW_TO_BEGIN, Operator


class NotReady(TriageError):
    """The check must not be shown to the public yet.

    Attributes:
        reasons: why, each with what to do about it.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        listed = "\n".join(f"- {reason}" for reason in reasons)
        super().__init__(f"This is not ready for the public, so it was not started:\n{listed}")


def refusals(
    ruleset: RuleSet,
    guides: Files,
    *,
    secret_keys: Sequence[str],
    operator: Operator | TriageError | None,
    proxies: int | None,
    today: date,
    leaflet: bool = False,
) -> list[str]:
    """Why the check must not be shown to the public; nothing when it may.

    Args:
        ruleset: what is asked.
        guides: what is signed with it, from :func:`triage.ruleset.signoff.guide_files`.
        secret_keys: the newest first.
        operator: who answers for it, or what is wrong with their file; ``None`` when no file was named.
        proxies: how many proxies of the operator stand in front; ``None`` when nobody said.
        today: the day.
        leaflet: whether it asks nothing, and needs no sign-off.
    """
    found = weaknesses(secret_keys)
    match operator:
        case None:
            found.append(f"no operator file: {HOW_TO_BEGIN}, fill it in, --operator FILE")
        case TriageError():
            found.append(f"the operator file:\n{operator}")
    if proxies is None:
        found.append("nobody said how many proxies stand in front: --trusted-proxies 1 behind one nginx, 0 for none")
    if not leaflet:
        found += _about_the_sign_off(ruleset, guides, operator, today)
    return found


def _about_the_sign_off(ruleset: RuleSet, guides: Files, operator: object, today: date) -> Iterator[str]:
    signed = sign_off(ruleset.review, signed_contents(ruleset, guides), today)
    if signed.why_not:
        how = "a clinician reviews rules.yaml and the guides, then: triage sign (--help says how)"
        yield f"no valid sign-off: {signed.why_not}; {how}"
    elif ruleset.review and isinstance(operator, Operator):
        yield from _about_the_reviewer(ruleset.review, operator)


def _about_the_reviewer(review: Review, operator: Operator) -> Iterator[str]:
    if (operator.reviewer_role, operator.reviewed_on) != (review.role, review.date):
        yield (
            "the operator file names another review than the rule set: write "
            f"reviewer: {{role: {review.role}, date: {review.date}}} once you have made sure that it is so"
        )
