"""A share of the rule files that came to harm; ``python -m tests.hostile.rules`` tries many more."""

from __future__ import annotations

import random
import sys

import pytest

from tests.hostile import rules as harmed
from tests.hostile.another_reader import Refused, differs, settled
from tests.hostile.mutations import MUTATIONS, mutated
from tests.hostile.rules import REFUSED, SAME, SPECIMEN, Damage, Original, damage
from triage.resources import shipped
from triage.ruleset.document import Document
from triage.ruleset.read import read

MUTANTS = 60


def test_a_harmed_rule_file_is_refused_with_its_place_or_read_as_any_other_reader_reads_it():
    found = damage(SPECIMEN.read_bytes(), MUTANTS, seed=7)
    assert found.faults == []
    assert found.fates["crashed"] == 0
    assert found.fates[REFUSED] > MUTANTS / 2


def test_without_a_number_two_thousand_copies_of_the_shipped_file_are_harmed(monkeypatch):
    tried = {}
    monkeypatch.setattr(harmed, "damage", lambda *given: tried.update([given[:2]]) or Damage())
    monkeypatch.setattr(sys, "argv", ["rules"])
    with pytest.raises(SystemExit, match="0"):
        harmed.main()
    assert tried[shipped("rules.yaml").read_bytes()] >= 2_000


def test_an_unharmed_file_means_the_same():
    source = SPECIMEN.read_bytes()
    original = Original.of(source)
    assert harmed.fate_of(original, source, random.Random(1)) == (SAME, [])


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_changes_a_file_and_stands_an_empty_one(name):
    chance, source = random.Random(1), SPECIMEN.read_bytes()
    assert any(MUTATIONS[name](chance, source) != source for _ in range(20))
    assert isinstance(MUTATIONS[name](chance, b""), bytes)


def test_the_same_seed_makes_the_same_mutants():
    source = SPECIMEN.read_bytes()
    assert mutated(random.Random(3), source) == mutated(random.Random(3), source)


@pytest.mark.parametrize("text", ["a: no", "a: 010", "a: ~", "a: 1e3", "a: .inf", "a: 0x1F", "1: [true, '1']", "é: 腰"])
def test_the_other_reader_agrees_on_what_looks_like_something_else(text):
    assert differs(read(text, "f").data, text.encode()) is None


LOOSE = [
    "a:\n  - {b: c\nd, e: f}",
    "a:\n  - [b,\nc,\nd]",
    'a:\n  b: "c\nd\ne"\n  f: g',
    "a:\n  - {b: 'c\nd', e: {f: g\n}}",
]


@pytest.mark.parametrize("text", LOOSE)
def test_what_goes_on_in_brackets_or_quotes_is_read_as_if_it_were_indented(text):
    with pytest.raises(Refused):
        differs(read(text, "f").data, text.encode())
    assert differs(read(text, "f").data, settled(text.encode())) is None


@pytest.mark.parametrize("text", [*LOOSE, "a: no", "a:\n- {b: c}\n"])
def test_a_reader_that_read_what_goes_on_as_something_else_would_be_found(text):
    other = read(text.replace("a:", "A:"), "f").data
    assert differs(other, settled(text.encode())) is not None


def test_what_is_no_yaml_is_not_settled():
    with pytest.raises(Refused):
        settled(b"a:\n- b\n c: [\n")


def test_a_reader_that_took_no_for_false_would_be_found():
    assert "False" in differs({"a": "no"}, b"a: false")


def test_a_refusal_without_a_place_would_be_found(monkeypatch):
    refuse = Document.refuse

    def nowhere(document, code, span, message, remedy):
        refuse(document, code, harmed_span(span), message, remedy)

    def harmed_span(span):
        return type(span)(0, 0, 0, 0)

    monkeypatch.setattr(Document, "refuse", nowhere)
    assert any("refused at no place" in fault for fault in damage(SPECIMEN.read_bytes(), 20, seed=1).faults)


def test_a_change_that_breaks_a_guarantee_is_refused_by_the_proof():
    source = SPECIMEN.read_bytes()
    original = Original.of(source)
    weaker = source.replace(b"outcome: emergency", b"outcome: routine")
    assert weaker != source
    assert harmed.fate_of(original, weaker, random.Random(1)) == (harmed.UNPROVED, [])


def test_a_change_of_words_lowers_nobody():
    source = SPECIMEN.read_bytes()
    original = Original.of(source)
    reworded = source.replace(b"How old are you?", b"What is your age?")
    assert harmed.fate_of(original, reworded, random.Random(1)) == (harmed.SAFE, [])
