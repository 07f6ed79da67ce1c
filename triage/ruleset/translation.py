"""The words of a rule set in another language: ``rules.<language>.yaml``, which lies beside ``rules.yaml``.

Each text stands under its id with the hash of the English that it was made from. A text whose English has changed
since, or that lacks a ``{blank}``, is not used: the English is shown in its place, which says less and nothing wrong.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from triage.ruleset import shape
from triage.ruleset.document import Document
from triage.ruleset.fields import LONGEST, Text
from triage.ruleset.load import by_place, file_bytes
from triage.ruleset.model import Part, RuleSet
from triage.ruleset.problem import Located, RuleSetProblems
from triage.ruleset.read import read
from triage.ruleset.wording import reworded, words_of

LONGEST_CODE = 12
"""The most characters of a language's code."""

_HASH_LENGTH = 8
_BLANK = re.compile(r"\{[^{}]*\}|[{}]")

CODE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""What a language's code looks like (BCP 47)."""

Code = Annotated[str, StringConstraints(strict=True, max_length=LONGEST_CODE, pattern=CODE)]
_Hash = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{8}$")]
_Said = Annotated[str, StringConstraints(strict=True, max_length=LONGEST, strip_whitespace=True)]

Trouble = Literal["missing-text", "stale-text", "other-blanks"]
"""Why a translation of a text cannot be used."""


class Said(Part):
    """One text in the language."""

    english: _Hash = Field(description="The hash of the English text that this was made from.")
    text: _Said = Field(description="The text. Empty: not translated yet.")


class Translation(Part):
    """Everything in a ``rules.<language>.yaml``."""

    language: Code = Field(description="The language's code, as in the name of the file and in 'lang' of the pages.")
    name: Text = Field(description="How the language calls itself.")
    direction: Literal["ltr", "rtl"] = Field(description="Which way it is written.")
    never: tuple[Text, ...] = Field(
        default=(), description="Words that no result may use. 'word*' also means everything that begins with it."
    )
    allowed: tuple[Text, ...] = Field(
        default=(), description="Forms that hold such a word and are allowed, as 'not a diagnosis' is in English."
    )
    diseases: tuple[Text, ...] = Field(default=(), description="Names of diseases, which no result may use.")
    texts: dict[str, Said]


@dataclass(frozen=True)
class TranslationDraft:
    """A file as far as it could be understood.

    Attributes:
        refusals: why it must not be used; none for one that can be.
        translation: what it holds, when nothing was refused.
    """

    document: Document
    refusals: tuple[Located, ...]
    translation: Translation | None


def draft_translation(source: str | bytes, name: str) -> TranslationDraft:
    """Understand a file. What the file holds never makes it raise.

    Args:
        source: the file's bytes, or its text.
        name: how messages call the file.
    """
    document = read(source, name)
    if document.problems:
        return TranslationDraft(document, tuple(document.problems), None)
    try:
        return TranslationDraft(document, (), Translation.model_validate(document.data))
    except ValidationError as error:
        found = (document.locate(problem) for _, problem in shape.problems(error, Translation))
        return TranslationDraft(document, tuple(sorted(found, key=by_place)), None)


def translation_files(ruleset_file: Path) -> list[Path]:
    """The files beside a rule set that hold its words in other languages, in the order of their names."""
    return sorted(ruleset_file.parent.glob(f"{ruleset_file.stem}.*{ruleset_file.suffix}"))


def load_translations(ruleset_file: Path) -> tuple[Translation, ...]:
    """Every translation that lies beside a rule set.

    Raises:
        RuleSetProblems: one of them cannot be understood; says everything that is wrong with it.
        TriageError: one of them cannot be opened.
    """
    return tuple(map(load_translation, translation_files(ruleset_file)))


def load_translation(file: Path) -> Translation:
    """The translation in a file.

    Raises:
        RuleSetProblems: it cannot be understood; says everything that is wrong with it.
        TriageError: it cannot be opened.
    """
    return read_translation(file_bytes(file), str(file))


def read_translation(source: str | bytes, name: str) -> Translation:
    """The translation in a file's bytes or text.

    Raises:
        RuleSetProblems: it is none; says everything that is wrong with it.
    """
    found = draft_translation(source, name)
    if found.translation is None:
        raise RuleSetProblems(found.refusals)
    return found.translation


def hash_of(english: str) -> str:
    """What a translation keeps of the English text that it was made from: the first digits of its SHA-256."""
    return hashlib.sha256(english.encode()).hexdigest()[:_HASH_LENGTH]


def blanks_of(text: str) -> set[str]:
    """Every ``{blank}`` of a text, and every brace that stands alone."""
    return set(_BLANK.findall(text))


def trouble(english: str, said: Said | None) -> Trouble | None:
    """Why the translation of an English text cannot be used, or ``None`` if it can."""
    if said is None or not said.text:
        return "missing-text"
    if said.english != hash_of(english):
        return "stale-text"
    return None if blanks_of(english) == blanks_of(said.text) else "other-blanks"


def translated(ruleset: RuleSet, translation: Translation, mark: Callable[[str], str] = str) -> RuleSet:
    """The rule set in another language. It behaves the same.

    Texts that cannot be used stay English; so does every text with a blank for which some country has only an
    English word, since half a sentence in another language helps nobody.

    Args:
        ruleset: the rule set in English.
        translation: its words in the other language.
        mark: marks a text that stays English.
    """
    english = words_of(ruleset)
    kept = {key for key, text in english.items() if trouble(text, translation.texts.get(key))}
    unfilled = {f"{{{key.rpartition('.')[2]}}}" for key in kept if key.startswith("places.")}
    kept |= {key for key, text in english.items() if blanks_of(text) & unfilled}
    return reworded(ruleset, lambda key, text: mark(text) if key in kept else _said(translation.texts, key))


def _said(texts: Mapping[str, Said], key: str) -> str:
    return texts[key].text
