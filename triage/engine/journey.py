"""The journey, replayed from the answers: pages done, the next page, and what can still matter. Nothing is stored.

A page asks a question if it applies and its answer can still change the outcome. Both are read from the answers to
earlier pages only, so that going back, changing an answer and forging an address are one case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.engine.assess import Assessment, assessment_of
from triage.engine.compiled import CompiledRuleSet
from triage.engine.sheet import Answers
from triage.ruleset.model import Outcome, Question


@dataclass(frozen=True)
class Journey:
    """Where a person stands.

    Attributes:
        asked: page index, from 0 → the questions that this page asks, for the pages done and the next one.
        next_page: the index of the first page with a question left to answer, or ``None`` when the journey is over.
        answers: the answers that count: given, and to a question that is asked. In page order.
        so_far: the outcome that the answers force already, whatever follows.
        assessment: the outcome and why, or ``None`` while the journey is not over.
    """

    asked: Mapping[int, tuple[Question, ...]]
    next_page: int | None
    answers: Answers
    so_far: Outcome
    assessment: Assessment | None

    def may_visit(self, page: int) -> bool:
        """Whether a page is done or next."""
        return page in self.asked

    def page_before(self, page: int) -> int | None:
        """The page that was asked before this one, or ``None`` if it is the first."""
        return max((done for done in self.asked if done < page), default=None)

    def page_after(self, page: int) -> int | None:
        """The page that is asked after this one, if that is known yet."""
        return min((asked for asked in self.asked if asked > page), default=None)


def journey(compiled: CompiledRuleSet, answers: Answers) -> Journey:
    """Replay the journey of a person with these answers, complete or not.

    The journey is over when no question is left whose answer can change the outcome. An answer that means the most
    urgent outcome ends it at once, even with other questions on its page unanswered.
    """
    asked: dict[int, tuple[Question, ...]] = {}
    counting: dict[str, frozenset[str]] = {}
    certain = settled = rank = 0
    worst = len(compiled.ruleset.outcomes) - 1
    for index in range(len(compiled.pages)):
        questions = asked_on(compiled, index, certain, settled, rank)
        settled |= compiled.page_bits[index]
        if not questions:
            continue
        asked[index] = questions
        given = {question.id: answers[question.id] for question in questions if question.id in answers}
        counting |= given
        certain |= compiled.layout.pack(given)
        rank = compiled.rank(certain)
        if rank < worst and len(given) < len(questions):
            return Journey(asked, index, counting, compiled.ruleset.outcomes[rank], None)
        if rank == worst:
            break
    assessment = assessment_of(compiled, certain, counting)
    return Journey(asked, None, counting, assessment.outcome, assessment)


def asked_on(compiled: CompiledRuleSet, page: int, certain: int, settled: int, rank: int) -> tuple[Question, ...]:
    """The questions of a page that apply and can still change the outcome.

    Args:
        compiled: the rule set.
        page: index of the page, from 0.
        certain: the packed answers to earlier pages.
        settled: the bits of all questions of earlier pages.
        rank: of the outcome that ``certain`` forces already.
    """
    possible = None
    asked = []
    for question, gate, worst_alone in compiled.pages[page]:
        if gate is not None and not gate(certain):
            continue
        if worst_alone <= rank:
            if possible is None:
                possible = compiled.possible(certain, settled)
            if not can_matter(compiled, question.id, certain, possible, rank):
                continue
        asked.append(question)
    return tuple(asked)


def can_matter(compiled: CompiledRuleSet, question: str, certain: int, possible: int, rank: int) -> bool:
    """Whether an answer to ``question`` can still raise the outcome above ``rank``.

    Never says no wrongly: it looks at each choice and rule above ``rank`` that is neither sure to fire nor sure not
    to, and at the questions that this one opens. It may say yes where a cleverer search would say no.

    Args:
        compiled: the rule set.
        question: id of a question that applies, or may, and has no answer.
        certain: the packed answers so far.
        possible: ``certain`` with every bit that may still be set.
        rank: of the outcome that ``certain`` forces already.
    """
    if compiled.worst_alone[question] > rank:
        return True
    bits = compiled.layout.all_of[question]
    for firing in compiled.mentioning[question]:
        if firing.rank <= rank:
            break
        if firing.node.open_bits(certain, possible) & bits:
            return True
    return any(
        compiled.ask_when[gated].open_bits(certain, possible) & bits
        and can_matter(compiled, gated, certain, possible, rank)
        for gated in compiled.gates[question]
    )
