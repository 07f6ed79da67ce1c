"""Few vignettes that would kill the survivors: a greedy cover, those that lower somebody first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.engine import reference
from triage.engine.sheet import Answers
from triage.verification.encode import Encoded
from triage.verification.mutation.cases import SomeSheets, outcomes, with_changes
from triage.verification.mutation.meaning import Meaning
from triage.verification.mutation.mutants import Mutant
from triage.verification.mutation.verdict import Suggestion, Tried
from triage.verification.search import firing_at


def suggestions(encoded: Encoded, survivors: Sequence[Tried]) -> tuple[Suggestion, ...]:
    """Vignettes, each of which kills most of the survivors that are left. Chvatal 1979, "A greedy heuristic for the
    set-covering problem".

    A survivor that asks a question of more people is left out if only answers to that question tell: a vignette has
    no answer that nobody asks for.
    """
    sheets = [dict(answers) for answers in dict.fromkeys(_frozen(encoded, one) for one in survivors)]
    killing = _killing(encoded, sheets, survivors)
    lowering = sum(1 << index for index, one in enumerate(survivors) if one.lowers)
    found, left = [], (1 << len(survivors)) - 1
    for wanted in (lowering, left):
        while sheets:
            best = max(killing, key=lambda kills: ((kills & left & wanted).bit_count(), (kills & left).bit_count()))
            if not best & left & wanted:
                break
            sheet = sheets[killing.index(best)]
            found.append(_suggestion(encoded, sheet, [survivors[index].mutant for index in _set_bits(best & left)]))
            left &= ~best
    return tuple(found)


def _frozen(encoded: Encoded, one: Tried) -> tuple[tuple[str, frozenset[str]], ...]:
    """A survivor's telling sheet, with the calm answer to every question that this person is not asked."""
    told = one.fall or one.rise
    assert told is not None
    return tuple({**encoded.slots.calm, **told.example.answers}.items())


def _killing(encoded: Encoded, sheets: Sequence[Answers], survivors: Sequence[Tried]) -> list[int]:
    """For each sheet, one bit for each survivor that gives it another outcome."""
    some = SomeSheets(sheets)
    meaning = Meaning(encoded.ruleset, some)
    given = outcomes(encoded.ruleset, some.all, meaning.firings)
    killing = [0] * len(sheets)
    for index, one in enumerate(survivors):
        _, changed = meaning.changed_by(one.mutant.change)
        now = outcomes(encoded.ruleset, some.all, with_changes(meaning.firings, changed))
        for sheet in _set_bits(given.above(now) | now.above(given)):
            killing[sheet] |= 1 << index
    return killing


def _suggestion(encoded: Encoded, sheet: Answers, kills: Sequence[Mutant]) -> Suggestion:
    calm, counting = encoded.slots.calm, reference.counted(encoded.ruleset, sheet)
    outcome = reference.outcome_of(encoded.ruleset, sheet)
    row = encoded.slots.row(sheet)
    giving = [f for f in firing_at(encoded, row, encoded.firings) if f.rank == encoded.ruleset.rank[outcome]]
    return Suggestion(
        answers=sheet,
        departs={question: picked for question, picked in counting.items() if picked != calm[question]},
        outcome=outcome,
        because=giving[0].id if len(giving) == 1 else None,
        kills=tuple(kills),
    )


def _set_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
