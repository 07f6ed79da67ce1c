"""P6: skipping questions and ending early never change the outcome, and the form accepts exactly the sheets proved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import prod

from triage.engine.sheet import why_not
from triage.ruleset import mentions
from triage.ruleset.model import Question
from triage.verification.counting import at
from triage.verification.encode import Encoded
from triage.verification.nodes import ALWAYS, NEVER
from triage.verification.search import example, nearest
from triage.verification.skipping import Journeys
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import listed, quoted

MOST_CHOICES = 14
"""Up to how many choices the form is tried with every set of them; above that, with every set of up to FEW."""

FEW = 3


def same_as_asking_all(encoded: Encoded, journeys: Journeys) -> Verdict:
    """Compare the outcome of everybody's journey with that of their whole sheet, and the form with the sheets.

    From that, what a journey ends with is what every way to finish its answers ends with: the journey of each such
    whole sheet asks the same questions, since it looks at nothing but answers to what it asked.
    """
    found = [
        *_unread(encoded),
        *_form(encoded),
        *_asked_in_vain(encoded, journeys),
        *_other_outcome(encoded, journeys),
    ]
    return Verdict(
        "P6",
        "Skipping questions and ending early never change the outcome: a journey ends only when no missing answer can "
        "change it. The form accepts exactly the answer sheets that this proof is about.",
        tuple(found),
        notes=tuple(_guides(encoded, journeys)),
    )


def _unread(encoded: Encoded) -> Iterator[Failure]:
    """Questions whose answer is read where they do not apply."""
    support, without = encoded.diagrams.support, encoded.diagrams.without
    gated = [question for question in encoded.ruleset.questions if encoded.applies[question.id] != ALWAYS]
    for firing in encoded.firings:
        looking = support(firing.when)
        for question in gated:
            own = looking.intersection(encoded.slots.of[question.id])
            if own & (support(without(firing.when, encoded.applies[question.id])) if own else own):
                yield Failure(f"{firing.id} reads the answer to {quoted(question.text)} where it does not apply.")


def _form(encoded: Encoded) -> Iterator[Failure]:
    """Questions where the form's validator and the rows of slots do not correspond one to one."""
    for question in encoded.ruleset.questions:
        text = quoted(question.text)
        accepted = [picked for picked in _tried(question) if why_not(question, picked) is None]
        if any(_and_back(encoded, question, picked) != set(picked) for picked in accepted if len(picked) <= FEW):
            yield Failure(f"The form accepts answers to {text} that this proof is not about.")
        possible = prod(encoded.diagrams.sizes[slot] for slot in encoded.slots.of[question.id])
        if len(question.choices) <= MOST_CHOICES and len(accepted) != possible:
            yield Failure(
                f"The form accepts {len(accepted):,} answers to {text}, and this proof is about {possible:,}."
            )


def _tried(question: Question) -> Iterator[tuple[str, ...]]:
    ids = [choice.id for choice in question.choices]
    most = len(ids) if len(ids) <= MOST_CHOICES else FEW
    for size in range(most + 1):
        yield from combinations(ids, size)


def _and_back(encoded: Encoded, question: Question, picked: tuple[str, ...]) -> frozenset[str]:
    """The answer that the row of an answer stands for."""
    return encoded.slots.picked(question, dict(encoded.slots.values(question.id, frozenset(picked))))


def _asked_in_vain(encoded: Encoded, journeys: Journeys) -> Iterator[Failure]:
    """Questions that the journey asks of people to whom they do not apply."""
    for question in encoded.ruleset.questions:
        asked, applies = journeys.asked[question.id], encoded.applies[question.id]
        if not encoded.diagrams.implies(asked, applies):
            row = nearest(encoded, encoded.diagrams.without(asked, applies)) or {}
            says = f"The journey asks {quoted(question.text)} of somebody to whom it does not apply."
            yield Failure(says, None, (example(encoded, row),))


def _other_outcome(encoded: Encoded, journeys: Journeys) -> Iterator[Failure]:
    if journeys.levels == encoded.levels:
        return
    without, pairs = encoded.diagrams.without, list(zip(journeys.levels, encoded.levels, strict=True))
    differ = encoded.diagrams.any_of([without(*pair) for one, other in pairs for pair in ((one, other), (other, one))])
    row = nearest(encoded, differ) or {}
    yield Failure("The journey of somebody ends with another outcome than all their answers give.", None,
                  (example(encoded, row),))  # fmt: skip


def _guides(encoded: Encoded, journeys: Journeys) -> Iterator[str]:
    """Guides that somebody is not offered because the journey skips a question that they hang on."""
    for guide in encoded.ruleset.guides:
        if guide.when is None:
            continue
        rank = encoded.ruleset.rank[guide.up_to] + 1
        due = encoded.diagrams.without(encoded.criterion(guide.when), encoded.levels[rank])
        row = nearest(encoded, encoded.diagrams.without(due, journeys.told(guide.when, rank)))
        if row is not None:
            named = {leaf.question for leaf in mentions.picked(encoded.ruleset, [guide.when])}
            skipped = [name for name in named if at(encoded.diagrams, journeys.asked[name], row) == NEVER]
            texts = [quoted(question.text) for question in encoded.ruleset.questions if question.id in skipped]
            yield f"The guide '{guide.id}' is not offered to somebody whose journey skips {listed(texts)}."
