"""The operator file is read strictly: each mistake is said with its line and what to do."""

import pytest

from tests.web.operating.conftest import OPERATOR, TODAY
from triage.errors import TriageError
from triage.web.operating.operator_file import OperatorProblems, operator_from, read_operator

PLACES = ("uk", "usa")


def test_the_example_can_be_read_as_it_is_shipped():
    operator = operator_from(OPERATOR, "operator.yaml", PLACES)
    assert operator.hosts == ("check.example.org",)
    assert operator.public_url == "https://check.example.org"
    assert (operator.reviewer_role, operator.reviewed_on) == ("Made-up role for tests", TODAY)
    assert set(operator.device_position) == {"uk"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("legal_name:", "legalname:", "unknown-key"),
        ("country: United Kingdom", "", "missing-key"),
        ("place: uk ", "place: ukk ", "unknown-place"),
        ("place: uk ", "place: usa ", "missing-key"),
        ("  uk: Say", "  atlantis: Say", "unknown-place"),
        ("contact: hello@check.example.org", "contact: hello", "wrong-kind"),
        ("contact: hello@check.example.org", "contact: http://check.example.org", "wrong-kind"),
        ("incident_mailbox: incidents@check.example.org", "incident_mailbox: https://a.example.org", "wrong-kind"),
        ("public_url: https://check.example.org", "public_url: http://check.example.org", "wrong-kind"),
        ("public_url: https://check.example.org", "public_url: https://check.example.org/", "wrong-kind"),
        ("public_url: https://check.example.org", "public_url: https://other.example.org", "unknown-host"),
        ("- check.example.org", "- '*'", "wrong-kind"),
        ("- check.example.org", "- {a: b}", "wrong-kind"),
        (f"\n  date: {TODAY}", "\n  date: yesterday", "not-a-date"),
        ("legal_name: Example", "legal_name: *Example", "alias"),
        ("legal_name: Example Publishing Ltd", "legal_name: ''", "empty-value"),
    ],
)
def test_each_mistake_is_said_with_its_place_and_remedy(old, new, code):
    assert old in OPERATOR
    with pytest.raises(OperatorProblems) as refused:
        operator_from(OPERATOR.replace(old, new, 1), "operator.yaml", PLACES)
    assert code in {problem.code for problem in refused.value.problems}
    assert all(problem.span.line >= 1 and problem.remedy for problem in refused.value.problems)
    assert str(refused.value).startswith("operator.yaml:")


@pytest.mark.parametrize("text", ["", "[]", "- a", "text", "{", "\0", "a: b\n" * 20_000])
def test_what_is_no_operator_file_is_refused_without_a_traceback(text):
    with pytest.raises(OperatorProblems):
        operator_from(text, "operator.yaml", PLACES)


def test_several_mistakes_are_said_at_once_in_the_order_of_the_file():
    broken = OPERATOR.replace("hello@", "hello").replace("- check", "- Check!").replace("place: uk", "place: mars")
    with pytest.raises(OperatorProblems) as refused:
        operator_from(broken, "operator.yaml", PLACES)
    lines = [problem.span.line for problem in refused.value.problems]
    assert len(lines) >= 3
    assert lines == sorted(lines)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TriageError, match="cannot be read"):
        read_operator(tmp_path / "none.yaml", PLACES)
