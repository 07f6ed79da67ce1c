"""Every one-step edit of a criterion. An edited criterion is as well formed as the one it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, Picked
from triage.ruleset.model import RuleSet
from triage.verification.mutation.phrases import criterion_phrase, picked_phrase
from triage.verification.words import choice_texts, quoted


@dataclass(frozen=True)
class Edit:
    """One step away from a criterion.

    Attributes:
        kind: what sort of step.
        says: what it does, in words of the form.
        criterion: what the criterion then is.
    """

    kind: str
    says: str
    criterion: Criterion


def edits(ruleset: RuleSet, criterion: Criterion) -> Iterator[Edit]:
    """Every edit of a criterion and of its parts. What a group means is edited where the group is defined."""
    match criterion:
        case Picked():
            yield from _of_choices(ruleset, criterion)
        case All(parts=parts):
            yield from _joined(ruleset, criterion, "all", AnyOf(parts), "any")
            yield from _parts_out(ruleset, parts, len(parts) > 1, All)
            yield from _inside(ruleset, parts, All)
        case AnyOf(parts=parts):
            yield from _joined(ruleset, criterion, "any", All(parts), "all")
            yield from _parts_out(ruleset, parts, len(parts) > 1, AnyOf)
            yield from _inside(ruleset, parts, AnyOf)
        case AtLeast(n=n, parts=parts):
            same = _at_least(n)
            yield from _counts(criterion)
            yield from _parts_out(ruleset, parts, len(parts) > n, same)
            yield from _inside(ruleset, parts, same)


Rebuild = Callable[[tuple[Criterion, ...]], Criterion]


def _at_least(n: int) -> Rebuild:
    return lambda parts: AtLeast(n, parts)


def _joined(ruleset: RuleSet, was: All | AnyOf, word: str, now: Criterion, other: str) -> Iterator[Edit]:
    if len(was.parts) > 1:
        phrase = criterion_phrase(ruleset, was)
        yield Edit(f"{word} to {other}", f"{phrase} becomes {other} of these", now)


def _counts(was: AtLeast) -> Iterator[Edit]:
    for n in (was.n - 1, was.n + 1):
        if 1 <= n <= len(was.parts):
            kind = "count lowered" if n < was.n else "count raised"
            yield Edit(kind, f"at least {was.n} becomes at least {n}", replace(was, n=n))


def _parts_out(ruleset: RuleSet, parts: tuple[Criterion, ...], enough: bool, rebuild: Rebuild) -> Iterator[Edit]:
    for index, part in enumerate(parts if enough else ()):
        left = parts[:index] + parts[index + 1 :]
        yield Edit("part out", f"this part is left out: {criterion_phrase(ruleset, part)}", rebuild(left))


def _inside(ruleset: RuleSet, parts: tuple[Criterion, ...], rebuild: Rebuild) -> Iterator[Edit]:
    for index, part in enumerate(parts):
        for edit in edits(ruleset, part):
            yield replace(edit, criterion=rebuild((*parts[:index], edit.criterion, *parts[index + 1 :])))


def _of_choices(ruleset: RuleSet, was: Picked) -> Iterator[Edit]:
    """A choice out of the list, into it, or, where one stands alone, the one before or after it in its place."""
    question = ruleset.question_by_id[was.question]
    ids = [choice.id for choice in question.choices]
    named = satisfying(question, was.choices)
    on = f"on {quoted(question.text)}"
    for choice in was.choices if len(was.choices) > 1 else ():
        left = tuple(other for other in was.choices if other != choice)
        yield Edit("choice out", f"{choice_texts(question, [choice])} {on} no longer counts", Picked(question.id, left))
    for choice in ids:
        if choice not in named:
            now = Picked(question.id, (*was.choices, choice))
            yield Edit("choice in", f"{choice_texts(question, [choice])} {on} counts too", now)
    if len(was.choices) == 1:
        at = ids.index(was.choices[0])
        for choice in chain(ids[max(at - 1, 0) : at], ids[at + 1 : at + 2]):
            says = f"{choice_texts(question, [choice])} counts instead of {picked_phrase(ruleset, was)}"
            yield Edit("choice swapped", says, Picked(question.id, (choice,)))
