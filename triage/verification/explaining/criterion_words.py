"""A criterion in the words of the form, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet
from triage.verification.words import listed, quoted


@dataclass(frozen=True)
class Line:
    """One line of a criterion in words.

    Attributes:
        depth: how deep the line is nested, from 0.
        text: what it says, without a capital at its start; ends with a colon where deeper lines follow.
        question: id of the question that it tests, if it tests one.
        group: id of the group that it names, if it names one.
    """

    depth: int
    text: str
    question: str | None = None
    group: str | None = None


def criterion_lines(ruleset: RuleSet, criterion: Criterion) -> tuple[Line, ...]:
    """A criterion as lines, outermost first. Groups are named and written out; a list of one part is that part.

    Where doubt satisfies it, as on a context question, the words say so.

    Args:
        ruleset: the rule set that the criterion is of.
        criterion: what to put in words.
    """
    return tuple(_lines(ruleset, criterion, 0))


def _lines(ruleset: RuleSet, criterion: Criterion, depth: int) -> Iterator[Line]:
    match criterion:
        case Picked():
            yield Line(depth, _picked(ruleset, criterion), question=criterion.question)
        case InGroup(group=group):
            yield Line(depth, f"the group '{group}':", group=group)
            yield from _lines(ruleset, ruleset.groups[group], depth + 1)
        case All(parts=(only,)) | AnyOf(parts=(only,)) | AtLeast(parts=(only,)):
            yield from _lines(ruleset, only, depth)
        case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            yield Line(depth, _heading(criterion))
            for part in parts:
                yield from _lines(ruleset, part, depth + 1)


def _heading(combination: All | AnyOf | AtLeast) -> str:
    match combination:
        case All():
            return "all of:"
        case AnyOf():
            return "any of:"
        case AtLeast(n=n):
            return f"at least {n} of:"


def _picked(ruleset: RuleSet, leaf: Picked) -> str:
    question = ruleset.question_by_id[leaf.question]
    named = satisfying(question, leaf.choices)
    choices = listed((quoted(choice.text) for choice in question.choices if choice.id in named), "or")
    if question.choose == "one":
        return f"the answer to {quoted(question.text)} is {choices}"
    return f"the answers to {quoted(question.text)} include {choices}"
