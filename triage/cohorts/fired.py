"""What fires on each answer sheet, as bits, and the outcome read off them: a query for DuckDB and millions of rows.

Two things make it fast. The bits of the choices that mean an outcome are moved over from their question's column, all
of a question's at once. And each test that rules make is a column of its own, worked out once however many make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from operator import itemgetter

from sqlglot import exp

from triage.cohorts.columns import bits_of
from triage.cohorts.expression import any_of, case, column, holds, marked, number, sum_of
from triage.cohorts.query import Fires, counted, firings, problem
from triage.ruleset.model import RuleSet

WORD = 60
"""How many bits of a whole number of 64 are used."""

PROBLEM = "_problem"


@dataclass(frozen=True)
class Place:
    """Where to see whether something fires.

    Attributes:
        fires: the choice or rule.
        word: the name of a column of bits.
        bit: its bit there.
    """

    fires: Fires
    word: str
    bit: int


@dataclass(frozen=True)
class _Move:
    """The choices of one question that mean an outcome, moved over to a column of bits.

    Attributes:
        question: its id.
        giving: choice id → its bit in the question's own column.
        word: the name of the column of bits.
        shift: by how many bits they are moved.
    """

    question: str
    giving: Mapping[str, int]
    word: str
    shift: int

    @property
    def bits(self) -> exp.Expr:
        """The bits, moved. An answer that cannot be read has none."""
        own = exp.BitwiseAnd(this=column(self.question), expression=number(sum(self.giving.values())))
        moved = exp.BitwiseLeftShift(this=exp.cast(own, "BIGINT"), expression=number(self.shift))
        return exp.func("COALESCE", exp.Paren(this=moved), number(0))


class _Tests:
    """The tests that rules make of an answer, each a column of its own."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, int], str] = {}

    def column(self, question: str, bits: int) -> exp.Column:
        """The column that says whether an answer has one of these bits."""
        return column(self._names.setdefault((question, bits), f"_test_{len(self._names)}"))

    def __iter__(self) -> Iterator[exp.Expr]:
        """The columns so far, with what they hold."""
        return (marked(*test).as_(name) for test, name in self._names.items())


class Fired:
    """What fires, as columns of bits.

    Args:
        ruleset: what judges.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self._listed = firings(ruleset)
        self._rules = [fires for fires in self._listed if fires.rule]
        self._moves = list(_moves(ruleset))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where to see whether a thing fires, of all that gives an outcome, most urgent first; choices before rules."""
        moved = {f"{m.question}={id_}": (m.word, bit << m.shift) for m in self._moves for id_, bit in m.giving.items()}
        ruled = {f.id: (f"_rules_{i // WORD}", 1 << i % WORD) for i, f in enumerate(self._rules)}
        return tuple(Place(fires, *(moved | ruled)[fires.id]) for fires in self._listed)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The names of the columns of bits."""
        return tuple(sorted({place.word for place in self.places}))

    def query(self, table: exp.Table, keep: Sequence[str]) -> exp.Select:
        """The kept columns, ``outcome``, ``_problem`` where there is none, and the columns of bits."""
        kept = [column(name) for name in (*keep, PROBLEM)]
        found = exp.select(*kept, *map(column, self.words), self._outcome().as_("outcome"))
        return found.from_(self._fired(table, keep).subquery("fired", copy=False), copy=False)

    def _fired(self, table: exp.Table, keep: Sequence[str]) -> exp.Select:
        tests = _Tests()
        bits = [
            (place.word, case([(holds(self.ruleset, rule.when, tests.column), number(place.bit))], number(0)))
            for place in self.places
            if (rule := place.fires.rule)
        ]
        ruled = [
            exp.cast(sum_of(bit for _, bit in own), "BIGINT").as_(word) for word, own in groupby(bits, itemgetter(0))
        ]
        moved = dict.fromkeys(move.word for move in self._moves)
        found = exp.select(*(column(name) for name in (*keep, PROBLEM, *moved)), *ruled)
        return found.from_(self._tested(table, keep, tests).subquery("tested", copy=False), copy=False)

    def _tested(self, table: exp.Table, keep: Sequence[str], tests: _Tests) -> exp.Select:
        moved = [_together(moves).as_(word) for word, moves in groupby(self._moves, key=lambda move: move.word)]
        found = exp.select(*map(column, keep), problem(self.ruleset).as_(PROBLEM), *moved, *tests)
        return found.from_(counted(self.ruleset, table, keep).subquery("counted", copy=False), copy=False)

    def _outcome(self) -> exp.Expr:
        ids = [outcome.id for outcome in self.ruleset.outcomes]
        levels = [
            (any_of(_one_of(places)), exp.Literal.string(ids[rank]))
            for rank, places in groupby(self.places, key=lambda place: place.fires.rank)
        ]
        no_problem = exp.Is(this=column(PROBLEM), expression=exp.Null())
        return case([(no_problem, case(levels, exp.Literal.string(ids[0])))], exp.Null())


def _moves(ruleset: RuleSet) -> Iterator[_Move]:
    """Question by question, into as few columns of bits as that takes."""
    word = shift = 0
    for question in ruleset.questions:
        giving = {id_: bit for id_, bit in bits_of(question).items() if question.choice_by_id[id_].outcome}
        if giving:
            width = max(giving.values()).bit_length()
            word, shift = (word, shift) if shift + width <= WORD else (word + 1, 0)
            yield _Move(question.id, giving, f"_choices_{word}", shift)
            shift += width


def _together(moves: Iterator[_Move]) -> exp.Expr:
    return reduce(lambda a, b: exp.BitwiseOr(this=a, expression=b), (move.bits for move in moves))


def _one_of(places: Iterator[Place]) -> Iterator[exp.Expr]:
    """For each column of bits, whether one of the places there is set."""
    bits: dict[str, int] = {}
    for place in places:
        bits[place.word] = bits.get(place.word, 0) | place.bit
    return (marked(*one) for one in bits.items())
