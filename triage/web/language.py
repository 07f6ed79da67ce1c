"""The languages of the pages: English, and each one that has a translation of the rule set and a catalogue of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from triage.errors import TriageError
from triage.ruleset.translation import Translation


class InEnglish(str):
    """A text that stays English on a page in another language. On the page it says so to whoever reads aloud."""

    MARK = '<span lang="en"'
    """How its HTML begins."""

    def __html__(self) -> str:
        return Markup('<span lang="en" dir="ltr">{}</span>').format(str(self))


def is_in_english(text: object) -> bool:
    """Whether the text stays English on a page in another language."""
    return isinstance(text, InEnglish)


def plain(text: str) -> str:
    """The text without its mark, for a title or a menu, where no HTML may stand."""
    return str(text) if is_in_english(text) else text


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the pages.

    Attributes:
        code: as in ``<html lang>``.
        name: how it calls itself.
        direction: which way it is written.
        catalogue: the words of the pages.
        translation: the words of the rule set; ``None`` for English, in which it is written.
    """

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    catalogue: NullTranslations
    translation: Translation | None = None

    @property
    def is_english(self) -> bool:
        """Whether it is the language that everything is written in."""
        return self.translation is None


ENGLISH = Language("en", "English", "ltr", NullTranslations())


def languages_of(translations: Iterable[Translation], catalogues: Path) -> tuple[Language, ...]:
    """A language for each translation of the rule set.

    Args:
        translations: of the rule set that is in use.
        catalogues: the folder with a folder for each language, as ``gettext`` has them.

    Raises:
        TriageError: a language has no catalogue.
    """
    return tuple(
        Language(found.language, found.name, found.direction, _catalogue(catalogues, found.language), found)
        for found in translations
    )


def _catalogue(folder: Path, code: str) -> NullTranslations:
    file = folder / code / "LC_MESSAGES" / "messages.mo"
    try:
        with file.open("rb") as opened:
            return GNUTranslations(opened)
    except OSError as error:
        raise TriageError(
            f"{file}: the words of the pages in '{code}' cannot be read: {error.strerror}. Make them with: make words"
        ) from None
