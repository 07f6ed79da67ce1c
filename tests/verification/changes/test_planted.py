"""Edits of the shipped rules: what is said names the edit, and nothing slips through."""

import random
from dataclasses import replace

import pytest

from tests.verification.changes.planted import COHORT, SHIPPED, changed, choice, edited, question, rule
from triage.errors import TriageError
from triage.resources import shipped
from triage.verification.changes.cases import cases
from triage.verification.changes.compare import compare
from triage.verification.changes.report import change_lines, verdict
from triage.verification.changes.union import union
from triage.verification.vignettes import read_vignettes

TWO_UNSURE = "two-unsure-cauda-equina-answers"


def said(changes) -> str:
    return "\n".join(change_lines(changes))


def test_a_rule_that_is_taken_out_is_named_with_whom_it_leaves():
    name = "fever-with-injected-drugs"
    changes = changed(lambda data: data["rules"].remove(rule(data, name)))
    assert [(move.old, move.new) for move in changes.moves] == [("emergency", "same_day")]
    assert f"rule '{name}' was taken out" in said(changes)
    (condition,) = changes.moves[0].conditions
    assert "“Do any of these apply to you?” includes “Injected drugs" in condition.says
    assert not changes.accepted


def test_one_more_part_that_must_hold_is_told_as_those_who_had_just_enough():
    changes = changed(lambda data: rule(data, TWO_UNSURE)["when"]["at_least"].update(n="3"))
    assert all(move.lowers and move.old == "emergency" for move in changes.moves)
    assert f"rule '{TWO_UNSURE}' is now about fewer people" in said(changes)
    for move in changes.moves:
        for condition in move.conditions:
            assert condition.says.count("?” is ") == 2


def test_a_choice_that_gives_less_is_told_in_the_words_of_the_form():
    changes = changed(lambda data: choice(data, "saddle_numbness", "yes").update(outcome="soon"))
    assert "now gives “Within 2 weeks”, and gave “Emergency”" in said(changes)
    assert {move.old for move in changes.moves} == {"emergency"}
    assert {move.new for move in changes.moves} == {"soon", "days", "same_day"}
    soon = next(move for move in changes.moves if move.new == "soon")
    assert [condition.says for condition in soon.conditions] == [
        "“Is there new numbness or tingling around your private parts, back passage or inner thighs?” is “Yes”"
    ]


def test_a_lowering_that_hides_in_a_raise_is_told_first():
    def narrowed(data):
        weight = rule(data, "fever-with-another-warning-sign")
        weight["outcome"] = "emergency"
        weight["when"] = {"all": ["fever", {"weight_loss": "yes"}]}

    changes = changed(narrowed)
    assert changes.moves[0].lowers
    assert not changes.moves[-1].lowers
    lowered = [condition.says for condition in changes.moves[0].conditions]
    assert any("“Have you felt ill for 2 weeks or more?” is “Yes”" in says for says in lowered)


def test_a_lowering_through_a_group_names_the_group():
    changes = changed(lambda data: data["groups"]["nerve_new"]["any"].pop(0))
    assert "because of a change of the group 'nerve_new'" in said(changes)
    assert not changes.accepted


def test_a_lowering_through_who_is_asked_names_the_question():
    changes = changed(lambda data: question(data, "cancer_history").update(ask_when="age_50_plus"))
    assert "because of a change of who is asked “Have you ever had cancer?”" in said(changes)
    assert not changes.accepted


def test_a_renamed_rule_and_another_order_of_rules_and_pages_move_nobody():
    def shuffled(data):
        random.Random(1).shuffle(data["rules"])
        rule(data, TWO_UNSURE)["id"] = "another-name"
        data["pages"][-1]["questions"].reverse()

    changes = changed(shuffled)
    assert (changes.moves, changes.offers, changes.alone) == ((), (), ())
    assert verdict(changes) == "Nobody is lowered."


def test_words_are_listed_apart_and_move_nobody():
    def reworded(data):
        question(data, "saddle_numbness")["hint"] = "Another hint."
        rule(data, TWO_UNSURE)["because"] = "Another reason."
        data["outcomes"][-1]["told"] = "Another sentence."
        data["safety_net"]["emergency"][0] = "another line"

    changes = changed(reworded)
    assert (changes.moves, changes.edits) == ((), ())
    assert {(edit.kind, edit.key) for edit in changes.words} == {
        ("question", "hint"), ("rule", "because"), ("outcome", "told"), ("safety net", "lines"),
    }  # fmt: skip


def test_two_equal_files_differ_in_nothing():
    changes = compare(SHIPPED, SHIPPED, COHORT)
    assert (changes.moves, changes.offers, changes.edits, changes.words) == ((), (), (), ())


def test_a_guide_that_fewer_are_offered_lowers_nobody():
    changes = changed(lambda data: data["guides"][0].update(up_to="guides"))
    assert changes.moves == ()
    assert changes.offers[0].lost.sheets > 0
    assert changes.accepted


def test_a_choice_that_only_one_file_has_is_not_compared_and_not_accepted():
    def milder(data):
        question(data, "saddle_numbness")["choices"].insert(
            1, {"id": "after_sitting", "text": "Only after sitting", "raises_nothing": "A reason."}
        )

    changes = changed(milder)
    (alone,) = changes.alone
    assert alone.may_lower
    assert "“Only after sitting” on “Is there new numbness" in alone.says
    assert changes.moves == ()
    assert not changes.accepted
    assert changes.not_compared.sheets > 0


def test_a_new_choice_that_gives_the_most_urgent_outcome_lowers_nobody():
    more = {"id": "more", "text": "Yes, both sides", "outcome": "emergency"}
    changes = changed(lambda data: question(data, "neuro_rapid")["choices"].append(more))
    assert not changes.alone[0].may_lower
    assert changes.accepted


def test_a_new_question_raises_those_who_answer_it_and_is_named_as_something_the_crowd_is_silent_on():
    asked = {"id": "extra", "label": "Extra", "text": "Is there more?", "reassuring": "no",
             "choices": [{"id": "no", "text": "No"}, {"id": "not_sure", "text": "I'm not sure"},
                         {"id": "yes", "text": "Yes", "outcome": "soon"}]}  # fmt: skip
    changes = changed(lambda data: data["pages"][-1]["questions"].append(asked))
    assert {(move.lowers, move.new) for move in changes.moves} == {(False, "soon")}
    assert [c.says for c in changes.moves[0].conditions] == ["“Is there more?” is “Yes”"]
    assert any("'extra'" in line for line in changes.silent)


def test_outcomes_in_another_order_are_refused():
    with pytest.raises(TriageError, match="different orders"):
        changed(lambda data: data["outcomes"].insert(1, data["outcomes"].pop(2)))


def test_the_vignettes_that_move_are_listed_with_what_they_expect():
    new = edited(lambda data: choice(data, "saddle_numbness", "yes").update(outcome="days"))
    changes = compare(SHIPPED, new, COHORT, read_vignettes(shipped("vignettes"), SHIPPED))
    assert changes.cases
    assert all(case.lowers and case.old_name == "Emergency" for case in changes.cases)
    assert not all(case.agrees for case in changes.cases)


@pytest.mark.parametrize("picked", [{"gone"}, {"no", "yes"}])
def test_a_vignette_that_a_file_cannot_read_is_left_out_and_counted(picked):
    odd, *others = read_vignettes(shipped("vignettes"), SHIPPED)
    odd = replace(odd, answers={**odd.answers, "saddle_numbness": frozenset(picked)})
    found = cases(SHIPPED, SHIPPED, [odd, *others])
    assert (found.left_out, found.compared) == (1, len(others))


def accepts(data, *lowered):
    source = next(iter(data["bibliography"]))
    data["accepts"] = [{"lowered": text, "because": "A reason.", "source": source} for text in lowered]


PAIRS = {
    (f"emergency -> same_day: {TWO_UNSURE}", f"emergency -> days: {TWO_UNSURE}"): True,
    (f"emergency -> same_day: {TWO_UNSURE}",): False,
    (f"emergency -> same_day: {TWO_UNSURE}", f"emergency -> guides: {TWO_UNSURE}"): False,
    ("emergency -> same_day: another-rule", "emergency -> days: another-rule"): False,
}


@pytest.mark.parametrize("lowered", PAIRS)
def test_a_lowering_is_accepted_only_by_an_entry_for_its_outcomes_that_names_what_is_behind(lowered):
    def removed(data):
        data["rules"].remove(rule(data, TWO_UNSURE))
        accepts(data, *lowered)

    assert changed(removed).accepted is PAIRS[lowered]


def test_a_lowering_with_two_rules_behind_needs_both_names():
    def removed(data, *lowered):
        choice(data, "both_legs", "new_pain_tingle")["outcome"] = "same_day"
        data["rules"].remove(rule(data, "fever-with-injected-drugs"))
        accepts(data, *lowered)

    one = "emergency -> same_day: both_legs=new_pain_tingle"
    refused = changed(lambda data: removed(data, one))
    assert refused.moves[0].unnamed == ("fever-with-injected-drugs",)
    assert changed(lambda data: removed(data, f"{one}, fever-with-injected-drugs")).accepted


def test_an_entry_that_the_old_file_has_already_accepts_nothing_new():
    entry = "emergency -> same_day: fever-with-injected-drugs"
    old = edited(lambda data: accepts(data, entry))

    def removed(data):
        data["rules"].remove(rule(data, "fever-with-injected-drugs"))
        accepts(data, entry)

    assert changed(removed).accepted
    assert not compare(old, edited(removed), COHORT).accepted


def test_an_entry_that_names_no_lowering_of_the_change_is_said():
    changes = changed(lambda data: accepts(data, "emergency -> same_day: fever-with-injected-drugs"))
    assert changes.idle == ("emergency -> same_day: fever-with-injected-drugs",)


def test_a_question_put_together_from_two_files_knows_the_choices_of_both():
    with_one_more = edited(
        lambda data: question(data, "pain_duration")["choices"].insert(1, {"id": "extra", "text": "Another time"})
    )
    assert "extra" not in SHIPPED.question_by_id["pain_duration"].choice_by_id
    together = union(with_one_more, SHIPPED).ruleset.question_by_id["pain_duration"]
    assert together.choice_by_id.keys() == {choice.id for choice in together.choices}
    assert "extra" in together.choice_by_id
    assert compare(with_one_more, SHIPPED, COHORT).not_compared
