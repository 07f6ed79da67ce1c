"""Whatever bytes a file holds, checking it ends in a rule set or in problems with places, never in another error."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.ruleset.check import check_text

SPECIMEN = (Path(__file__).parent.parent / "specimen.yaml").read_bytes()
LINES = SPECIMEN.splitlines(keepends=True)
PIECES = [
    b"",
    b"\n",
    b" ",
    b"  ",
    b":",
    b": ",
    b"- ",
    b"[",
    b"]",
    b"{",
    b"}",
    b"'",
    b'"',
    b"#",
    b"&a ",
    b"*a",
    b"!t ",
    b"<<: ",
    b"|",
    b"not",
]
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(source):
    checked = check_text(source, "fuzz.yaml", date(2026, 11, 22))
    assert checked.ruleset or checked.problems
    for problem in checked.problems:
        assert 1 <= problem.span.line <= max(1, source.count(b"\n") + 1)
        assert problem.message
        assert problem.remedy
        assert str(problem)


@RELAXED
@given(
    st.lists(
        st.tuples(st.integers(0, len(SPECIMEN)), st.integers(0, 30), st.sampled_from(PIECES) | st.binary(max_size=4)),
        min_size=1,
        max_size=4,
    )
)
def test_the_specimen_with_bytes_cut_out_and_put_in(edits):
    source = SPECIMEN
    for start, length, piece in edits:
        source = source[:start] + piece + source[start + length :]
    check(source)


@RELAXED
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1)), min_size=1, max_size=5))
def test_the_specimen_with_lines_deleted_or_moved(moves):
    lines = list(LINES)
    for source, target in moves:
        line = lines.pop(source % len(lines))
        if source != target:
            lines.insert(target % len(lines), line)
    check(b"".join(lines))


@RELAXED
@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"#&*!|>%@` \n\té腰"), max_size=60))
def test_short_texts_made_of_the_signs_of_yaml(text):
    check(text.encode())
