"""The operator file is read strictly: each mistake is said with its line and what to do."""

import pytest

from tests.web.operating.conftest import OPERATOR, TODAY
from triage.errors import TriageError
from triage.resources import shipped
from triage.web.operating.operator_file import OperatorProblems, operator_from, read_operator

PLACES = ("uk", "usa")


def test_the_example_can_be_read_once_it_is_filled_in():
    operator = operator_from(OPERATOR, "operator.yaml", PLACES)
    assert operator.hosts == ("check.example.net",)
    assert operator.public_url == "https://check.example.net"
    assert (operator.reviewer_role, operator.reviewed_on) == ("Made-up role for tests", TODAY)
    assert set(operator.device_position) == {"uk"}


def test_what_the_example_says_of_nobody_is_refused_where_it_stands_and_nothing_else_is():
    example = shipped("operator.example.yaml").read_text("utf-8")
    with pytest.raises(OperatorProblems) as refused:
        operator_from(example, "operator.yaml", PLACES)
    assert {problem.code for problem in refused.value.problems} == {"still-the-example"}
    named = [example.splitlines()[problem.span.line - 1].split(":")[0].strip() for problem in refused.value.problems]
    assert named == [
        "legal_name", "contact", "privacy_contact", "clinical_safety_contact", "security_contact", "incident_mailbox",
        "uk", "public_url", "- check.example.org",
    ]  # fmt: skip
    assert all(problem.remedy for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("legal_name:", "legalname:", "unknown-key"),
        ("country: United Kingdom", "", "missing-key"),
        ("place: uk ", "place: ukk ", "unknown-place"),
        ("place: uk ", "place: usa ", "missing-key"),
        ("  uk: A", "  atlantis: A", "unknown-place"),
        ("contact: hello@check.example.net", "contact: hello", "wrong-kind"),
        ("contact: hello@check.example.net", "contact: http://check.example.net", "wrong-kind"),
        ("incident_mailbox: incidents@check.example.net", "incident_mailbox: https://a.example.org", "wrong-kind"),
        ("public_url: https://check.example.net", "public_url: http://check.example.net", "wrong-kind"),
        ("public_url: https://check.example.net", "public_url: https://check.example.net/", "wrong-kind"),
        ("public_url: https://check.example.net", "public_url: https://other.example.org", "unknown-host"),
        ("- check.example.net", "- '*'", "wrong-kind"),
        ("- check.example.net", "- {a: b}", "wrong-kind"),
        (f"\n  date: {TODAY}", "\n  date: yesterday", "not-a-date"),
        ("legal_name: Made-up", "legal_name: *Made-up", "alias"),
        ("legal_name: Made-up Publishing Ltd", "legal_name: ''", "empty-value"),
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
