"""Prove a rule set: every property, for every answer sheet that the form accepts."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from triage.errors import TriageError
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.model import RuleSet, Waiver
from triage.verification.encode import Encoded
from triage.verification.nodes import MOST_NODES, TooBig
from triage.verification.properties.alive import alive
from triage.verification.properties.doubt import doubt
from triage.verification.properties.effect import effect
from triage.verification.properties.exhaustive import exactly_one_outcome, sheets_by_outcome
from triage.verification.properties.journeys import same_as_asking_all
from triage.verification.properties.monotone import monotone
from triage.verification.properties.promises import guarantees
from triage.verification.properties.reachable import reachable
from triage.verification.skipping import Journeys
from triage.verification.verdict import Proof, Verdict, Waived
from triage.verification.words import listed, quoted


class Unproved(TriageError):
    """A rule set that must not be shown to anybody: a property fails that is not waived, or it is too big to prove."""


def proved(ruleset: RuleSet) -> Proof:
    """The proof of a rule set of which every property holds.

    Raises:
        Unproved: one does not, or nobody can tell.
    """
    try:
        proof = prove(ruleset)
    except TooBig as error:
        raise Unproved(f"{error}. What is not proved is not served") from None
    failing = [verdict for verdict in proof.verdicts if not verdict.holds]
    if failing:
        first = failing[0]
        raise Unproved(
            f"this rule set is not proved, so it is not served: {listed(verdict.code for verdict in failing)} "
            f"{'fails' if len(failing) == 1 else 'fail'}.\n{first.code}: {first.failures[0].says}\n"
            "Show every failure with an answer sheet: triage prove FILE"
        )
    return proof


def prove(ruleset: RuleSet, budget: int = MOST_NODES) -> Proof:
    """Prove every property of a rule set, or find the nearest answer sheets that break it.

    It is a proof about the published rules: not about medicine, nor about wording, nor about how people answer.

    Args:
        ruleset: what to prove.
        budget: the most diagrams to make.

    Raises:
        TooBig: the rule set has no exact form within the budget.
    """
    began = perf_counter()
    encoded = Encoded(ruleset, budget)
    verdicts, by_outcome = _verdicts(encoded)
    return Proof(
        version=ruleset.version,
        fingerprint=fingerprint(ruleset),
        verdicts=tuple(_with_waivers(ruleset, verdict) for verdict in verdicts),
        sheets=sum(by_outcome.values()),
        by_outcome=by_outcome,
        nodes=len(encoded.diagrams.parts(*encoded.levels)),
        made=encoded.diagrams.made,
        calm=encoded.slots.calm,
        seconds=perf_counter() - began,
    )


def _verdicts(encoded: Encoded) -> tuple[list[Verdict], dict[str, int]]:
    by_outcome = sheets_by_outcome(encoded)
    journeys = same_as_asking_all(encoded, Journeys(encoded))
    return [
        exactly_one_outcome(encoded, by_outcome),
        monotone(encoded),
        alive(encoded),
        effect(encoded),
        guarantees(encoded, journeys),
        journeys,
        reachable(encoded, by_outcome),
        doubt(encoded),
    ], by_outcome


def _with_waivers(ruleset: RuleSet, verdict: Verdict) -> Verdict:
    """The verdict with the failures that clinicians accept set apart, and a note on each waiver that accepts none."""
    waivers = {waiver.question: waiver for waiver in ruleset.waivers if waiver.property == verdict.code}
    waived = [failure for failure in verdict.failures if failure.question in waivers]
    accepted = {str(failure.question) for failure in waived}
    idle = [_idle(ruleset, waiver) for question, waiver in waivers.items() if question not in accepted]
    return replace(
        verdict,
        failures=tuple(failure for failure in verdict.failures if failure not in waived),
        waived=tuple(Waived(failure, waivers[str(failure.question)].because) for failure in waived),
        notes=(*verdict.notes, *idle),
    )


def _idle(ruleset: RuleSet, waiver: Waiver) -> str:
    question = ruleset.question_by_id[waiver.question]
    return f"The waiver of {waiver.property} for {quoted(question.text)} is not needed: nothing breaks it."
