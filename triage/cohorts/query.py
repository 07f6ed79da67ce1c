"""The rule set as one SQL query over a table of answer sheets.

It reads in the order of the journey: the answers as bits, then page by page those that count, then what fires, then
the outcome. A row that cannot be judged has no outcome, and ``_problem`` says which kind of trouble it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import groupby

from sqlglot import exp
from sqlglot.errors import SqlglotError

from triage.cohorts.columns import MISSING
from triage.cohorts.expression import any_of, case, column, holds, marks, number
from triage.errors import TriageError
from triage.ruleset.model import Page, RuleSet
from triage.ruleset.red_flags import red_flags

DIALECTS = ("duckdb", "postgres", "spark", "bigquery", "databricks", "redshift", "snowflake", "trino")
"""What the query is written for. Tested on the first three; the others are what sqlglot makes of the same query."""

UNKNOWN, UNANSWERED = "unknown-answer", "unanswered"
"""The two kinds of trouble, named as :func:`triage.engine.paper.assess_sheet` names them."""


def outcome_sql(ruleset: RuleSet, dialect: str, table: str, keep: Sequence[str]) -> str:
    """The query as text: the kept columns, ``outcome``, and ``_problem`` where there is none.

    Args:
        ruleset: what judges.
        dialect: one of :data:`DIALECTS`.
        table: name of the table of answer sheets.
        keep: columns of the table to hand through, such as an id.

    Raises:
        TriageError: the dialect is not known, the table has no name that SQL can read, or a question is kept.
    """
    if dialect not in DIALECTS:
        raise TriageError(f"there is no dialect '{dialect}': choose one of {', '.join(DIALECTS)}")
    asked = [name for name in keep if name in ruleset.question_by_id]
    if asked:
        raise TriageError(f"'{asked[0]}' is a question: keep other columns only, such as an id")
    try:
        source = exp.to_table(table)
    except SqlglotError:
        raise TriageError(f"'{table}' is no name of a table: write one such as visits, or clinic.visits") from None
    return _judged(ruleset, source, keep).sql(dialect=dialect, pretty=True)


def _judged(ruleset: RuleSet, table: exp.Table, keep: Sequence[str]) -> exp.Select:
    columns = [*map(column, keep), _outcome(ruleset).as_("outcome"), problem(ruleset).as_("_problem")]
    return exp.select(*columns).from_(counted(ruleset, table, keep).subquery("counted", copy=False), copy=False)


def counted(ruleset: RuleSet, table: exp.Table, keep: Sequence[str]) -> exp.Select:
    """The answers that count, a column of bits for each question, as :mod:`triage.cohorts.expression` says."""
    kept = list(map(column, keep))
    found = exp.select(*kept, *(marks(q).as_(q.id, quoted=True) for q in ruleset.questions)).from_(table, copy=False)
    for page in ruleset.pages:
        if any(question.ask_when for question in page.questions):
            found = _counted(ruleset, page, kept).from_(found.subquery("earlier", copy=False), copy=False)
    return found


def _counted(ruleset: RuleSet, page: Page, kept: Sequence[exp.Column]) -> exp.Select:
    """All columns, with the answers of this page at 0 where their question does not apply."""
    gates = {question.id: question.ask_when for question in page.questions if question.ask_when}
    return exp.select(
        *kept,
        *(
            _gated(question.id, holds(ruleset, gates[question.id])).as_(question.id, quoted=True)
            if question.id in gates
            else column(question.id)
            for question in ruleset.questions
        ),
    )


def _gated(name: str, applies: exp.Expr) -> exp.Expr:
    """An answer that cannot be read stays so, whether the question applies or not."""
    keeps = exp.or_(exp.Is(this=column(name), expression=exp.Null()), applies, copy=False)
    return case([(keeps, column(name))], number(0))


def _all_bits(ruleset: RuleSet) -> exp.Expr:
    """Every answer of a row at once: NULL if one cannot be read, and with the bit of MISSING if one is not there."""
    answers: Iterator[exp.Expr] = (column(question.id) for question in ruleset.questions)
    return reduce(lambda a, b: exp.BitwiseOr(this=a, expression=b), answers)


def _troubles(ruleset: RuleSet) -> tuple[tuple[exp.Expr, str], ...]:
    answers = exp.Paren(this=_all_bits(ruleset))
    return (
        (exp.Is(this=answers, expression=exp.Null()), UNKNOWN),
        (exp.GTE(this=answers.copy(), expression=number(MISSING)), UNANSWERED),
    )


def problem(ruleset: RuleSet) -> exp.Expr:
    """Which kind of trouble the answers that count are, or NULL."""
    return case([(found, exp.Literal.string(kind)) for found, kind in _troubles(ruleset)], exp.Null())


def _outcome(ruleset: RuleSet) -> exp.Expr:
    ids = [outcome.id for outcome in ruleset.outcomes]
    none = [(found, exp.Null()) for found, _ in _troubles(ruleset)]
    levels = [
        (any_of(holds(ruleset, flag.criterion) for flag in level), exp.Literal.string(ids[rank]))
        for rank, level in groupby(red_flags(ruleset), key=lambda flag: flag.rank)
    ]
    return case([*none, *levels], exp.Literal.string(ids[0]))
