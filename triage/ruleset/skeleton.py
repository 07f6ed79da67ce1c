"""A translation as a file for translators: each English text as a comment above the place for its translation."""

from __future__ import annotations

import json
from collections.abc import Iterator

from triage.ruleset.model import RuleSet
from triage.ruleset.translation import Said, Translation, hash_of, trouble
from triage.ruleset.wording import words_of

_STALE = "  # THE ENGLISH HAS CHANGED. Say what it says now, and write its new hash: "


def skeleton(ruleset: RuleSet, known: Translation) -> str:
    """The file, with every text of the rule set in its order. Texts that the rule set no longer has are left out.

    Args:
        ruleset: the rule set in English.
        known: what is translated already. A text whose English has changed keeps its old hash, so that it is not
            used before somebody has looked at it.
    """
    return "\n".join([*_head(known), *_texts(ruleset, known)]) + "\n"


def _head(known: Translation) -> Iterator[str]:
    yield f"# The words of the rule set in {known.name}. Renew it with: triage translate {known.language}"
    yield "# Translated by people, and read by a clinician who speaks the language: never by a machine alone."
    yield f"language: {_quoted(known.language)}"
    yield f"name: {_quoted(known.name)}"
    yield f"direction: {known.direction}"
    yield "# Words that no result may use. 'word*' also means everything that begins with it."
    yield from _list("never", known.never)
    yield "# Forms that hold such a word and are allowed, as 'not a diagnosis' is in English."
    yield from _list("allowed", known.allowed)
    yield "# Names of diseases, which no result may use."
    yield from _list("diseases", known.diseases)
    yield "texts:"


def _list(key: str, words: tuple[str, ...]) -> Iterator[str]:
    yield f"{key}: [{', '.join(map(_quoted, words))}]"


def _texts(ruleset: RuleSet, known: Translation) -> Iterator[str]:
    for key, english in words_of(ruleset).items():
        said = known.texts.get(key) or Said(english=hash_of(english), text="")
        yield ""
        yield f"  # {' '.join(english.split())}"
        if trouble(english, said) == "stale-text":
            yield f"{_STALE}{hash_of(english)}"
        yield f'  {key}: {{english: "{said.english}", text: {_quoted(said.text)}}}'


def _quoted(text: str) -> str:
    """The text in double quotes, which mean the same in YAML and in JSON."""
    return json.dumps(text, ensure_ascii=False)
