"""A mutation analysis for people, line by line, and for programs, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet
from triage.verification.mutation.effect import Telling
from triage.verification.mutation.verdict import Mutation, Score, Suggestion, Tried
from triage.verification.words import answer_lines, answers_phrase, listed, quoted


def mutation_lines(ruleset: RuleSet, found: Mutation) -> Iterator[str]:
    """An analysis as text: the survivors, then what would kill them, then the sums."""
    for one in found.raising:
        yield from _raising(ruleset, found, one)
    for one in found.lowering:
        yield from _lowering(ruleset, found, one)
    for one in found.harmless:
        if one.also:
            yield f"Harmless for the outcome, but it changes who is shown {listed(one.also)}: {one.mutant.says}"
    if found.suggested:
        yield from _suggested(ruleset, found)
    yield from _sums(found)


def _lowering(ruleset: RuleSet, found: Mutation, one: Tried) -> Iterator[str]:
    yield f"LOWERS SOMEBODY, AND NOTHING NOTICES: {one.mutant.says}"
    for word, told in (("falls", one.fall), ("rises", one.rise)):
        if told:
            yield f"  The nearest person who {word} to {_name(ruleset, told.mutant)}:"
            yield from (f"    {line}" for line in answer_lines(ruleset, found.calm, told.example))
            asked = _departing(found, told.asked)
            if asked:
                yield f"    Asked only then: {answers_phrase(ruleset, asked)}"


def _raising(ruleset: RuleSet, found: Mutation, one: Tried) -> Iterator[str]:
    yield f"Raises somebody, and nothing notices: {one.mutant.says}"
    if one.rise:
        was, now = _name(ruleset, one.rise.example.outcome), _name(ruleset, one.rise.mutant)
        said = answers_phrase(ruleset, _departing(found, one.rise.example.answers))
        asked = _departing(found, one.rise.asked)
        then = f"; and, asked only then, {answers_phrase(ruleset, asked)}" if asked else ""
        yield f"  From {was} to {now}, for example: {said}{then}"


def _departing(found: Mutation, answers: Answers) -> Answers:
    """The answers that are not those of the calm sheet."""
    return {question: picked for question, picked in answers.items() if picked != found.calm[question]}


def _name(ruleset: RuleSet, outcome: str) -> str:
    return quoted(ruleset.outcome_by_id[outcome].name)


def _suggested(ruleset: RuleSet, found: Mutation) -> Iterator[str]:
    killed = sum(len(suggestion.kills) for suggestion in found.suggested)
    yield f"{len(found.suggested)} vignettes would kill {killed} of these, where 'expect' is what the rules do now."
    yield "Write a sentence about a person, and check with the sources that the outcome is right, before you keep one:"
    for suggestion in found.suggested:
        yield from _stub(ruleset, suggestion)


def _stub(ruleset: RuleSet, suggestion: Suggestion) -> Iterator[str]:
    yield f"# {answers_phrase(ruleset, suggestion.departs)}"
    yield f"# kills: {suggestion.kills[0].says}" + _more(len(suggestion.kills) - 1)
    yield '- vignette: ""'
    yield f"  answers: {{{', '.join(_written(ruleset, suggestion.departs))}}}"
    yield f"  expect: {suggestion.outcome}"
    if suggestion.because:
        yield f"  because: {suggestion.because}"


def _more(count: int) -> str:
    return f" And {count} more." if count else ""


def _written(ruleset: RuleSet, answers: Answers) -> Iterator[str]:
    """Answers as a vignette file has them: a list where several choices may be picked."""
    for question_id, picked in answers.items():
        question = ruleset.question_by_id[question_id]
        ids = [choice.id for choice in question.choices if choice.id in picked]
        several = question.choose == "any" and ids != [question.none]
        yield f"{question_id}: [{', '.join(ids)}]" if several else f"{question_id}: {ids[0]}"


def _sums(found: Mutation) -> Iterator[str]:
    yield f"{len(found.tried):,} mutants, each one slip away from the rules."
    yield f"Watched by {found.vignettes} vignettes and {found.guarantees} guarantees."
    yield f"Harmless, as everybody keeps their outcome: {len(found.harmless):,}."
    for kind, one in found.kinds.items():
        yield f"  {kind}: {one} killed" if one.of else f"  {kind}: all harmless"
    yield f"Killed, of those that change an outcome: {found.score}."
    yield f"Killed, of those that lower somebody's: {found.lowering_score}."
    if found.suggested:
        yield f"With the suggested vignettes: {_with_suggested(found)}."
    state = "No mutant that lowers somebody survives"
    if not found.holds:
        state = f"Not pinned: {len(found.lowering)} mutants that lower somebody survive"
    yield f"{state}. {found.seconds:.1f} seconds."
    yield "This says how firmly the rules are held in place. It says nothing of whether they are right."


def _with_suggested(found: Mutation) -> Score:
    told = sum(len(suggestion.kills) for suggestion in found.suggested)
    return Score(found.score.killed + told, found.score.of)


def mutation_data(found: Mutation) -> dict[str, Any]:
    """An analysis as plain data, for JSON."""
    return {
        "holds": found.holds,
        "version": found.version,
        "fingerprint": found.fingerprint,
        "vignettes": found.vignettes,
        "guarantees": found.guarantees,
        "mutants": len(found.tried),
        "harmless": len(found.harmless),
        "score": _score_data(found.score),
        "lowering_score": _score_data(found.lowering_score),
        "kinds": {kind: _score_data(one) for kind, one in found.kinds.items()},
        "lowering": [_tried_data(one) for one in found.lowering],
        "raising": [_tried_data(one) for one in found.raising],
        "harmless_but_shown": [_tried_data(one) for one in found.harmless if one.also],
        "suggested": [_suggestion_data(suggestion) for suggestion in found.suggested],
        "seconds": round(found.seconds, 3),
    }


def _score_data(one: Score) -> dict[str, Any]:
    return {"killed": one.killed, "of": one.of, "share": round(one.share, 4)}


def _tried_data(one: Tried) -> dict[str, Any]:
    return {
        "kind": one.mutant.kind,
        "says": one.mutant.says,
        "falls": _telling_data(one.fall),
        "rises": _telling_data(one.rise),
        "also": list(one.also),
    }


def _telling_data(told: Telling | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "answers": _plain(told.example.answers),
        "asked": _plain(told.asked),
        "outcome": told.example.outcome,
        "mutant": told.mutant,
    }


def _suggestion_data(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "answers": _plain(suggestion.departs),
        "expect": suggestion.outcome,
        "because": suggestion.because,
        "kills": [mutant.says for mutant in suggestion.kills],
    }


def _plain(answers: Answers) -> dict[str, list[str]]:
    return {question: sorted(picked) for question, picked in answers.items()}
