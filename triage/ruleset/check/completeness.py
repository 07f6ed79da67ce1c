"""Whether each choice, question and rule carries the words and sources that its weight asks for."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset import mentions
from triage.ruleset.criteria import NOT_SURE, YamlPath
from triage.ruleset.model import Choice, Question, RuleSet
from triage.ruleset.problem import Problem


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every choice without the words to repeat it, every red flag or rule without a source, and their like."""
    deciding = _deciding_choices(ruleset)
    for path, question in mentions.questions(ruleset):
        for at, choice in mentions.choices(path, question):
            if choice.outcome or (question.id, choice.id) in deciding:
                yield from _you_said(choice, at)
        if question.is_red_flag:
            yield from _red_flag(question, path)
    for index, rule in enumerate(ruleset.rules):
        if not rule.sources:
            message = f"rule '{rule.id}' rests on no source"
            yield Problem("missing-sources", ("rules", index, "sources"), message, "name one of the bibliography")


def _deciding_choices(ruleset: RuleSet) -> set[tuple[str, str]]:
    """The choices, after their question, that a rule or note names; and the doubt that counts like them."""
    tests = list(mentions.picked(ruleset, [criterion for _, criterion in mentions.deciding(ruleset)]))
    named = {(leaf.question, choice) for leaf in tests for choice in leaf.choices}
    context = {question.id for question in ruleset.questions if question.is_context}
    return named | {(leaf.question, NOT_SURE) for leaf in tests if leaf.question in context}


def _you_said(choice: Choice, path: YamlPath) -> Iterator[Problem]:
    if choice.you_said is None:
        message = f"choice '{choice.id}' can lead to a result, which has no words to repeat it in"
        remedy = "add 'you_said: you ...', as it reads after 'You told us:'"
        yield Problem("missing-you-said", (*path, "you_said"), message, remedy)


def _red_flag(question: Question, path: YamlPath) -> Iterator[Problem]:
    if question.clinical is None:
        message = f"red-flag question '{question.id}' has no clinician's term for the print-out"
        yield Problem("missing-clinical", (*path, "clinical"), message, "add 'clinical: ...'")
    if not question.sources:
        message = f"red-flag question '{question.id}' rests on no source"
        yield Problem("missing-sources", (*path, "sources"), message, "name one of the bibliography")
    for at, choice in mentions.choices(path, question):
        yield from _flagged_choice(choice, at)
        if choice.outcome and choice.i_say is None:
            message = f"choice '{choice.id}' gives an outcome, and no sentence to tell a service"
            yield Problem("missing-i-say", (*at, "i_say"), message, "add 'i_say: I ...', a sentence with its full stop")
        said = choice.outcome or choice.raises_nothing or question.reassuring in (None, choice.id)
        if not said:
            message = f"choice '{choice.id}' of a red-flag question raises nothing, and does not say why"
            remedy = "add 'outcome: ...', or 'raises_nothing: <the reason>'"
            yield Problem("raises-nothing-unsaid", (*at, "raises_nothing"), message, remedy)


def _flagged_choice(choice: Choice, path: YamlPath) -> Iterator[Problem]:
    if choice.outcome and choice.clinical is None and choice.id != NOT_SURE:
        message = f"choice '{choice.id}' raises the outcome, and has no clinician's term for the print-out"
        yield Problem("missing-clinical", (*path, "clinical"), message, "add 'clinical: ...'")
    if choice.outcome and choice.raises_nothing:
        message = f"choice '{choice.id}' raises the outcome, and says why it raises nothing"
        yield Problem("raises-nothing-contradiction", (*path, "raises_nothing"), message, "keep one of the two")
