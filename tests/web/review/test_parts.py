"""The small parts of which the review's pages are made."""

from __future__ import annotations

import threading

import pytest

from triage.verification.explaining.criterion_words import Line
from triage.web.review.branches import Branch, branches
from triage.web.review.charts import WIDTH, bar, levels
from triage.web.review.once import Once
from triage.web.review.plain import sentences_of
from triage.web.review.rounding import about


def test_lines_become_a_tree_by_their_depth():
    lines = [Line(0, "all of:"), Line(1, "a"), Line(1, "any of:"), Line(2, "b"), Line(2, "c"), Line(1, "d")]
    (top,) = branches(lines)
    assert [branch.line.text for branch in top.parts] == ["a", "any of:", "d"]
    assert [branch.line.text for branch in top.parts[1].parts] == ["b", "c"]
    assert branches([]) == ()
    assert branches([Line(0, "a")]) == (Branch(Line(0, "a"), ()),)


def test_a_bar_is_filled_from_end_to_end_in_the_shares_of_its_parts():
    made = bar("all", [("a", 0, 1), ("b", 1, 0), ("c", 2, 3)])
    assert [piece.share for piece in made.pieces] == [0.25, 0, 0.75]
    assert made.pieces[2].start + made.pieces[2].width == WIDTH
    assert [piece.width for piece in bar("none", [("a", 0, 0)]).pieces] == [0]


def test_the_most_urgent_outcome_has_the_first_colour():
    assert levels(["guides", "soon", "emergency"]) == {"emergency": 0, "soon": 1, "guides": 2}


def test_sentences_are_told_apart_and_long_ones_are_known():
    found = list(sentences_of(["Is it new? Say so.", "one " * 16]))
    assert [sentence.words for sentence in found] == [3, 2, 16]
    assert [sentence.is_long for sentence in found] == [False, False, True]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999_999, "999,999"), (3_081_818_565, "3.1 x 10^9"), (10**27, "1.0 x 10^27"), (10**400, "1.0 x 10^400")],
)
def test_large_numbers_are_rounded(number: int, text: str):
    assert about(number) == text


def test_a_part_that_many_ask_for_at_once_is_made_once():
    made = []

    class Slow:
        def __init__(self) -> None:
            self.lock = threading.RLock()

        @Once
        def part(self) -> int:
            ready.wait(timeout=5)
            made.append(1)
            return len(made)

    ready, slow, found = threading.Event(), Slow(), []
    threads = [threading.Thread(target=lambda: found.append(slow.part)) for _ in range(8)]
    for thread in threads:
        thread.start()
    ready.set()
    for thread in threads:
        thread.join()
    assert found == [1] * 8
