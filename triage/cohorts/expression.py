"""Questions and criteria as SQL expressions on whole numbers, one bit for each choice of a question.

A column of answers holds 0 where the question does not apply, :data:`MISSING` where it has no answer, and NULL where
the answer cannot be read. None of the three satisfies a criterion: there is no ``not``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from sqlglot import exp

from triage.cohorts.columns import MISSING, SEPARATOR, bits_of
from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import Question, RuleSet


def number(value: int) -> exp.Expr:
    """A whole number."""
    return exp.Literal.number(value)


def column(name: str) -> exp.Column:
    """A column, quoted: an id may begin with a digit, or be a word of the language."""
    return exp.column(name, quoted=True)


def case(pairs: Iterable[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr | None) -> exp.Case:
    """The value beside the first expression that holds."""
    found = exp.Case()
    for condition, value in pairs:
        found = found.when(condition, value, copy=False)
    return found.else_(otherwise, copy=False) if otherwise is not None else found


def any_of(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Whether one part or more holds."""
    return exp.or_(*parts, copy=False)


def marks(question: Question) -> exp.Expr:
    """The answer in a column of text, as bits: MISSING for none, NULL for one that the question does not allow."""
    bits = bits_of(question)
    text = column(question.id)
    singles = [exp.If(this=exp.Literal.string(id_), true=number(bit)) for id_, bit in bits.items()]
    return exp.Case(this=text, ifs=singles, default=case([(_is_empty(text), number(MISSING))], _several(question)))


def _is_empty(text: exp.Expr) -> exp.Expr:
    nothing = exp.Is(this=text.copy(), expression=exp.Null())
    return exp.or_(nothing, exp.EQ(this=text.copy(), expression=exp.Literal.string("")), copy=False)


def _several(question: Question) -> exp.Expr:
    """Bits of several choices, where the text is made of them and of separators alone, each once, in any order."""
    if question.choose == "one":
        return exp.Null()
    joined = {id_: bit for id_, bit in bits_of(question).items() if id_ != question.none}
    text, separator = column(question.id), exp.Literal.string(SEPARATOR)
    padded = exp.DPipe(this=exp.DPipe(this=separator, expression=text), expression=separator.copy())

    def where_ticked(value: Callable[[str], int]) -> exp.Expr:
        return sum_of(case([(_holds_word(padded, id_), number(value(id_)))], number(0)) for id_ in joined)

    length = exp.Add(this=exp.Length(this=text.copy()), expression=number(1))
    readable = exp.EQ(this=where_ticked(lambda id_: len(id_) + 1), expression=length)
    return case([(readable, where_ticked(joined.__getitem__))], exp.Null())


def _holds_word(padded: exp.Expr, id_: str) -> exp.Expr:
    position = exp.StrPosition(this=padded.copy(), substr=exp.Literal.string(f"{SEPARATOR}{id_}{SEPARATOR}"))
    return exp.GT(this=position, expression=number(0))


def sum_of(parts: Iterable[exp.Expr]) -> exp.Expr:
    """The parts added up, or 0 if there are none."""
    listed = list(parts)
    return reduce(lambda a, b: exp.Add(this=a, expression=b), listed) if listed else number(0)


def marked(name: str, bits: int) -> exp.Expr:
    """Whether a column of bits has one of ``bits``."""
    both = exp.Paren(this=exp.BitwiseAnd(this=column(name), expression=number(bits)))
    return exp.NEQ(this=both, expression=number(0))


def holds(ruleset: RuleSet, criterion: Criterion) -> exp.Expr:
    """Whether a criterion holds for the answers that count."""
    match criterion:
        case Picked(question=name, choices=choices):
            question = ruleset.question_by_id[name]
            bits = bits_of(question)
            return marked(name, sum(bits[id_] for id_ in satisfying(question, choices)))
        case InGroup(group=group):
            return holds(ruleset, ruleset.groups[group])
        case All(parts=parts):
            return exp.and_(*(holds(ruleset, part) for part in parts), copy=False)
        case AnyOf(parts=parts):
            return any_of(holds(ruleset, part) for part in parts)
        case AtLeast(n=n, parts=parts):
            count = sum_of(case([(holds(ruleset, part), number(1))], number(0)) for part in parts)
            return exp.GTE(this=exp.Paren(this=count), expression=number(n))
