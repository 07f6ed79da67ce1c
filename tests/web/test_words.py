"""Every word of a page goes through the catalogue, and what translators are given is what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import words
from triage.resources import shipped


def test_translators_are_given_every_sentence_of_the_pages():
    assert (words.LOCALE / "messages.pot").read_bytes() == words.po(words.extracted(), omit_header=True), (
        "a sentence of a page changed: run `make words`"
    )


@pytest.mark.parametrize("file", list(words.languages()) or [None], ids=lambda file: file and file.parent.parent.name)
def test_a_language_is_complete_and_the_app_reads_what_its_translators_wrote(file: Path | None):
    if file is None:
        assert not list(shipped("rules.yaml").parent.glob("rules.*.yaml")), "a language without words for its pages"
        return
    catalogue = words.read(file)
    assert {message.id for message in catalogue if message.id} == {message.id for message in words.extracted()} - {""}
    assert not [message.id for message in catalogue if message.fuzzy or not message.string]
    assert file.with_suffix(".mo").read_bytes() == words.mo(catalogue)


def test_no_page_is_drawn_without_its_language():
    for file in (Path(words.ROOT) / "triage" / "web").glob("*.py"):
        assert not re.search(r"\brender_template\b", file.read_text("utf-8")), f"{file.name}: use render"
