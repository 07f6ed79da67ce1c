"""Questions as HTML, drawn by the templates' macro. What most pages need is drawn once, when the app is made.

Drawing three groups of radios is most of the work of a page, and nothing in it depends on the visitor but which one
is picked. So each question that takes one choice is drawn ahead with each choice picked, at each place on its page.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from triage.ruleset.model import Question, RuleSet
from triage.web.forms import name_of

NOTHING: frozenset[str] = frozenset()

_Key = tuple[str, int, bool, frozenset[str]]


class Drawing:
    """Draws the questions of one rule set.

    Args:
        environment: where the templates are.
        ruleset: whose questions are drawn ahead.
    """

    def __init__(self, environment: Environment, ruleset: RuleSet) -> None:
        self._macro = environment.get_template("components/question.html").module.question  # type: ignore[attr-defined]
        self._ahead: dict[_Key, Markup] = {
            (question.id, *key): self._draw(question, *key)
            for page in ruleset.pages
            for index, question in enumerate(page.questions)
            for key in _variants(question, index)
        }

    def question(
        self,
        question: Question,
        place: int,
        picked: frozenset[str],
        *,
        alone: bool,
        error: str | None = None,
        unsure: str | None = None,
    ) -> Markup:
        """A question as HTML.

        Args:
            question: which one.
            place: which on its page, from 1. Its first choice has the id ``question-{place}``.
            picked: ids of the choices that are picked.
            alone: whether its text is the page's heading.
            error: what is wrong with the answer.
            unsure: what to read before "not sure" is accepted.
        """
        if error is None and unsure is None:
            ready = self._ahead.get((question.id, place, alone, picked))
            if ready is not None:
                return ready
        return self._draw(question, place, alone, picked, error, unsure)

    def _draw(
        self,
        question: Question,
        place: int,
        alone: bool,
        picked: frozenset[str],
        error: str | None = None,
        unsure: str | None = None,
    ) -> Markup:
        return Markup(  # noqa: S704 - made by the macro, which escapes
            self._macro(
                question, name_of(question), picked, error=error, heading=alone, id=f"question-{place}", unsure=unsure
            )
        )


def _variants(question: Question, index: int) -> Iterator[tuple[int, bool, frozenset[str]]]:
    picks = [NOTHING]
    if question.choose == "one":
        picks += [frozenset({choice.id}) for choice in question.choices]
    for place in range(1, index + 2):
        for alone in (True, False) if place == 1 else (False,):
            yield from ((place, alone, picked) for picked in picks)
