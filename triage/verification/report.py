"""A proof for people, line by line, and for programs, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.ruleset.model import RuleSet
from triage.verification.verdict import Example, Failure, Proof, Verdict
from triage.verification.words import answer_lines, listed


def proof_lines(ruleset: RuleSet, proof: Proof) -> Iterator[str]:
    """A proof as text: each verdict with what fails, what is waived and what is noted, then the summary."""
    for verdict in proof.verdicts:
        yield from _verdict_lines(ruleset, proof, verdict)
    yield f"Answer sheets covered: {proof.sheets:,}, every one of them."
    names = {outcome.id: outcome.name for outcome in ruleset.outcomes}
    yield f"By outcome: {listed(f'{names[outcome]} {count:,}' for outcome, count in proof.by_outcome.items())}."
    yield "Counts show that no sheet is left out. They are no share of people: most sheets are of nobody."
    broken = [verdict.code for verdict in proof.verdicts if not verdict.holds]
    state = f"Not proved: {listed(broken)}" if broken else "Proved"
    yield f"{state}, in {proof.seconds:.1f} seconds. It says nothing of medicine, of wording or of how people answer."


def _verdict_lines(ruleset: RuleSet, proof: Proof, verdict: Verdict) -> Iterator[str]:
    state = "holds" if verdict.holds else "FAILS"
    accepted = f", {len(verdict.waived)} waived" if verdict.waived else ""
    yield f"{verdict.code} {state}{accepted}. {'' if verdict.holds else 'This is not so: '}{verdict.claim}"
    for failure in verdict.failures:
        yield f"  FAILS: {failure.says}"
        yield from _example_lines(ruleset, proof, failure)
    for waived in verdict.waived:
        yield f"  Waived: {waived.failure.says}"
        yield f"    Because: {waived.because}"
    for note in verdict.notes:
        yield f"  Note: {note}"


def _example_lines(ruleset: RuleSet, proof: Proof, failure: Failure) -> Iterator[str]:
    for example in failure.examples:
        yield "    For example:"
        yield from (f"      {line}" for line in answer_lines(ruleset, proof.calm, example))


def proof_data(proof: Proof) -> dict[str, Any]:
    """A proof as plain data, for JSON. Counts are whole numbers without limit."""
    return {
        "holds": proof.holds,
        "version": proof.version,
        "fingerprint": proof.fingerprint,
        "sheets": proof.sheets,
        "by_outcome": dict(proof.by_outcome),
        "nodes": proof.nodes,
        "seconds": round(proof.seconds, 3),
        "verdicts": [_verdict_data(verdict) for verdict in proof.verdicts],
    }


def _verdict_data(verdict: Verdict) -> dict[str, Any]:
    return {
        "property": verdict.code,
        "claim": verdict.claim,
        "holds": verdict.holds,
        "failures": [_failure_data(failure) for failure in verdict.failures],
        "waived": [_failure_data(waived.failure) | {"because": waived.because} for waived in verdict.waived],
        "notes": list(verdict.notes),
    }


def _failure_data(failure: Failure) -> dict[str, Any]:
    return {
        "says": failure.says,
        "question": failure.question,
        "examples": [_example_data(example) for example in failure.examples],
    }


def _example_data(example: Example) -> dict[str, Any]:
    answers = {question: sorted(picked) for question, picked in example.answers.items()}
    return {"answers": answers, "outcome": example.outcome}
