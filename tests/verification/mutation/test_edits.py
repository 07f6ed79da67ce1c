"""One-step edits of a criterion, written out for a few, and every mutant of the shipped rule set is well formed."""

from collections.abc import Iterator

import pytest

from triage.ruleset import integrity
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.fields import criterion_data, criterion_from
from triage.ruleset.model import RuleSet
from triage.verification.mutation.edits import edits
from triage.verification.mutation.mutants import (
    AskedWhen,
    Change,
    ChoiceOutcome,
    GroupMeans,
    RuleGone,
    RuleOutcome,
    RuleWhen,
    mutants,
    mutated,
)

NEW = Picked("leg_weakness", ("new",))
YES = Picked("weight_loss", ("yes",))
FEVER = InGroup("fever")

KINDS = {
    "rule removed", "rule one down", "rule one up", "count lowered", "count raised", "part out", "choice in",
    "choice swapped", "choice out", "all to any", "any to all", "choice's outcome removed", "choice one down",
    "choice one up", "group: choice out", "group: choice in", "group: choice swapped", "group: any to all",
    "group: part out", "asked: choice out", "asked: choice in", "asked: all to any", "asked: part out",
    "asked: choice swapped", "asked: any to all",
}  # fmt: skip


def made(rules: RuleSet, criterion: Criterion) -> list[tuple[str, Criterion]]:
    return [(edit.kind, edit.criterion) for edit in edits(rules, criterion)]


def test_a_list_of_choices_loses_each_and_gains_each_other(rules):
    assert made(rules, Picked("weight_loss", ("not_sure", "yes"))) == [
        ("choice out", Picked("weight_loss", ("yes",))),
        ("choice out", Picked("weight_loss", ("not_sure",))),
        ("choice in", Picked("weight_loss", ("not_sure", "yes", "no"))),
    ]


def test_a_choice_that_stands_alone_gives_way_to_its_neighbours(rules):
    swapped = [criterion for kind, criterion in made(rules, NEW) if kind == "choice swapped"]
    assert swapped == [Picked("leg_weakness", ("not_sure",))]


def test_doubt_on_a_context_question_counts_already_so_it_is_not_added(rules):
    added = [c.choices[-1] for kind, c in made(rules, Picked("pregnancy", ("late",))) if kind == "choice in"]
    assert added == ["no", "early_or_maybe", "postnatal"]


def test_what_a_group_means_is_edited_where_the_group_is_defined(rules):
    assert made(rules, FEVER) == []


@pytest.mark.parametrize(("kind", "other", "word"), [(All, AnyOf, "all to any"), (AnyOf, All, "any to all")])
def test_parts_are_joined_the_other_way_and_left_out_one_by_one(rules, kind, other, word):
    found = [edit for edit in made(rules, kind((FEVER, FEVER, FEVER))) if edit[0] in (word, "part out")]
    assert found == [(word, other((FEVER,) * 3)), *[("part out", kind((FEVER,) * 2))] * 3]


def test_a_part_alone_is_not_left_out_nor_joined_the_other_way(rules):
    assert made(rules, AnyOf((FEVER,))) == []


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, [("count raised", 2), ("part out", 1), ("part out", 1)]),
        (2, [("count lowered", 1)]),
    ],
)
def test_a_count_moves_by_one_within_what_its_parts_can_reach(rules, n, expected):
    assert [(kind, c.n) for kind, c in made(rules, AtLeast(n, (FEVER, FEVER)))] == expected


def test_edits_reach_into_every_part_and_change_one_thing(rules):
    whole = All((FEVER, AnyOf((YES, AtLeast(1, (NEW, FEVER))))))
    inside = {criterion for _, criterion in made(rules, whole)}
    assert All((FEVER, AnyOf((YES, AtLeast(2, (NEW, FEVER)))))) in inside
    assert All((FEVER, AnyOf((YES, AtLeast(1, (Picked("leg_weakness", ("not_sure",)), FEVER)))))) in inside
    assert whole not in inside


def test_every_kind_of_mutant_occurs_on_the_shipped_rule_set(rules):
    assert {mutant.kind for mutant in mutants(rules)} == KINDS


def test_no_two_mutants_of_the_shipped_rule_set_are_the_same_and_each_has_its_own_words(rules):
    made_of = list(mutants(rules))
    assert len({mutant.change for mutant in made_of}) == len(made_of)
    assert all(mutant.says[0].isupper() or mutant.says[0] == "“" for mutant in made_of)


def _first_of_each_kind(rules: RuleSet) -> Iterator[Change]:
    found = {}
    for mutant in mutants(rules):
        found.setdefault((mutant.kind, type(mutant.change)), mutant.change)
    yield from found.values()


def test_a_mutant_of_each_kind_is_a_sound_rule_set(rules):
    for change in _first_of_each_kind(rules):
        assert list(integrity.problems(mutated(rules, change))) == [], change


def test_the_criterion_of_every_mutant_is_one_that_a_file_may_hold(rules):
    for mutant in mutants(rules):
        when = getattr(mutant.change, "when", None)
        if when is not None:
            assert criterion_from(_as_written(criterion_data(when))) == when


def _as_written(data: object) -> object:
    """Plain data as they are read from a file: numbers are text."""
    match data:
        case dict():
            return {key: _as_written(value) for key, value in data.items()}
        case list():
            return [_as_written(item) for item in data]
        case _:
            return str(data)


def test_a_change_changes_what_it_names_and_nothing_else(rules):
    plain = rules.model_dump(exclude={"rules", "pages", "groups"})
    for change in _first_of_each_kind(rules):
        other = mutated(rules, change)
        assert other.model_dump(exclude={"rules", "pages", "groups"}) == plain
        assert len(_differing(rules, other)) == 1, change


def _differing(rules: RuleSet, other: RuleSet) -> set[str]:
    """The rules, groups, choices and questions that differ."""
    ours, theirs = ({rule.id: rule for rule in some.rules} for some in (rules, other))
    found = {name for name in ours if ours[name] != theirs.get(name)}
    found |= {name for name in rules.groups if rules.groups[name] != other.groups[name]}
    for question in rules.questions:
        twin = other.question_by_id[question.id]
        found |= {question.id} if question.ask_when != twin.ask_when else set()
        found |= {f"{question.id}={a.id}" for a, b in zip(question.choices, twin.choices, strict=True) if a != b}
    return found


def test_each_sort_of_change_is_carried_out(rules):
    def after(change: Change) -> RuleSet:
        return mutated(rules, change)

    rule = rules.rules[0]
    assert rule.id not in {r.id for r in after(RuleGone(rule.id)).rules}
    assert after(RuleOutcome(rule.id, "soon")).rules[0].outcome == "soon"
    assert after(RuleWhen(rule.id, YES)).rules[0].when == YES
    choice = after(ChoiceOutcome("weight_loss", "yes", None)).question_by_id["weight_loss"].choice_by_id["yes"]
    assert choice.outcome is None
    assert after(GroupMeans("fever", YES)).groups["fever"] == YES
    assert after(AskedWhen("strain_pain", YES)).question_by_id["strain_pain"].ask_when == YES
