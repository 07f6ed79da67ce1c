from itertools import groupby

import pytest

from triage.ruleset.load import load_text
from triage.ruleset.model import Choice, RuleSet
from triage.ruleset.red_flags import red_flags


@pytest.fixture(params=["specimen", "shipped"])
def ruleset(request: pytest.FixtureRequest, specimen: str, rules: RuleSet) -> RuleSet:
    return rules if request.param == "shipped" else load_text(specimen, "specimen.yaml")


def test_each_rule_and_each_choice_that_carries_an_outcome_is_a_red_flag_once(ruleset: RuleSet):
    carrying = [choice for question in ruleset.questions for choice in question.choices if choice.outcome]
    causes = [id(flag.cause) for flag in red_flags(ruleset)]
    assert sorted(causes) == sorted(id(cause) for cause in (*carrying, *ruleset.rules))


def test_a_red_flag_has_the_outcome_of_its_cause_and_tests_what_the_file_says(ruleset: RuleSet):
    for flag in red_flags(ruleset):
        assert ruleset.outcomes[flag.rank].id == flag.cause.outcome
        if isinstance(flag.cause, Choice):
            assert flag.question is not None
            assert (flag.criterion.question, flag.criterion.choices) == (flag.question.id, (flag.cause.id,))
            assert flag.id == f"{flag.question.id}={flag.cause.id}"
        else:
            assert (flag.id, flag.criterion, flag.question) == (flag.cause.id, flag.cause.when, None)


def test_the_most_urgent_come_first_and_of_one_outcome_choices_before_rules_as_the_file_has_them(ruleset: RuleSet):
    flags = red_flags(ruleset)
    ranks = [rank for rank, _ in groupby(flags, key=lambda flag: flag.rank)]
    assert ranks == sorted(set(ranks), reverse=True)
    in_file = [*(f"{q.id}={c.id}" for q in ruleset.questions for c in q.choices), *(r.id for r in ruleset.rules)]
    for _, same in groupby(flags, key=lambda flag: flag.rank):
        places = [in_file.index(flag.id) for flag in same]
        assert places == sorted(places)
