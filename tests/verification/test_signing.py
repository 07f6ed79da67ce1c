"""``triage sign``: what it writes, and what it refuses. Only copies are signed."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.cli import main
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.load import load_ruleset, load_text
from triage.ruleset.model import Review
from triage.ruleset.problem import RuleSetProblems
from triage.ruleset.review_block import with_review
from triage.ruleset.signoff import LONGEST, guide_files, sign_off, signed_contents
from triage.verification.signing import sign

TODAY = date(2026, 11, 22)
UNTIL = date(2027, 5, 22)
SOUND = (Path(__file__).parent.parent / "specimen.yaml").read_bytes()
REVIEW = Review(
    role='A "made-up" role: #1',
    registration_body="Made-up, é",
    date=TODAY,
    next_review=UNTIL,
    fingerprint="0123456789abcdef",
)


def signing(source, **other):
    given = {"role": "A made-up role", "body": "A made-up body", "until": UNTIL, "today": TODAY}
    return sign(source, "copy.yaml", **{**given, "files": guide_files(shipped("guides")), **other})


@pytest.fixture(scope="module")
def proved(rules):
    return shipped("rules.yaml").read_bytes()


def without_review(source):
    """The lines of a signed file that are not in its review block."""
    lines = source.split(b"\n")
    first = lines.index(b"review:")
    return lines[:first] + lines[first + 6 :]


def test_only_the_review_block_is_added_and_everything_else_stays_to_the_byte(proved):
    signed = signing(proved)
    assert without_review(signed.source) == proved.split(b"\n")
    ruleset = load_text(signed.source, "copy.yaml")
    contents = signed_contents(ruleset, guide_files(shipped("guides")))
    assert ruleset.review == signed.review
    assert sign_off(ruleset.review, contents, TODAY).state == "signed"
    assert sign_off(ruleset.review, contents, UNTIL + timedelta(days=1)).state == "lapsed"


def test_an_older_block_is_replaced_even_when_it_no_longer_holds(proved):
    once = signing(proved, today=TODAY - timedelta(days=500), until=TODAY - timedelta(days=200)).source
    changed = once.replace(b"version: 0.1-draft", b"version: 0.2", 1)
    twice = signing(changed).source
    assert twice.count(b"\nreview:") == 1
    assert without_review(twice) == without_review(changed)
    assert load_text(twice, "copy.yaml").review.date == TODAY


@pytest.mark.parametrize(
    "source",
    [
        SOUND,
        SOUND.replace(b"\n", b"\r\n"),
        SOUND.rstrip(b"\n"),
        SOUND + b"# the end, with no newline",
        SOUND.replace(b"\noutcomes:", b"\n# about outcomes\n\noutcomes:", 1),
    ],
    ids=["as it is", "CRLF", "no last newline", "last comment", "comment behind"],
)
def test_a_file_of_any_layout_keeps_it(source):
    written = with_review(source, REVIEW, "copy.yaml")
    end = b"\r" if b"\r\n" in source else b""
    lines = written.split(b"\n")
    first = lines.index(b"review:" + end)
    assert lines[:first] + lines[first + 6 :] == source.split(b"\n")
    assert all(line.endswith(end) for line in lines[first : first + 6])
    assert load_text(written, "copy.yaml").review == REVIEW
    assert with_review(written, REVIEW, "copy.yaml") == written


@pytest.mark.parametrize(
    "old",
    [
        b"review: {role: A, registration_body: B, date: 2026-01-01,\n  next_review: 2026-02-01, fingerprint: c}\n",
        b"review:\n  # signed once\n  role: A\n\n  registration_body: >-\n    B\n    C\n  date: 2026-01-01\n"
        b"  next_review: 2026-02-01\n  fingerprint: c\n",
    ],
    ids=["in braces", "with blank lines and comments"],
)
def test_a_block_that_a_person_wrote_is_replaced_wherever_it_stands(old):
    for source, rest in ((SOUND + old, SOUND), (old + SOUND, SOUND)):
        written = with_review(source, REVIEW, "copy.yaml")
        assert b"\n".join(without_review(written)) == rest
        assert load_text(written, "copy.yaml").review == REVIEW


def test_a_block_that_cannot_be_told_from_its_surroundings_is_refused():
    odd = b"review: {role: A, registration_body: B, date: 2026-01-01, next_review: 2026-02-01,\nfingerprint: c\n}\n"
    with pytest.raises(TriageError, match="cannot be written without changing something else"):
        with_review(SOUND + odd, REVIEW, "copy.yaml")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"role": "  "}, "role and registration body"),
        ({"body": ""}, "role and registration body"),
        ({"until": TODAY}, "not after today"),
        ({"until": TODAY - timedelta(days=1)}, "not after today"),
        ({"until": TODAY + LONGEST + timedelta(days=1)}, "more than a year"),
        ({"files": {}}, "not there to be signed: .*lower-back"),
        ({"role": "a\u202eb"}, "hidden character"),
    ],
)
def test_what_is_not_fit_to_be_signed_is_refused(proved, other, words):
    with pytest.raises(TriageError, match=words):
        signing(proved, **other)


def test_a_rule_set_with_problems_is_refused_with_all_of_them(proved):
    with pytest.raises(RuleSetProblems, match="unknown-choice"):
        signing(
            proved.replace(b"{numbness", b"{x", 1).replace(b"{saddle_numbness: yes}", b"{saddle_numbness: yess}", 1)
        )
    with pytest.raises(RuleSetProblems, match="missing-sources"):
        signing(proved.replace(b"sources: [dionne-2019, girft-ces-2023]", b"sources: []", 1))


def test_a_rule_set_that_is_not_proved_is_refused(proved):
    broken = proved.replace(b"says: New unsteadiness is never below same day.", b"says: It is.", 1).replace(
        b"whenever: {walking_balance: new}, at_least: same_day",
        b"whenever: {walking_balance: no}, at_least: same_day",
        1,
    )
    assert broken != proved
    with pytest.raises(TriageError, match="not proved: P5"):
        signing(broken)


def test_the_command_signs_a_copy_says_what_was_signed_and_check_then_finds_nothing(tmp_path):
    copy = tmp_path / "rules.yaml"
    shutil.copy(shipped("rules.yaml"), copy)
    before, until = copy.read_bytes(), date.today() + timedelta(days=90)
    args = ["--role", "A made-up role", "--body", "A made-up body", "--until", str(until)]
    result = CliRunner().invoke(main, ["sign", str(copy), *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    review = load_ruleset(copy).review
    assert (review.role, review.registration_body, review.next_review) == ("A made-up role", "A made-up body", until)
    assert review.fingerprint in result.output
    assert "commit" in result.output
    assert without_review(copy.read_bytes()) == before.split(b"\n")
    assert [file.name for file in tmp_path.iterdir()] == ["rules.yaml"]
    assert CliRunner().invoke(main, ["check", str(copy)], catch_exceptions=False).exit_code == 0
    guides = tmp_path / "guides"
    shutil.copytree(shipped("guides"), guides)
    (guides / "hub.md").write_bytes((guides / "hub.md").read_bytes() + b"x")
    voided = CliRunner().invoke(main, ["check", str(copy), "--guides", str(guides)], catch_exceptions=False)
    assert voided.exit_code == 1
    assert "[review-changed]" in voided.output


def test_a_refusal_leaves_the_file_as_it_was(tmp_path):
    copy = tmp_path / "rules.yaml"
    shutil.copy(shipped("rules.yaml"), copy)
    args = ["--role", "A", "--body", "B", "--until", "2020-01-01"]
    result = CliRunner().invoke(main, ["sign", str(copy), *args], catch_exceptions=False)
    assert result.exit_code == 1
    assert "not after today" in result.output
    assert copy.read_bytes() == shipped("rules.yaml").read_bytes()
