from datetime import date

import pytest

from triage.ruleset.check import check_text
from triage.ruleset.fingerprint import fingerprint, review_state

REVIEW = """
review:
  role: Physiotherapist
  registration_body: A made-up body
  date: 2026-11-01
  next_review: 2027-11-01
  fingerprint: {fingerprint}
"""


def built(text):
    checked = check_text(text, "specimen.yaml", date(2026, 11, 22))
    assert not checked.problems
    return checked.ruleset


def signed(specimen, mark):
    return built(specimen + REVIEW.format(fingerprint=mark))


def test_layout_and_comments_and_the_review_itself_leave_the_fingerprint(specimen):
    mark = fingerprint(built(specimen))
    assert (
        fingerprint(built(specimen.replace("{property: P2, question: age,", "{ property: P2,  question: 'age',")))
        == mark
    )
    assert fingerprint(built(specimen + "# a comment\n")) == mark
    assert fingerprint(signed(specimen, mark)) == mark


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Have you ever had cancer?", "Have you had cancer?"),
        ("{all: [fever_now, {leg_weakness: yes}]}", "{any: [fever_now, {leg_weakness: yes}]}"),
        ("{leg_weakness: [no, long_checked]}", "{leg_weakness: [no]}"),
        ("emergency_number: 911", "emergency_number: 912"),
        ("n: 2", "n: 3"),
    ],
)
def test_every_other_change_changes_the_fingerprint(specimen, old, new):
    assert old in specimen
    assert fingerprint(built(specimen.replace(old, new))) != fingerprint(built(specimen))


def test_the_fingerprint_is_the_same_on_every_machine(specimen):
    assert fingerprint(built(specimen)) == fingerprint(built(specimen.replace("\n", "\r\n")))
    assert len(fingerprint(built(specimen))) == 16


def test_nobody_has_signed_a_draft_or_contents_that_changed_since(specimen):
    assert review_state(built(specimen), date(2026, 11, 22)) == "draft"
    assert review_state(signed(specimen, "0123456789abcdef"), date(2026, 11, 22)) == "draft"


def test_a_signature_holds_up_to_the_day_of_the_next_review(specimen):
    ruleset = signed(specimen, fingerprint(built(specimen)))
    assert review_state(ruleset, date(2027, 11, 1)) == "signed"
    assert review_state(ruleset, date(2027, 11, 2)) == "lapsed"
