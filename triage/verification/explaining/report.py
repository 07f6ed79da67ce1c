"""Explanations as text, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.verification.encode import Encoded
from triage.verification.explaining import telling
from triage.verification.explaining.misses import Miss
from triage.verification.explaining.parts import GroupExplained, GuaranteeExplained, OutcomeExplained
from triage.verification.explaining.people import PersonExplained
from triage.verification.explaining.questions import ChoiceExplained, ChoiceInShort, QuestionExplained
from triage.verification.explaining.rules import RuleExplained
from triage.verification.words import cause, choice_texts, quoted

Explained = (
    RuleExplained
    | QuestionExplained
    | ChoiceExplained
    | OutcomeExplained
    | GroupExplained
    | GuaranteeExplained
    | PersonExplained
)
"""Everything that can be explained."""


def explained_lines(encoded: Encoded, found: Explained) -> Iterator[str]:
    """An explanation as text, in the words of the form."""
    match found:
        case RuleExplained():
            return _rule(encoded, found)
        case QuestionExplained():
            return _question(encoded, found)
        case ChoiceExplained():
            return _choice(encoded, found)
        case OutcomeExplained():
            return _outcome(encoded, found)
        case GroupExplained():
            return _group(encoded, found)
        case GuaranteeExplained():
            return _guarantee(encoded, found)
        case PersonExplained():
            return _person(encoded, found)


def _rule(encoded: Encoded, found: RuleExplained) -> Iterator[str]:
    if found.rule is not None:
        yield f"Rule '{found.id}' gives {quoted(found.outcome.name)} when"
        yield from telling.criterion(found.when)
        yield f"Because: {found.because}"
    yield from telling.decision(found.decision)
    yield from telling.sources(found.sources)
    yield from telling.hanging(encoded, f"This {'rule' if found.rule else 'choice'} alone decides", found.alone)
    overlaps = [
        f"{cause(overlap.firing)} gives {quoted(overlap.outcome.name)}, on {overlap.sheets:,} of its sheets"
        for overlap in found.overlaps
    ]
    yield from telling.section("What gives as much or more on some of its sheets, by some same question", overlaps)
    yield from telling.touching(found.guarantees)
    yield from telling.vignettes(found.vignettes)


def _question(encoded: Encoded, found: QuestionExplained) -> Iterator[str]:
    yield f"Question '{found.question.id}' on page {found.page}, {quoted(found.page_title)}"
    yield found.question.text
    if found.question.why_we_ask:
        yield f"Why we ask: {found.question.why_we_ask}"
    yield from telling.section("Its choices", [_in_short(short) for short in found.choices])
    if found.asked_when:
        yield f"Asked on {found.applies:,} of {found.alone.of:,} answer sheets, when"
        yield from telling.criterion(found.asked_when)
    yield from telling.decision(found.decision)
    yield from telling.sources(found.sources)
    yield from telling.hanging(
        encoded, "By its choices and the rules that look at it, this question alone decides", found.alone
    )
    yield from telling.naming(encoded.ruleset, found.named_by)
    yield from telling.section(
        "Accepted as broken for it", [f"{waiver.property}: {waiver.because}" for waiver in found.waivers]
    )
    yield from telling.vignettes(found.vignettes)


def _in_short(short: ChoiceInShort) -> str:
    does = f"gives {quoted(short.outcome.name)}" if short.outcome else "raises nothing by itself"
    why = f": {short.choice.raises_nothing}" if short.choice.raises_nothing else ""
    calm = ", the reassuring answer" if short.is_reassuring else ""
    rules = f"; counts for {', '.join(short.rules)}" if short.rules else ""
    return f"{quoted(short.choice.text)} ({short.choice.id}){calm} {does}{why}{rules}"


def _choice(encoded: Encoded, found: ChoiceExplained) -> Iterator[str]:
    yield f"Choice {quoted(found.choice.text)} on {quoted(found.question.text)}"
    if found.outcome:
        yield f"By itself it gives {quoted(found.outcome.name)}."
    elif found.is_reassuring:
        yield "It raises nothing: it is the reassuring answer."
    else:
        yield f"By itself it raises nothing. {found.choice.raises_nothing or ''}".rstrip()
    if found.alone:
        yield from _rule(encoded, found.alone)
        yield from telling.naming(encoded.ruleset, replace(found.named_by, guarantees=()))
    else:
        yield from telling.decision(found.decision)
        yield from telling.naming(encoded.ruleset, found.named_by)


def _outcome(encoded: Encoded, found: OutcomeExplained) -> Iterator[str]:
    yield f"Outcome '{found.outcome.id}', {quoted(found.outcome.name)}: {found.outcome.means}"
    yield f"{found.sheets:,} of {found.of:,} answer sheets get it. {telling.NO_SHARE}"
    yield from telling.person(encoded, "The nearest of them", found.example)
    if not found.given_by:
        yield "Nothing gives it: it is what remains when none of the red flags holds."
    yield from telling.section("What gives it", [f"{firing.id}: {cause(firing)}" for firing in found.given_by])
    yield from telling.section("Guarantees that name it", [telling.promise(g) for g in found.guarantees])
    yield from telling.section("Notes that it may show", [f"{note.id}: {note.text}" for note in found.notes])
    yield from telling.section("Guides that it may offer", [guide.id for guide in found.guides])


def _group(encoded: Encoded, found: GroupExplained) -> Iterator[str]:
    yield f"Group '{found.id}' holds, on {found.holds:,} of {found.alone.of:,} answer sheets, when"
    yield from telling.criterion(found.when)
    yield from telling.person(encoded, "The nearest of them", found.example)
    yield from telling.naming(encoded.ruleset, found.named_by)
    if found.named_by.rules:
        yield from telling.hanging(encoded, "The rules that look at it alone decide", found.alone)
    yield from telling.vignettes(found.vignettes)


def _guarantee(encoded: Encoded, found: GuaranteeExplained) -> Iterator[str]:
    guarantee = found.guarantee
    yield f"Guarantee '{guarantee.id}': {guarantee.says}"
    if guarantee.whenever is None:
        yield "It is about journeys that are not finished. To prove it: triage prove"
        return
    for word, bound in (("at least", guarantee.at_least), ("at most", guarantee.at_most), ("just", guarantee.exactly)):
        if bound:
            yield f"The outcome is {word} {quoted(encoded.ruleset.outcome_by_id[bound].name)} whenever"
    yield from telling.criterion(found.whenever)
    yield f"It is about {found.about:,} answer sheets, and {'is broken' if found.broken_by else 'holds on each'}."
    yield from telling.person(encoded, "The nearest that breaks it", found.broken_by)
    yield from telling.person(encoded, "The nearest that it is about", found.example)
    yield from telling.section("Any one of these away, it would break", [f"{f.id}: {cause(f)}" for f in found.rests_on])
    yield from telling.decision(found.decision)
    yield from telling.sources(found.sources)


def _person(encoded: Encoded, found: PersonExplained) -> Iterator[str]:
    yield f"Outcome: {quoted(found.outcome.name)}"
    names = [f"{cause(firing)} gives {quoted(encoded.ruleset.outcomes[firing.rank].name)}" for firing in found.fired]
    yield from telling.section("What fired, most urgent first", names)
    if not found.reason:
        yield "The reason: none of the red flags."
    reason = [f"{_text(encoded, id)} {_picked(encoded, id, found.answers[id])}" for id in found.reason]
    yield from telling.section("The smallest reason, whatever the other answers", reason)
    for moves, heading in (("up", "More urgent with one other answer"), ("down", "Less urgent with one other answer")):
        yield from telling.section(heading, [_miss(encoded, miss) for miss in found.misses if miss.moves == moves])


def _miss(encoded: Encoded, miss: Miss) -> str:
    before, after = _picked(encoded, miss.question, miss.before), _picked(encoded, miss.question, miss.after)
    outcome = quoted(encoded.ruleset.outcome_by_id[miss.outcome].name)
    opened = [quoted(_text(encoded, question)) for question in miss.opens]
    then = f", if these are then answered reassuringly: {'; '.join(opened)}" if opened else ""
    return f"{_text(encoded, miss.question)} {after} and not {before}: {outcome}{then}"


def _text(encoded: Encoded, question: str) -> str:
    return encoded.ruleset.question_by_id[question].text


def _picked(encoded: Encoded, question: str, picked: frozenset[str]) -> str:
    return choice_texts(encoded.ruleset.question_by_id[question], picked)
