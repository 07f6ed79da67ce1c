"""Whether a translation is whole and fresh, and keeps the words that no result may use out in its own language too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from triage.ruleset.load import by_place
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Located, Problem
from triage.ruleset.translation import Translation, blanks_of, draft_translation, hash_of, trouble
from triage.ruleset.wording import words_of

_ON_RESULTS = ("outcomes.", "safety_net.", "notes.", "guides.", "places.")
_REPEATED = (".you_said", ".i_say")


def check_translation(source: str | bytes, name: str, ruleset: RuleSet) -> tuple[Located, ...]:
    """Find everything that is wrong with a translation, in the order of the file.

    Args:
        source: the file's bytes, or its text.
        name: how messages call the file.
        ruleset: the rule set in English.
    """
    found = draft_translation(source, name)
    if found.translation is None:
        return found.refusals
    located = map(found.document.locate, problems(found.translation, name, ruleset))
    return tuple(sorted(located, key=by_place))


def problems(translation: Translation, name: str, ruleset: RuleSet) -> Iterator[Problem]:
    """Every text that is unknown, missing, stale or with other blanks, and every word that no result may use."""
    yield from _head(translation, name)
    english = words_of(ruleset)
    for key in translation.texts.keys() - english.keys():
        message = f"the rule set has no text '{key}'"
        yield Problem("unknown-text", ("texts", key), message, "delete it, or correct its id", at_key=True)
    for key, text in english.items():
        yield from _text(translation, key, text)
    yield from _words(translation)


def _head(translation: Translation, name: str) -> Iterator[Problem]:
    expected = PurePath(name).suffixes[-2:-1]
    if expected and expected[0] != f".{translation.language}":
        message = f"the file is named for '{expected[0][1:]}' and says that it is in '{translation.language}'"
        yield Problem("other-language", ("language",), message, "rename the file, or correct the language")
    if not translation.never:
        message = "no words are listed that no result may use in this language"
        remedy = "list those that claim, hint, frighten, comfort or give odds, as 'diagnos*' does in English"
        yield Problem("missing-never", ("never",), message, remedy, at_key=True)


def _text(translation: Translation, key: str, english: str) -> Iterator[Problem]:
    said = translation.texts.get(key)
    match trouble(english, said):
        case "missing-text":
            path = ("texts", key, "text") if said else ("texts", key)
            yield Problem("missing-text", path, f"'{key}' is not translated, and stays English", f"say: {english}")
        case "stale-text":
            message = f"the English of '{key}' has changed since, and is shown in its place"
            remedy = f"say what it says now, and write {hash_of(english)} here. English: {english}"
            yield Problem("stale-text", ("texts", key, "english"), message, remedy)
        case "other-blanks":
            wanted = " ".join(sorted(blanks_of(english))) or "none"
            message = f"'{key}' has other blanks than its English, which is shown in its place"
            yield Problem("other-blanks", ("texts", key, "text"), message, f"use each of these: {wanted}")


def _words(translation: Translation) -> Iterator[Problem]:
    never, allowed = _pattern(translation.never), _pattern(translation.allowed)
    diseases = _pattern(translation.diseases)
    for key, said in translation.texts.items():
        on_result, repeated = key.startswith(_ON_RESULTS), key.endswith(_REPEATED)
        path = ("texts", key, "text")
        if never and (on_result or repeated):
            text = allowed.sub(" ", said.text) if allowed else said.text
            for match in never.finditer(text):
                message = f"no result says '{match[0]}'"
                yield Problem("forbidden-word", path, message, "say what to do and by when, without it")
        if diseases and on_result:
            for match in diseases.finditer(said.text):
                message = f"this names a disease: '{match[0]}'"
                yield Problem("disease-name", path, message, "say what the person told, and no cause")


def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the words, whole, without regard to capitals. A star at the end stands for any ending."""
    if not words:
        return None
    parts = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
