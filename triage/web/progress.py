"""How far along a visitor is: an honest "Page 3 of up to 9", and where they go on."""

from __future__ import annotations

from triage.engine.compiled import CompiledRuleSet
from triage.engine.journey import Journey, can_matter
from triage.web.site import Site


def pages_up_to(compiled: CompiledRuleSet, trip: Journey, page: int) -> tuple[int, int]:
    """Which page of the visitor's own this is, and the most pages they can still be asked, these included.

    Only answers to earlier pages count, so that the figures stay the same when the visitor comes back to the page.

    Args:
        compiled: the rule set.
        trip: the visitor's journey.
        page: index of a page that the journey asks.
    """
    number = sum(1 for asked in trip.asked if asked <= page)
    certain, possible, rank = _known_before(compiled, trip, page)
    later = sum(
        1
        for index in range(page + 1, len(compiled.ruleset.pages))
        if _may_ask(compiled, index, certain, possible, rank)
    )
    return number, number + later


def where_next(made: Site, trip: Journey) -> str:
    """The address where a journey goes on. The most urgent outcome needs no check of the answers first."""
    if trip.next_page is not None:
        return f"/check/{trip.next_page + 1}"
    return "/result" if trip.so_far.id == made.most_urgent else "/check/answers"


def _known_before(compiled: CompiledRuleSet, trip: Journey, page: int) -> tuple[int, int, int]:
    page_of = compiled.ruleset.page_of
    earlier = {question: picked for question, picked in trip.answers.items() if page_of[question] < page}
    certain = compiled.layout.pack(earlier)
    return certain, compiled.possible(certain, sum(compiled.page_bits[:page])), compiled.rank(certain)


def _may_ask(compiled: CompiledRuleSet, page: int, certain: int, possible: int, rank: int) -> bool:
    return any(
        possible & compiled.layout.all_of[question.id] and can_matter(compiled, question.id, certain, possible, rank)
        for question in compiled.ruleset.pages[page].questions
    )
