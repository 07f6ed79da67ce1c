"""One WTForms class for each page of the rule set. They read what was submitted; our own macros draw the pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form
from wtforms.validators import StopValidation

from triage.engine.sheet import Answers, why_not
from triage.ruleset.model import Page, Question


def name_of(question: Question) -> str:
    """The question's name in forms. Without the prefix, one called "validate" would replace the form's own method."""
    return f"q_{question.id}"


def complaint(question: Question, picked: Collection[str], gettext: Callable[[str], str]) -> Markup | None:
    """What the person can put right about these choices, in words for them, or ``None`` if they are an answer."""
    if not why_not(question, picked):
        return None
    none = question.choice_by_id[question.none].text if question.none else None
    return Markup(_complaint(question, picked, gettext)) % {"question": question.label, "none": none}  # noqa: S704


def _complaint(question: Question, picked: Collection[str], gettext: Callable[[str], str]) -> str:
    if question.choose == "one":
        return gettext("%(question)s: choose one answer")
    if picked:
        return gettext("%(question)s: you ticked %(none)s and something else. Choose one")
    if question.none:
        return gettext("%(question)s: tick at least one. If none apply, tick %(none)s")
    return gettext("%(question)s: tick at least one")


class PicksField(Field):
    """The choices picked for one question. An unknown choice makes it unanswered; so do two where one may be picked.

    Attributes:
        data: the choice ids picked, none of them unknown.
    """

    data: frozenset[str]

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__(question.text, [self._is_answer], **kwargs)
        self.question = question

    def process_data(self, value: object) -> None:  # noqa: ARG002 - WTForms' signature
        """Nothing is picked to begin with."""
        self.data = frozenset()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was submitted."""
        picked = frozenset(valuelist)
        known = picked <= self.question.choice_by_id.keys()
        several = self.question.choose == "one" and len(picked) > 1
        self.data = picked if known and not several else frozenset()

    def _is_answer(self, form: object, field: object) -> None:  # noqa: ARG002 - WTForms' signature
        problem = why_not(self.question, self.data)
        if problem:
            raise StopValidation(problem)


def form_class(page: Page) -> type[Form]:
    """The form of a page, with a field for each of its questions."""
    return type("PageForm", (Form,), {name_of(question): PicksField(question) for question in page.questions})


@dataclass(frozen=True)
class Submitted:
    """What was submitted for the questions that a page asks.

    Attributes:
        picks: every known choice that was picked, so that nothing has to be picked again.
        accepted: the picks that are answers.
    """

    picks: Answers
    accepted: Answers


def read(form_type: type[Form], asked: Iterable[Question], submitted: MultiDict[str, str]) -> Submitted:
    """Read a submitted page. Fields that the page does not ask about now are ignored."""
    form = form_type(submitted)
    names = {name_of(question): question.id for question in asked}
    for name in [field.name for field in form if field.name not in names]:
        del form[name]
    form.validate()
    return Submitted(
        picks={names[field.name]: field.data for field in form if field.data},
        accepted={names[field.name]: field.data for field in form if not field.errors},
    )
