"""What ``tests/broken`` does not show: variants of a problem, and what must not be one."""

import pytest
from pydantic import ValidationError

from triage.ruleset.model import RuleSet
from triage.ruleset.read import read


def codes(checked):
    return [problem.code for problem in checked.problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- id: routine\n  name", "- id: guides\n  name"),
        ("- id: more\n", "- id: health\n"),
        ("  - id: duration\n", "  - id: fever\n"),
        ("{id: over_3m,", "{id: weeks,"),
        ("- id: two-doubts", "- id: child"),
        ("- id: numbness-is-an-emergency", "- id: any-fever-is-seen"),
        ("- id: D2\n", "- id: D1\n"),
        ("{id: inflammation,", "{id: hub,"),
        ("- id: usa\n", "- id: uk\n"),
    ],
)
def test_ids_are_unique_among_their_own_kind(edited, old, new):
    assert "duplicate-id" in codes(edited(one=(old, new)))


def test_the_same_id_may_name_things_of_different_kinds(edited):
    assert codes(edited(page=("- id: you\n", "- id: fever\n"), rule=("- id: child\n", "- id: hub\n"))) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("none: none", "none: nothing", "unknown-choice"),
        ("reassuring: no\n    decision", "reassuring: not\n    decision", "unknown-choice"),
        ("{property: P2, question: fever", "{property: P2, question: fevers", "unknown-question"),
        ("source: made-up-2020}", "source: made-up-1920}", "unknown-source"),
        ("up_to: soon", "up_to: sooner", "unknown-outcome"),
        ("outcomes: [days, same_day]", "outcomes: [days, same_week]", "unknown-outcome"),
        ("  same_day:\n  - you", "  same_week:\n  - you", "unknown-outcome"),
        ("exactly: emergency", "exactly: emergencies", "unknown-outcome"),
        ("{all: [fragile, {small_fall", "{all: [fragiles, {small_fall", "unknown-group"),
        ("{any: [older, {risks:", "{any: [fragile, {risks:", "group-cycle"),
        ("older: {age: 65_plus}", "older: {any: [fragile, {age: 65_plus}]}", "group-cycle"),
        ("ask_when: {duration: over_3m}", "ask_when: {small_fall: yes}", "ask-when-forward"),
        ("older: {age: 65_plus}", "older: {morning: yes}", "ask-when-forward"),  # through two groups
    ],
)
def test_every_place_that_names_something_is_looked_at(edited, old, new, code):
    assert code in codes(edited(one=(old, new)))


def test_the_message_names_the_closest_thing_that_exists(edited):
    (problem,) = edited(one=("up_to: soon", "up_to: sooon")).problems
    assert problem.remedy == "did you mean 'soon'?"


def test_a_rule_set_with_a_broken_reference_is_never_built(specimen):
    data = read(specimen.replace("up_to: soon", "up_to: later"), "specimen.yaml").data
    with pytest.raises(ValidationError, match="there is no outcome 'later'"):
        RuleSet.model_validate(data)
