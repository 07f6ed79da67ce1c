"""What a group, an outcome and a guarantee are for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.ruleset.model import Decision, Guarantee, GuideOffer, Note, Outcome
from triage.verification.encode import Encoded, Firing
from triage.verification.explaining.alone import Alone, alone, where_alone
from triage.verification.explaining.bearing import (
    Cited,
    NamedBy,
    Resting,
    cited,
    decision_of,
    named_by,
    names_group,
    questions_in,
    resting,
    rests_on,
)
from triage.verification.explaining.criterion_words import Line, criterion_lines
from triage.verification.nodes import NEVER
from triage.verification.properties.promises import outside
from triage.verification.search import example, nearest
from triage.verification.verdict import Example
from triage.verification.vignettes import Vignette


@dataclass(frozen=True)
class GroupExplained:
    """What a group means and what it is used for.

    Attributes:
        id: its name.
        when: when it holds, in the words of the form.
        holds: on how many answer sheets it holds.
        example: the nearest sheet on which it holds, or ``None``.
        named_by: what names it.
        alone: what hangs on the rules that name it.
        vignettes: those that rest on these rules.
    """

    id: str
    when: tuple[Line, ...]
    holds: int
    example: Example | None
    named_by: NamedBy
    alone: Alone
    vignettes: Resting


@dataclass(frozen=True)
class OutcomeExplained:
    """Who gets an outcome, and what else is said of it.

    Attributes:
        outcome: the outcome.
        sheets: how many answer sheets get it.
        of: how many there are.
        example: the nearest sheet that gets it, or ``None``.
        given_by: the choices and rules that give it.
        guarantees: those that promise it, or more, or less.
        notes: the notes that it may show.
        guides: the guides that it may offer.
    """

    outcome: Outcome
    sheets: int
    of: int
    example: Example | None
    given_by: tuple[Firing, ...]
    guarantees: tuple[Guarantee, ...]
    notes: tuple[Note, ...]
    guides: tuple[GuideOffer, ...]


@dataclass(frozen=True)
class GuaranteeExplained:
    """What a guarantee promises, of whom, and what it rests on.

    Attributes:
        guarantee: the guarantee.
        whenever: of whom, in the words of the form; empty when it is about unfinished journeys.
        about: how many answer sheets it is about.
        example: the nearest sheet that it is about, or ``None``.
        broken_by: the nearest sheet that breaks it, or ``None`` if there is none: then it holds for every one. That
            of an unfinished journey is not looked at here but by ``triage prove``.
        rests_on: choices and rules without any one of which it would no longer hold.
        sources: what it rests on.
        decision: the open point that it belongs to, if it does.
    """

    guarantee: Guarantee
    whenever: tuple[Line, ...]
    about: int
    example: Example | None
    broken_by: Example | None
    rests_on: tuple[Firing, ...]
    sources: tuple[Cited, ...]
    decision: Decision | None


def explain_group(encoded: Encoded, vignettes: Iterable[Vignette], group_id: str) -> GroupExplained:
    """Explain a group.

    Raises:
        KeyError: there is no such group.
    """
    ruleset = encoded.ruleset
    criterion = ruleset.groups[group_id]
    named = named_by(ruleset, names_group(ruleset, group_id))
    own = [firing for firing in encoded.firings if firing.cause in named.rules]
    decided, meant = where_alone(encoded, own), encoded.criterion(criterion)
    return GroupExplained(
        id=group_id,
        when=criterion_lines(ruleset, criterion),
        holds=encoded.count.where(meant),
        example=_nearest(encoded, meant),
        named_by=named,
        alone=alone(encoded, own, decided),
        vignettes=resting(encoded, vignettes, own, decided),
    )


def explain_outcome(encoded: Encoded, outcome_id: str) -> OutcomeExplained:
    """Explain an outcome.

    Raises:
        KeyError: there is no such outcome.
    """
    ruleset = encoded.ruleset
    rank = ruleset.rank[outcome_id]
    told = encoded.exactly(rank)
    return OutcomeExplained(
        outcome=ruleset.outcome_by_id[outcome_id],
        sheets=encoded.count.where(told),
        of=encoded.count.where(encoded.sheets),
        example=_nearest(encoded, told),
        given_by=tuple(firing for firing in encoded.firings if firing.rank == rank),
        guarantees=tuple(g for g in ruleset.guarantees if outcome_id in (g.at_least, g.at_most, g.exactly)),
        notes=tuple(note for note in ruleset.notes if outcome_id in note.outcomes),
        guides=tuple(guide for guide in ruleset.guides if rank <= ruleset.rank[guide.up_to]),
    )


def explain_guarantee(encoded: Encoded, guarantee_id: str) -> GuaranteeExplained:
    """Explain a guarantee, and look for the nearest sheet that breaks it.

    Raises:
        StopIteration: there is no such guarantee.
    """
    ruleset = encoded.ruleset
    guarantee = next(known for known in ruleset.guarantees if known.id == guarantee_id)
    whenever = NEVER if guarantee.whenever is None else encoded.criterion(guarantee.whenever)
    broken = outside(encoded, whenever, guarantee)
    return GuaranteeExplained(
        guarantee=guarantee,
        whenever=criterion_lines(ruleset, guarantee.whenever) if guarantee.whenever else (),
        about=encoded.count.where(whenever),
        example=_nearest(encoded, whenever),
        broken_by=example(encoded, broken) if broken is not None else None,
        rests_on=tuple(f for f in _looking_alike(encoded, guarantee) if _rests(encoded, guarantee, f)),
        sources=cited(ruleset, guarantee.sources),
        decision=decision_of(ruleset, guarantee.decision),
    )


def _looking_alike(encoded: Encoded, guarantee: Guarantee) -> list[Firing]:
    """What looks at some same question as a guarantee."""
    if guarantee.whenever is None:
        return []
    looked_at = questions_in(encoded.ruleset, guarantee.whenever)
    return [f for f in encoded.firings if looked_at & questions_in(encoded.ruleset, f.criterion)]


def _rests(encoded: Encoded, guarantee: Guarantee, firing: Firing) -> bool:
    return rests_on(encoded, guarantee, firing, encoded.alone(firing))


def _nearest(encoded: Encoded, criterion: int) -> Example | None:
    row = nearest(encoded, criterion)
    return None if row is None else example(encoded, row)
