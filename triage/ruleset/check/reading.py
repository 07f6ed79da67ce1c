"""Whether people can read what they are asked and told: grade, length of sentences, one thing at a time, dated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.ruleset import mentions
from triage.ruleset.check.texts import filled, in_outcome, shown
from triage.ruleset.criteria import YamlPath
from triage.ruleset.model import Question, RuleSet
from triage.ruleset.problem import Problem
from triage.ruleset.reading_grade import reading_grade, sentences, words

HARDEST = 6.0
"""The highest reading grade (years of school)."""

LONGEST_SENTENCE = 20
"""The most words of a sentence."""

_TIME = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|today|yesterday|since|ago)\b", re.IGNORECASE)
_NEW = re.compile(r"\bnew(?:ly)?\b", re.IGNORECASE)


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every text that is hard to read, and every question that asks two things or leaves 'new' undated."""
    for path, text in _blocks(ruleset):
        grade = reading_grade(filled(text, ruleset.places[0]))
        if grade > HARDEST:
            message = f"the reading grade here is {grade:.1f}, and the most is {HARDEST:.0f}"
            yield Problem("reading-grade", path, message, "use shorter words and sentences")
    yield from _long_sentences(ruleset)
    for path, question in mentions.questions(ruleset):
        yield from _two_questions(question, path)
        yield from _undated(question, path)


def _blocks(ruleset: RuleSet) -> Iterator[tuple[YamlPath, str]]:
    """The texts that are read in one go: a question with its hint, what an outcome tells, a safety net, a note."""
    for path, question in mentions.questions(ruleset):
        yield (*path, "text"), f"{question.text}\n{question.hint or ''}"
    for index, outcome in enumerate(ruleset.outcomes):
        parts = in_outcome(("outcomes", index), outcome)
        told = [part.text for part in parts if part.path[-1] not in ("name", "watch_heading")]
        yield ("outcomes", index, "told"), "\n".join(told)
    for name, lines in ruleset.safety_net.items():
        yield ("safety_net", name), "\n".join(lines)
    for index, note in enumerate(ruleset.notes):
        yield ("notes", index, "text"), note.text


def _long_sentences(ruleset: RuleSet) -> Iterator[Problem]:
    for text in shown(ruleset):
        for sentence in sentences(text.text):
            count = len(words(sentence))
            if count > LONGEST_SENTENCE:
                message = f"a sentence here has {count} words, and the most is {LONGEST_SENTENCE}"
                yield Problem("long-sentence", text.path, message, "make two sentences of it")


def _two_questions(question: Question, path: YamlPath) -> Iterator[Problem]:
    if question.text.count("?") > 1:
        message = "this asks more than one question, so that no answer fits both"
        yield Problem("two-questions", (*path, "text"), message, "ask one thing; put examples in the hint")


def _undated(question: Question, path: YamlPath) -> Iterator[Problem]:
    asked = f"{question.text} {question.hint or ''}"
    offered = " ".join(choice.text for choice in question.choices)
    if _NEW.search(asked) and not _TIME.search(f"{asked} {offered}"):
        message = "'new' means something else to everybody until it has a time"
        yield Problem("undated-new", (*path, "text"), message, "say since when, as in 'in the last 2 weeks'")
