"""What the print-out, and its copy as text, tells a clinician: every answer in their terms, sorted by what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from triage.engine.assess import Assessment
from triage.engine.sheet import Answers
from triage.ruleset.model import NOT_SURE, Choice, Question, RuleSet


@dataclass(frozen=True)
class Printout:
    """Answers for a clinician, each a few words.

    Attributes:
        yes: signs that the person reports.
        not_sure: what the person was not sure about.
        no: signs that the person says they do not have.
        other: what else the person told, such as their age.
        not_asked: questions that did not apply, or could no longer matter; none in the words of the form.
        because: ids of the choices and rules that led to the outcome; none in the words of the form.
    """

    yes: tuple[str, ...]
    not_sure: tuple[str, ...]
    no: tuple[str, ...]
    other: tuple[str, ...]
    not_asked: tuple[str, ...]
    because: tuple[str, ...]

    def under(self, gettext: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The parts under their headings, in the order in which a clinician reads them."""
        return (
            (gettext("Yes"), self.yes),
            (gettext("Not sure"), self.not_sure),
            (gettext("No"), self.no),
            (gettext("Other answers"), self.other),
            (gettext("Not asked"), self.not_asked),
            (gettext("Why this advice"), self.because),
        )


def printout(ruleset: RuleSet, assessment: Assessment, *, as_told: bool = False) -> Printout:
    """Sort the answers of an assessment for a clinician.

    Args:
        ruleset: whose words to use.
        assessment: whose answers.
        as_told: in the words of the form, and not in clinicians' terms, which there are in English only.
    """
    sorted_by: dict[str, list[str]] = {"yes": [], "not_sure": [], "no": [], "other": []}
    for question in ruleset.questions:
        for kind, term, told in _entries(question, assessment.answers):
            sorted_by[kind].append(told if as_told else term)
    return Printout(
        **{kind: tuple(texts) for kind, texts in sorted_by.items()},
        not_asked=() if as_told else tuple(q.label for q in ruleset.questions if q.id not in assessment.answers),
        because=() if as_told else assessment.because,
    )


def _entries(question: Question, answers: Answers) -> list[tuple[str, str, str]]:
    picked = answers.get(question.id, frozenset())
    return [_entry(question, choice) for choice in question.choices if choice.id in picked]


def _entry(question: Question, choice: Choice) -> tuple[str, str, str]:
    """What kind of answer it is, the clinician's term, and what the person was asked and told."""
    told = Markup("{}: {}").format(question.label, choice.text)
    if question.is_context:
        return "other", told, told
    if choice.id == question.opt_out:
        return "other", choice.clinical or told, told
    if choice.id in (question.reassuring, question.none):
        return "no", question.clinical or question.label, question.label
    if choice.id == NOT_SURE:
        return "not_sure", choice.clinical or question.label, question.label
    if choice.outcome or choice.clinical:
        return "yes", choice.clinical or told, told
    return "other", told, told
