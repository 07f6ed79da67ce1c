"""Finding what a name means, and saying so when it means nothing or two things."""

import pytest

from triage.errors import TriageError
from triage.ruleset.model import RuleSet
from triage.verification.explaining.subjects import Subject, find


def with_rule_named(ruleset, rule_id):
    data = ruleset.model_dump(mode="json", exclude_none=True)
    data["rules"][0]["id"] = rule_id
    return RuleSet.model_validate(data)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fever-with-nerve-sign", "rule"),
        ("pregnancy", "question"),
        ("very_unwell=yes", "choice"),
        ("emergency", "outcome"),
        ("nerve_new", "group"),
        ("nhs-saddle", "guarantee"),
    ],
)
def test_each_kind_is_found_by_its_id_and_by_kind_and_id(rules, name, kind):
    assert find(rules, name) == find(rules, f"{kind}:{name}") == Subject(kind, name)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("fever-with-nerve-sing", "rule:fever-with-nerve-sign"),
        ("pregnency", "question:pregnancy"),
        ("very_unwell=yess", "choice:very_unwell=yes"),
    ],
)
def test_an_unknown_name_is_said_with_the_nearest_ones_and_their_kinds(rules, name, near):
    with pytest.raises(TriageError, match=f"nothing here is called '{name}'.*{near}"):
        find(rules, name)


def test_a_name_that_is_near_nothing_is_said_with_the_kinds_that_there_are(rules):
    with pytest.raises(TriageError, match="rule, question, outcome, group or guarantee") as refusal:
        find(rules, "x" * 100_000)
    assert "mean" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


def test_a_name_of_two_kinds_must_say_which(rules):
    both = with_rule_named(rules, "emergency")
    with pytest.raises(TriageError, match="rule:emergency or outcome:emergency"):
        find(both, "emergency")
    assert find(both, "rule:emergency") == Subject("rule", "emergency")
    assert find(both, "outcome:emergency") == Subject("outcome", "emergency")


def test_a_kind_in_front_looks_among_that_kind_only(rules):
    with pytest.raises(TriageError, match="nothing here is called 'emergency'"):
        find(rules, "rule:emergency")
