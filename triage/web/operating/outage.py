"""Pages that the front server shows when the app does not answer: plain files, with the numbers and the short list.

They need nothing of the app: their stylesheet lies beside them, and they only link to one another. They need no
exception from the app's Content-Security-Policy.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app
from triage.web.language import ENGLISH, Language
from triage.web.site import Site

FAILED = ("500.html", "502.html", "503.html", "504.html")
"""Shown for these statuses."""

HELP_NOW = "help-now.html"

_BESIDE = ("style.css", "favicon.svg")


def outage_files(
    ruleset: RuleSet, *, guides: Path | None, languages: Sequence[Language], place: str | None, at: str
) -> dict[str, bytes]:
    """Every file: its path below the folder, and what it holds.

    At the top are those of the default country in English; below, in ``en/uk`` and so on, those of every other.

    Args:
        ruleset: what is asked, whose numbers and list are shown.
        guides: the folder of the guides, which are part of what is signed; the shipped ones when ``None``.
        languages: what else than English there is.
        place: id of the country of the files at the top; the rule set's first when ``None``.
        at: the path under which the front server shows the folder, such as ``/outage``.

    Raises:
        TriageError: the place does not exist, or the rule set cannot be served.
    """
    app = create_app(
        ruleset,
        secret_keys=[secrets.token_hex(32)],
        place=place,
        languages=languages,
        guides_folder=guides,
        review=False,
    )
    sites = cast(Mapping[str, Site], app.extensions["back_pain_check"])
    english = sites[ENGLISH.code]
    files = {name: (Path(str(app.static_folder)) / name).read_bytes() for name in _BESIDE}
    files |= _pages(english, english.default_place, at)
    for code, made in sites.items():
        for here in made.words:
            files |= {f"{code}/{here}/{name}": page for name, page in _pages(made, here, at).items()}
    return files


def _pages(made: Site, place: str, at: str) -> dict[str, bytes]:
    def page(template: str) -> bytes:
        help_page = f"{at}/{made.language.code}/{place}/{HELP_NOW}"
        words = made.words[place]
        return (
            made.environment.get_template(template)
            .render(words=words, signed=made.sign_off, at=at, help_page=help_page)
            .encode()
        )

    return dict.fromkeys(FAILED, page("outage/failed.html")) | {HELP_NOW: page("outage/help_now.html")}


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder, which is made if it is not there.

    Raises:
        TriageError: one cannot be written.
    """
    try:
        for name, contents in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents)
    except OSError as error:
        raise TriageError(f"{error.filename}: this file cannot be written: {error.strerror}") from None
