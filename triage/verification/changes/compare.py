"""Compare two rule sets: whose advice changes, how, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

from triage.ruleset.accepts import lowering
from triage.ruleset.model import GuideOffer, RuleSet
from triage.verification.changes.accepted import acceptance, may_lower, names, written_for_this
from triage.verification.changes.behind import what_happened
from triage.verification.changes.both import Alone, Both
from triage.verification.changes.cases import Case, cases
from triage.verification.changes.conditions import conditions, covered
from triage.verification.changes.crowd import Crowd
from triage.verification.changes.edits import edits
from triage.verification.changes.example import example
from triage.verification.changes.moves import Move, moves
from triage.verification.changes.offers import Offer, offers
from triage.verification.changes.told import Changes, Said, ToldAlone, ToldCase, ToldMove, ToldOffer
from triage.verification.changes.words import condition_words
from triage.verification.nodes import ALWAYS, MOST_NODES, NEVER
from triage.verification.population.cohort import Cohort
from triage.verification.population.sheets import unshared
from triage.verification.vignettes import Vignette
from triage.verification.words import quoted

MOST_SHOWN = 8
"""How many conditions are told for one move. Of the others, how much they come to."""


def compare(
    old: RuleSet,
    new: RuleSet,
    cohort: Cohort,
    vignettes: Iterable[Vignette] = (),
    *,
    called: tuple[str, str] = ("old", "new"),
    budget: int = MOST_NODES,
) -> Changes:
    """Compare two rule sets on every answer sheet that either of them takes.

    Args:
        old: before the change.
        new: after it.
        cohort: the crowd that shares of people are of. Its numbers are assumptions.
        vignettes: written cases to run with both.
        called: what the two are called.
        budget: the most diagrams to make.

    Raises:
        TooBig: they have no exact form within the budget.
        TriageError: they rank the same outcomes in different orders.
    """
    began = perf_counter()
    told = _Teller(old, new, cohort, budget)
    ran = cases(old, new, vignettes)
    deciding, words = edits(old, new)
    found = tuple(map(told.move, moves(told.both)))
    return Changes(
        old=called[0],
        new=called[1],
        cohort=cohort.name,
        sheets=told.crowd.amount(ALWAYS).sheets,
        not_compared=told.crowd.amount(told.both.not_compared) if told.both.alone else None,
        moves=found,
        alone=tuple(map(told.alone, told.both.alone)),
        offers=tuple(map(told.offer, offers(told.both))),
        cases=tuple(sorted(map(told.case, ran.moved), key=lambda case: not case.lowers)),
        cases_compared=ran.compared,
        cases_left_out=ran.left_out,
        idle=_idle(old, new, found),
        edits=deciding,
        words=words,
        silent=unshared(told.both.union, cohort),
        seconds=perf_counter() - began,
    )


class _Teller:
    """Puts what the diagrams say into words and numbers."""

    def __init__(self, old: RuleSet, new: RuleSet, cohort: Cohort, budget: int) -> None:
        self.both = Both(old, new, budget)
        self.crowd = Crowd(self.both, cohort)
        self.entries = written_for_this(old, new)

    def move(self, move: Move) -> ToldMove:
        release = self.both.old if move.lowers else self.both.new
        found = list(conditions(self.both, move))
        said = [Said(condition_words(self.both, release, c), self.crowd.amount(c.where)) for c in found]
        pairs = sorted(
            zip(said, found, strict=True), key=lambda pair: (-pair[0].amount.visitors, -pair[0].amount.sheets)
        )
        left = self.both.diagrams.without(move.where, covered(self.both, [c for _, c in pairs[:MOST_SHOWN]]))
        agreed = acceptance(self.both, move) if move.lowers else None
        old, new = self.both.outcomes[move.old], self.both.outcomes[move.new]
        return ToldMove(
            old=old.id,
            new=new.id,
            old_name=old.name,
            new_name=new.name,
            lowers=move.lowers,
            amount=self.crowd.amount(move.where),
            conditions=tuple(one for one, _ in pairs[:MOST_SHOWN]),
            rest=None if left == NEVER else self.crowd.amount(left),
            behind=self.behind(move),
            unnamed=agreed.unnamed if agreed else (),
            accepted=tuple(f"{entry.because} ({entry.source})" for entry in agreed.by) if agreed else (),
            example=example(self.both, move),
        )

    def behind(self, move: Move) -> tuple[Said, ...]:
        found = [
            Said(
                what_happened(self.both, move, firing),
                self.crowd.amount(self.both.diagrams.both(firing.when, move.where)),
                firing.id,
            )
            for firing in move.behind
        ]
        return tuple(sorted(found, key=lambda said: -said.amount.visitors))

    def alone(self, alone: Alone) -> ToldAlone:
        file, other = ("old", "new") if alone.in_old else ("new", "old")
        says = (
            f"{quoted(alone.choice.text)} on {quoted(alone.question.text)}: the {file} file has it, the {other} has not"
        )
        amount = self.crowd.amount(alone.sheets)
        return ToldAlone(alone.id, says, amount, may_lower(self.both, alone), names(self.entries, alone))

    def offer(self, offer: Offer) -> ToldOffer:
        kind = "guide" if isinstance(offer.extra, GuideOffer) else "note"
        return ToldOffer(kind, offer.extra.id, self.crowd.amount(offer.gained), self.crowd.amount(offer.lost))

    def case(self, case: Case) -> ToldCase:
        ranks = [outcome.id for outcome in self.both.outcomes]
        return ToldCase(
            sentence=case.vignette.sentence,
            where=f"{case.vignette.file}, line {case.vignette.line}",
            old_name=case.old.name,
            new_name=case.new.name,
            lowers=ranks.index(case.new.id) < ranks.index(case.old.id),
            expected=case.vignette.allowed,
            agrees=case.new.id in case.vignette.allowed,
        )


def _idle(old: RuleSet, new: RuleSet, found: tuple[ToldMove, ...]) -> tuple[str, ...]:
    """Entries of ``accepts:`` that were written for this change and name a lowering that it does not have."""
    lowered = {(move.old, move.new) for move in found if move.lowers}
    texts = [entry.lowered for entry in written_for_this(old, new)]
    read = [(text, lowering(text)) for text in texts]
    return tuple(text for text, entry in read if entry is None or (entry.old, entry.new) not in lowered)
