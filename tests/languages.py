"""Two languages that nobody speaks, made from the English: one long, one from right to left.

They are made of what translators are given: the texts of a rule set by id, and ``locale/messages.pot``. So what stays
English on a page in one of them was never given to translators.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests import words
from triage.ruleset.model import RuleSet
from triage.ruleset.translation import Said, Translation, hash_of
from triage.ruleset.wording import words_of
from triage.web.language import Language, languages_of

KEPT = re.compile(r"(\{\w+\}|%\(\w+\)s|<[^>]*>|&\w+;|\d[\d ]*\d|\d)")
"""What a translation keeps as it is: blanks, tags and numbers."""

_ACCENTED = str.maketrans("aceinosuyACEINOSUY", "àçéîñöšüýÀÇÉÎÑÖŠÜÝ")
_MIRRORED = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתםןףץ", strict=True))
    | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "אבגדהוזחטיכלמנסעפצקרשתםןףץ", strict=True))
)


def longer(text: str) -> str:
    """``[Çàll 999 ~~~]``: accents, and two fifths more of it, in brackets that show where it is cut."""
    more = " ".join(["öñé"] * max(1, round(len(text) / 10)))
    return f"[{_but_kept(text, lambda part: part.translate(_ACCENTED))} {more}]"


def mirrored(text: str) -> str:
    """The text in Hebrew letters, which run from right to left."""
    return _but_kept(text, lambda part: part.translate(_MIRRORED))


def _but_kept(text: str, change: Callable[[str], str]) -> str:
    return "".join(part if KEPT.fullmatch(part) else change(part) for part in KEPT.split(text))


LONG = ("en-XA", "Löng", "ltr", longer)
RIGHT_TO_LEFT = ("ar-XB", "עברוב", "rtl", mirrored)


def translation_of(ruleset: RuleSet, made: tuple[str, str, str, Callable[[str], str]]) -> Translation:
    """The words of a rule set in a language that nobody speaks."""
    code, name, direction, change = made
    texts = {key: Said(english=hash_of(text), text=change(text)) for key, text in words_of(ruleset).items()}
    plain = {"language": code, "name": name, "direction": direction, "never": ["word*"], "texts": texts}
    return Translation.model_validate(plain)


def as_file(translation: Translation) -> str:
    """The translation as a file. JSON is YAML."""
    return json.dumps(translation.model_dump(mode="json"), ensure_ascii=False, indent=1)


def catalogue_in(folder: Path, made: tuple[str, str, str, Callable[[str], str]]) -> None:
    """Write the catalogue of a language that nobody speaks, from what translators are given."""
    code, _, _, change = made
    catalogue = words.read(words.LOCALE / "messages.pot")
    for message in catalogue:
        if message.id:
            several = isinstance(message.id, tuple)
            message.string = tuple(map(change, message.id)) if several else change(message.id)
    file = folder / code / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(words.mo(catalogue))


def language_of(translation: Translation, folder: Path) -> Language:
    """The language of a translation, with its catalogue from the folder."""
    (language,) = languages_of([translation], folder)
    return language
