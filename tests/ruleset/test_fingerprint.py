from datetime import date

import pytest

from triage.ruleset.check import check_text
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.load import load_text

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
    return load_text(specimen + REVIEW.format(fingerprint=mark), "specimen.yaml")


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
