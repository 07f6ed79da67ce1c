"""What bears on a part of the rule set: what names it, what it rests on, and the promises and vignettes about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from triage.engine.sheet import satisfying
from triage.ruleset import mentions
from triage.ruleset.criteria import Criterion
from triage.ruleset.model import Decision, Guarantee, GuideOffer, Note, Question, Rule, RuleSet, Source
from triage.verification.counting import at
from triage.verification.encode import Encoded, Firing
from triage.verification.nodes import NEVER
from triage.verification.search import silent_row
from triage.verification.slots import Sheet
from triage.verification.vignettes import Vignette

Names = Callable[[Criterion], bool]
"""Whether a criterion names some part, itself or through a group."""


@dataclass(frozen=True)
class Cited:
    """A source with its id. Its ``status`` says whether anybody has seen it: verified, secondary or memory."""

    id: str
    source: Source


@dataclass(frozen=True)
class NamedBy:
    """What names a part of the rule set, itself or through a group, each in the order of the file.

    Attributes:
        rules: rules with it in their ``when``.
        groups: ids of groups.
        questions: questions that are asked only when it holds, maybe with more.
        guarantees: guarantees with it in their ``whenever``.
        notes: notes that are shown with it.
        guides: guides that are offered with it.
    """

    rules: tuple[Rule, ...]
    groups: tuple[str, ...]
    questions: tuple[Question, ...]
    guarantees: tuple[Guarantee, ...]
    notes: tuple[Note, ...]
    guides: tuple[GuideOffer, ...]


@dataclass(frozen=True)
class Touched:
    """A guarantee that is about some of the same people as a choice or rule.

    Attributes:
        guarantee: the guarantee.
        rests: whether it would no longer hold without the choice or rule.
    """

    guarantee: Guarantee
    rests: bool


@dataclass(frozen=True)
class Resting:
    """The vignettes that rest on some choices and rules.

    Attributes:
        decisive: those whose outcome would be less urgent without them.
        near_misses: those written to show that one of them does not fire, though little is missing.
    """

    decisive: tuple[Vignette, ...]
    near_misses: tuple[Vignette, ...]


def cited(ruleset: RuleSet, sources: Iterable[str]) -> tuple[Cited, ...]:
    """Sources with their entries in the bibliography."""
    return tuple(Cited(source, ruleset.bibliography[source]) for source in sources)


def decision_of(ruleset: RuleSet, decision: str | None) -> Decision | None:
    """The decision of an id, if there is one."""
    return next((known for known in ruleset.decisions if known.id == decision), None)


def names_question(ruleset: RuleSet, question: str) -> Names:
    """Whether a criterion tests a question."""
    return lambda criterion: question in questions_in(ruleset, criterion)


def names_choice(ruleset: RuleSet, question: str, choice: str) -> Names:
    """Whether a criterion is one that a choice satisfies somewhere."""
    asked = ruleset.question_by_id[question]
    return lambda criterion: any(
        leaf.question == question and choice in satisfying(asked, leaf.choices)
        for leaf in mentions.picked(ruleset, [criterion])
    )


def names_group(ruleset: RuleSet, group: str) -> Names:
    """Whether a criterion names a group, or one that names it."""
    return lambda criterion: group in _groups_in(ruleset, criterion)


def questions_in(ruleset: RuleSet, criterion: Criterion) -> set[str]:
    """The ids of the questions that a criterion tests, itself or through groups."""
    return {leaf.question for leaf in mentions.picked(ruleset, [criterion])}


def _groups_in(ruleset: RuleSet, criterion: Criterion) -> set[str]:
    own = {group for _, group in mentions.groups(criterion, ())}
    return own.union(*(_groups_in(ruleset, ruleset.groups[group]) for group in own))


def named_by(ruleset: RuleSet, names: Names) -> NamedBy:
    """What names a part of the rule set."""
    return NamedBy(
        rules=tuple(rule for rule in ruleset.rules if names(rule.when)),
        groups=tuple(group for group, criterion in ruleset.groups.items() if names(criterion)),
        questions=tuple(question for question in ruleset.questions if question.ask_when and names(question.ask_when)),
        guarantees=tuple(g for g in ruleset.guarantees if g.whenever and names(g.whenever)),
        notes=tuple(note for note in ruleset.notes if names(note.when)),
        guides=tuple(guide for guide in ruleset.guides if guide.when and names(guide.when)),
    )


def touched(encoded: Encoded, own: Firing, decided: int) -> Iterator[Touched]:
    """The guarantees that look at some of the same questions as a choice or rule, and hold of some of its people.

    Args:
        encoded: the rule set.
        own: the choice or rule.
        decided: where it decides by itself.
    """
    ruleset = encoded.ruleset
    looked_at = questions_in(ruleset, own.criterion)
    for guarantee in ruleset.guarantees:
        if guarantee.whenever is None or looked_at.isdisjoint(questions_in(ruleset, guarantee.whenever)):
            continue
        whenever = encoded.criterion(guarantee.whenever)
        if encoded.diagrams.both(own.when, whenever) != NEVER:
            yield Touched(guarantee, rests_on(encoded, guarantee, own, decided))


def rests_on(encoded: Encoded, guarantee: Guarantee, own: Firing, decided: int) -> bool:
    """Whether a guarantee would no longer hold without a choice or rule, which decides by itself where ``decided``."""
    least = guarantee.at_least or guarantee.exactly
    if guarantee.whenever is None or least is None or not 0 < encoded.ruleset.rank[least] <= own.rank:
        return False
    enough = [f for f in encoded.firings if f is not own and f.rank >= encoded.ruleset.rank[least]]
    hangs = encoded.diagrams.both(decided, encoded.criterion(guarantee.whenever))
    row, _ = silent_row(encoded, hangs, enough)
    return row is not None


def resting(encoded: Encoded, vignettes: Iterable[Vignette], own: Collection[Firing], decided: int) -> Resting:
    """The vignettes that rest on choices and rules, which decide by themselves where ``decided``."""
    ids, known = {firing.id for firing in own}, tuple(vignettes)
    fires = encoded.diagrams.any_of([firing.when for firing in own])

    def decides(vignette: Vignette) -> bool:
        """Looks first whether one fires at all, which takes a glance."""
        sheet = Sheet(encoded.slots, vignette.answers)
        return bool(at(encoded.diagrams, fires, sheet) and at(encoded.diagrams, decided, sheet))

    return Resting(
        decisive=tuple(vignette for vignette in known if decides(vignette)),
        near_misses=tuple(vignette for vignette in known if vignette.not_because in ids),
    )
