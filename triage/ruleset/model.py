"""The rule set: frozen data that refuses to be built wrong. What each key means is said here and nowhere else.

Built only from checked data: :func:`triage.ruleset.load.load_ruleset` for files, ``RuleSet.model_validate`` for
plain data. The docstrings below become the help that editors show while a clinician types.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from triage.ruleset import integrity
from triage.ruleset.criteria import NOT_SURE as NOT_SURE
from triage.ruleset.fields import (
    CriterionField,
    DateField,
    DecisionId,
    KebabId,
    PlaceId,
    SnakeId,
    Text,
)


class Part(BaseModel):
    """A piece of the rule set: frozen, and strict about keys and kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    def changed(self, **values: object) -> Self:
        """A copy with other values, unchecked. Unlike ``model_copy`` it keeps nothing that was worked out from the old.

        Args:
            values: name of a key → its value in the copy.
        """
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return cast(Self, type(self).model_construct(**{**kept, **values}))


class Outcome(Part):
    """A level of care and by when. The list runs from least to most urgent."""

    id: SnakeId
    name: Text = Field(description="Two or three words for tables, and said before the heading to screen readers.")
    heading: Text = Field(
        description="Verb, place or number, and time. Under 10 words. May use {emergency_number}, "
        "{hospital}, {doctor} and {closed}, filled from the place."
    )
    means: Text = Field(description="For clinicians: when this outcome is meant.")
    told: Text = Field(description="What the answers mean for action, never for cause.")
    steps: tuple[Text, ...] = Field(default=(), description="What to do, in order.")
    if_you_cant: tuple[Text, ...] = Field(default=(), description="What to do when the first way is closed or full.")
    say: Text | None = Field(default=None, description="Last sentence of what to say to the service.")
    watch_heading: Text | None = Field(
        default=None, description="Heads this outcome's safety net on less urgent results, ends with 'if:'."
    )
    watch: tuple[SnakeId, ...] = Field(default=(), description="Which safety nets this result shows, in order.")


class Choice(Part):
    """One thing that can be picked."""

    id: SnakeId
    text: Text
    outcome: SnakeId | None = Field(default=None, description="The outcome that this choice means by itself.")
    you_said: Text | None = Field(default=None, description="How a result repeats it, after 'You told us:'.")
    i_say: Text | None = Field(default=None, description="The sentence with which the person can tell a service.")
    clinical: Text | None = Field(
        default=None, description="The clinician's term on the print-out: a sign, no disease."
    )
    raises_nothing: Text | None = Field(
        default=None, description="Why this choice of a red-flag question raises nothing by itself."
    )
    decision: DecisionId | None = None


class Question(Part):
    """What is asked, and what can be picked, listed from least to most worrying."""

    id: SnakeId
    label: Text = Field(description="Short name on check-answers and print-outs.")
    text: Text
    hint: Text | None = None
    why_we_ask: Text | None = Field(default=None, description="Shown with the question when it is private.")
    choose: Literal["one", "any"] = "one"
    none: SnakeId | None = Field(default=None, description="With 'choose: any', the choice that excludes all others.")
    order: Literal["worry", "none"] = Field(
        default="worry",
        description="'none' marks a context question: its choices have no order of worry, and 'not_sure' on it "
        "satisfies every criterion that names the question.",
    )
    reassuring: SnakeId | None = Field(
        default=None, description="The answer from which every other one may only raise the outcome."
    )
    opt_out: SnakeId | None = Field(
        default=None,
        description="The choice of somebody who would rather not say. It is no sign: it carries no outcome, and the "
        "print-out for clinicians lists it under the other answers.",
    )
    ask_when: CriterionField | None = Field(default=None, description="Looks only at questions of earlier pages.")
    if_not_sure: Text | None = Field(default=None, description="Shown once before 'not sure' is accepted.")
    clinical: Text | None = Field(default=None, description="The clinician's term when the answer is no.")
    choices: tuple[Choice, ...] = Field(min_length=2)
    sources: tuple[KebabId, ...] = ()
    decision: DecisionId | None = None

    @cached_property
    def choice_by_id(self) -> dict[str, Choice]:
        """The choices by id."""
        return {choice.id: choice for choice in self.choices}

    @cached_property
    def single_answers(self) -> dict[str, frozenset[str]]:
        """Choice id → the answer of that choice alone: one object for all who give it, which is quicker to look up."""
        return {choice.id: frozenset([choice.id]) for choice in self.choices}

    @property
    def is_red_flag(self) -> bool:
        """Whether a choice carries an outcome by itself."""
        return any(choice.outcome for choice in self.choices)

    @property
    def is_context(self) -> bool:
        """Whether the choices have no order of worry (age, duration, pregnancy)."""
        return self.order == "none"

    @cached_property
    def shown_choices(self) -> tuple[Choice, ...]:
        """The choices in the order the page shows them: as listed, then the exclusive one, then ``not_sure``."""
        last = (self.none, NOT_SURE) if self.choose == "any" else (NOT_SURE,)
        return tuple(sorted(self.choices, key=lambda c: last.index(c.id) + 1 if c.id in last else 0))


class Page(Part):
    """Questions shown together."""

    id: SnakeId
    title: Text
    questions: tuple[Question, ...] = Field(min_length=1)


class Rule(Part):
    """A combination of answers that means an outcome."""

    id: KebabId
    outcome: SnakeId
    when: CriterionField
    because: Text = Field(description="For clinicians, in one sentence. Never shown to visitors.")
    sources: tuple[KebabId, ...]
    decision: DecisionId | None = None


class Guarantee(Part):
    """A universal statement: of every answer sheet where ``whenever`` holds, or of every unfinished journey.

    It makes exactly one promise: ``at_least``, ``at_most`` or ``exactly`` with ``whenever``, or ``unfinished``.
    """

    id: KebabId
    says: Text = Field(description="The statement in a sentence.")
    whenever: CriterionField | None = None
    at_least: SnakeId | None = None
    at_most: SnakeId | None = None
    exactly: SnakeId | None = None
    unfinished: Literal["no_outcome"] | None = None
    sources: tuple[KebabId, ...] = ()
    decision: DecisionId | None = None


class Waiver(Part):
    """A property that clinicians accept as broken for one question, with the reason."""

    property: Literal["P2", "P3", "P4", "P7", "P8"]
    question: SnakeId
    because: Text


class Accepted(Part):
    """A change from the version before that lowers somebody's outcome, accepted by name."""

    lowered: Text = Field(
        description="'outcome -> outcome: rule, question=choice': the outcome before, the one now, and all behind it, "
        "as triage diff names it. A rule may be gone from this file."
    )
    because: Text
    source: KebabId


class Decision(Part):
    """A point where the evidence gives no clear answer: what was chosen, and what else could be."""

    id: DecisionId
    question: Text
    choice_made: Text
    alternatives: Text
    effect: Text
    unmarked: Text | None = Field(
        default=None, description="Why no part of the file carries 'decision: ...' with this id, if none does."
    )


class Note(Part):
    """A sentence added to what a result tells people when its criterion holds, such as which service to call."""

    id: KebabId
    when: CriterionField
    outcomes: tuple[SnakeId, ...] = Field(min_length=1, description="The results on which it is shown.")
    text: Text


class GuideOffer(Part):
    """A guide, and when it is offered on a result."""

    id: KebabId
    up_to: SnakeId = Field(description="The most urgent outcome that still offers it.")
    when: CriterionField | None = Field(default=None, description="Without it, everybody at that outcome.")
    reason: Text = Field(description="Why it is offered, in words for the visitor.")


class CrisisContact(Part):
    """Somebody to talk to for a person in distress."""

    name: Text
    number: Text
    note: Text | None = None


class Place(Part):
    """The numbers and words of a country. Never guessed from an address or a browser's language."""

    id: PlaceId
    name: Text
    emergency_number: Text
    emergency_note: Text | None = None
    advice_name: Text | None = Field(default=None, description="A public line for urgent advice, where there is one.")
    advice_number: Text | None = None
    closed: Text = Field(description="What to do when the doctor is closed or full, as 'call 111'.")
    doctor: Text = Field(description="Who to see, as in 'See ... within 2 weeks': 'a GP or physio'.")
    your_doctor: Text = Field(description="Who to call, as in 'Call ...': 'your GP'.")
    hospital: Text = Field(description="Where to go, as in 'go to ...': 'A&E'.")
    text_relay: Text
    crisis: tuple[CrisisContact, ...]
    source: Text
    status: Literal["verified", "secondary", "not_checked"]
    checked_on: DateField | None = Field(default=None, description="When somebody last checked it; absent: never.")


class Source(Part):
    """One entry of the bibliography."""

    cite: Text
    status: Literal["verified", "secondary", "memory"] = Field(
        description="verified: seen in public material; secondary: seen on a secondary page; memory: not checked."
    )
    url: Text | None = None


class Review(Part):
    """Who signed which contents. Absent until a clinician has."""

    role: Text
    registration_body: Text
    date: DateField
    next_review: DateField
    fingerprint: Text


class RuleSet(Part):
    """Everything in ``rules.yaml``, one version."""

    version: Text
    intended_use: Text
    review: Review | None = None
    outcomes: tuple[Outcome, ...] = Field(min_length=2)
    pages: tuple[Page, ...] = Field(min_length=1)
    groups: dict[SnakeId, CriterionField] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    accepts: tuple[Accepted, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    guides: tuple[GuideOffer, ...] = ()
    safety_net: dict[SnakeId, tuple[Text, ...]] = Field(default_factory=dict)
    places: tuple[Place, ...] = Field(min_length=1)
    bibliography: dict[KebabId, Source] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _holds_together(self, info: ValidationInfo) -> Self:
        """Refuse references to what does not exist, or hand the problems to the collector that ``check`` passes."""
        found = tuple(integrity.problems(self))
        if found and info.context is None:
            raise PydanticCustomError("broken-rule-set", "{text}", {"text": "; ".join(map(str, found))})
        if info.context is not None:
            info.context["problems"].extend(found)
        return self

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in page order."""
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def page_of(self) -> dict[str, int]:
        """The index of the page, from 0, that each question id is on."""
        return {question.id: index for index, page in enumerate(self.pages) for question in page.questions}

    @cached_property
    def outcome_by_id(self) -> dict[str, Outcome]:
        """The outcomes by id."""
        return {outcome.id: outcome for outcome in self.outcomes}

    @cached_property
    def rank(self) -> dict[str, int]:
        """How urgent each outcome is: 0 for the least urgent, one more for each after it."""
        return {outcome.id: rank for rank, outcome in enumerate(self.outcomes)}

    @cached_property
    def place_by_id(self) -> dict[str, Place]:
        """The places by id."""
        return {place.id: place for place in self.places}
