"""A criterion on packed sheets: whether it holds, and which bits can still decide it.

Every criterion becomes one expression of ``&`` on whole numbers. Only numbers reach the generated source: no id and
no text of the rule set is ever part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from triage.engine.sheet import Layout, satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet

Test = Callable[[int], int]
"""Whether a criterion holds for a packed sheet: 0 if not, and any other number if it does."""


@dataclass(frozen=True)
class Node:
    """A criterion on packed sheets.

    Attributes:
        test: whether it holds.
        bits: for a leaf, the bits any one of which satisfies it; 0 for a combination.
        parts: what it combines; empty for a leaf.
    """

    test: Test
    bits: int
    parts: tuple[Node, ...]

    def open_bits(self, certain: int, possible: int) -> int:
        """The bits that can still decide this criterion, given those that are set and those that may be."""
        if not self.parts:
            return 0 if self.bits & certain else self.bits & possible
        if self.test(certain) or not self.test(possible):
            return 0
        found = 0
        for part in self.parts:
            found |= part.open_bits(certain, possible)
        return found

    def support(self) -> int:
        """Every bit that the criterion looks at."""
        found = self.bits
        for part in self.parts:
            found |= part.support()
        return found


def leaf(bits: int) -> Node:
    """The criterion that any one of ``bits`` satisfies."""
    return Node(function(f"s & {bits:d}"), bits, ())


def node_of(ruleset: RuleSet, layout: Layout, criterion: Criterion) -> Node:
    """Compile one criterion of a rule set."""
    bits = _any_one_of(ruleset, layout, criterion)
    if bits is not None:
        return leaf(bits)
    match criterion:
        case InGroup(group=group):
            return node_of(ruleset, layout, ruleset.groups[group])
        case All(parts=parts) | AnyOf(parts=parts) | AtLeast(parts=parts):
            return Node(
                function(source(ruleset, layout, criterion)),
                0,
                tuple(node_of(ruleset, layout, part) for part in parts),
            )
    raise TypeError(f"not a combination: {criterion}")


def source(ruleset: RuleSet, layout: Layout, criterion: Criterion) -> str:
    """A criterion as an expression in ``s``, the packed sheet: 0 where it does not hold."""
    bits = _any_one_of(ruleset, layout, criterion)
    if bits is not None:
        return f"(s & {bits:d})"
    match criterion:
        case InGroup(group=group):
            return source(ruleset, layout, ruleset.groups[group])
        case All(parts=parts):
            return f"({' and '.join(source(ruleset, layout, part) for part in parts)})"
        case AnyOf(parts=parts):
            return f"({' or '.join(source(ruleset, layout, part) for part in parts)})"
        case AtLeast(n=n, parts=parts):
            count = " + ".join(f"({source(ruleset, layout, part)} != 0)" for part in parts)
            some = _any_one_of(ruleset, layout, AnyOf(parts))
            return f"({count} >= {n:d})" if some is None else f"(s & {some:d} and {count} >= {n:d})"
    raise TypeError(f"not a combination: {criterion}")


def _any_one_of(ruleset: RuleSet, layout: Layout, criterion: Criterion) -> int | None:
    """The bits any one of which satisfies a criterion, or ``None`` if it takes more than one."""
    match criterion:
        case Picked(question=question, choices=choices):
            named = satisfying(ruleset.question_by_id[question], choices)
            return sum(layout.bit[question, choice] for choice in named)
        case InGroup(group=group):
            return _any_one_of(ruleset, layout, ruleset.groups[group])
        case AnyOf(parts=parts):
            found = 0
            for part in parts:
                bits = _any_one_of(ruleset, layout, part)
                if bits is None:
                    return None
                found |= bits
            return found
    return None


def function(expression: str) -> Test:
    """The function of ``s`` that an expression made by :func:`source` stands for."""
    test: Test = eval(f"lambda s: {expression}", {"__builtins__": {}})  # noqa: S307 - numbers and & only, see above
    return test
