"""Every word of a page goes through the catalogue, and what translators are given is what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import words
from triage.resources import shipped
from triage.ruleset import wording


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


def test_you_is_always_the_person_with_the_pain_and_nobody_is_spoken_of(rules):
    """Whoever helps reads the same words: no text changes over to "she", "your mother" or "the patient"."""
    spoken_of = r"\b(he|she|him|hers?|his|himself|herself|the patient|your (child|mother|father|partner|relative))\b"
    texts = [*wording.words_of(rules).values(), *(str(message.id) for message in words.extracted())]
    assert len(texts) > 500
    assert [text for text in texts if re.search(spoken_of, text, re.IGNORECASE)] == []


def test_who_helps_is_told_who_you_means_before_the_first_question_and_on_each_page(visitor):
    assert "You can also answer for someone else. Then “you” means the person with the pain." in visitor.opens("/").text
    assert "Helping someone? “You” means the person with the pain." in visitor.opens("/check/1").text


def test_no_page_is_drawn_without_its_language():
    for file in (Path(words.ROOT) / "triage" / "web").glob("*.py"):
        assert not re.search(r"\brender_template\b", file.read_text("utf-8")), f"{file.name}: use render"
