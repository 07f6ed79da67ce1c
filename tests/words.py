"""``make words``: the sentences of the pages for translators, and what the app reads of what translators wrote.

``locale/messages.pot`` lists every sentence. ``locale/<language>/LC_MESSAGES/messages.po`` holds them in a language; it
is brought up to date, and ``messages.mo`` beside it, which the app reads, is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "locale"


def extracted() -> Catalog:
    """Every sentence of the pages, with the files that it stands in."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as file:
        mapping, options = parse_mapping_cfg(file)
    catalogue = Catalog(project="Back pain check", charset="utf-8", fuzzy=False)
    for file, _, message, _, context in extract_from_dir(ROOT, mapping, options):
        catalogue.add(message, locations=[(file, 0)], context=context)
    return catalogue


def languages() -> Iterator[Path]:
    """The ``.po`` file of each language."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/messages.po"))


def read(file: Path) -> Catalog:
    """What a ``.po`` or ``.pot`` file holds."""
    with file.open("rb") as opened:
        return read_po(opened, locale=None)


def po(catalogue: Catalog, *, omit_header: bool = False) -> bytes:
    """The catalogue as a ``.po`` file."""
    written = BytesIO()
    write_po(written, catalogue, sort_output=True, omit_header=omit_header, include_lineno=False, width=120)
    return written.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """The catalogue as the app reads it, without sentences that nobody has looked at since the English changed."""
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def main() -> None:
    """Write them all."""
    template = extracted()
    (LOCALE / "messages.pot").write_bytes(po(template, omit_header=True))
    for file in languages():
        catalogue = read(file)
        catalogue.update(template)
        file.write_bytes(po(catalogue))
        file.with_suffix(".mo").write_bytes(mo(catalogue))


if __name__ == "__main__":
    main()
