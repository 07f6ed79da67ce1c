import time

import pytest

from triage.ruleset.check import check_text
from triage.ruleset.problem import Span
from triage.ruleset.read import read

LAUGHS = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 100))
HOSTILE = {
    "5 MB of text": "a: " + "x" * 5_000_000,
    "5 MB of lines": "a: b\n" * 1_000_000,
    "the longest text": "a: " + "x " * 145_000,
    "the longest folded text": 'a: "' + "x\n " * 98_000 + '"',
    "nothing but blank lines": "\n" * 290_000,
    "10,000 lists in lists": "[" * 10_000,
    "10,000 braces": "{a: " * 10_000,
    "lists in lists in blocks": "- " * 20_000,
    "300 kB of lists, 29 deep": "[" * 29 + "a," * 145_000,
    "a billion laughs": LAUGHS,
    "equal keys": "a: b\n" * 20_000,
    "many keys": "".join(f"a{n}: b\n" for n in range(30_000)),
    "many unknown keys": "".join(f"versio{n}: b\n" for n in range(9_000)),
    "many anchors": "- &a b\n" * 20_000,
    "many rules with unknown keys": "rules:\n" + "- {idd: a, wen: b}\n" * 2_400,
    "a long word": "version: " + "ab" * 145_000,
    "NUL bytes": "a: b\0" * 55_000,
    "tabs": "\t" * 290_000,
    "not UTF-8": b"\xff" * 290_000,
    "UTF-16": "a: b\n".encode("utf-16"),
    "UTF-32": "a: b\n".encode("utf-32"),
    "an escape beyond Unicode": 'a: "\\UFFFFFFFF"',
    "an escape just beyond Unicode": 'a: "\\U00110000"',
    "a lone surrogate": 'a: "\\ud800"',
    "a lone surrogate as text": "a: \ud800",
    "a huge version": "%YAML 1.99999999999999999999\n---\na: b",
    "a tag that would run code": "!!python/object/apply:os.system [ls]",
    "a question mark": "?",
    "a colon": ":",
    "a dash": "-",
    "a text": "back pain",
    "a list": "[a, b]",
    "empty braces": "{}",
    "empty quotes": "''",
}


GENEROUS = 20
"""CPU seconds; under one on a quiet machine."""


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_gets_a_clear_answer_and_takes_no_endless_time(source):
    started = time.process_time()
    checked = check_text(source, "hostile.yaml")
    assert time.process_time() - started < GENEROUS
    assert checked.ruleset is None
    assert checked.problems
    assert all(problem.span.line >= 1 and problem.remedy for problem in checked.problems)


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "on", "NO", "true", "null", "~", "010", "0x1F", "12:30", "1_000", "1e3", ".inf", "2026-01-31", "999"],
)
def test_plain_scalars_stay_the_text_they_are_written_as_relate_136(text):
    """In inducer/relate#136 the choice "No" was shown as "False"."""
    assert read(f"{text}: {text}\nlist: [{text}, '{text}']", "f").data == {text: text, "list": [text, text]}


@pytest.mark.parametrize("source", ["a: b\n", b"\xef\xbb\xbfa: b\n", "---\na: b\n", "a: b\r\n", "a: b\n...\n"])
def test_a_byte_order_mark_a_start_or_end_mark_and_windows_line_ends_change_nothing(source):
    document = read(source, "f")
    assert document.data == {"a": "b"}
    assert not document.problems


def test_keys_and_values_are_where_they_stand_also_after_wide_characters():
    document = read("é: 腰痛\nlist:\n- 😀: x  # comment\n", "f")
    assert document.values[("é",)] == Span(1, 4, 1, 6)
    assert document.keys["list", 0, "😀"] == Span(3, 3, 3, 4)
    assert document.values["list", 0, "😀"] == Span(3, 6, 3, 7)


def test_reading_goes_on_after_what_it_refuses():
    document = read("a: &x b\na: c\nd:\ne: *x\n<<: {f: g}\n", "f")
    assert [problem.code for problem in document.problems] == [
        "anchor",
        "duplicate-key",
        "empty-value",
        "alias",
        "merge-key",
    ]


def test_a_duplicate_key_names_both_lines():
    (problem,) = read("a: b\nc: d\na: e\n", "f").problems
    assert "line 1" in problem.message
    assert problem.span.line == 3


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("a: 'b\nc: d\n", "1:4", "never closed"),
        ("a: [b\nc: d\n", "1:4", "not closed"),
        ("a: {b: c\nd: e\n", "1:4", "not closed"),
        ("a: b\n c: d\n", "2:3", "second ': '"),
        ("a:\n  - b\n - c\n", "3:2", "does not fit"),
        ("a: @b\n", "1:4", "may not begin"),
        ('a: "\\q"\n', "1:6", "escape"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words_where_it_begins(source, place, words):
    (problem,) = read(source, "f").problems
    assert (problem.code, f"{problem.span.line}:{problem.span.column}") == ("syntax", place)
    assert words in problem.message
