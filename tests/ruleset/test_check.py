"""What ``tests/broken`` does not show: which forms the checks allow, and which variants they find."""

from datetime import date

import pytest

from triage.ruleset.check import check_text

TOLD = "told: This needs a check, even if the pain is mild."
YOU_SAID = "you_said: the pain keeps you awake however you lie"


def codes(checked):
    return {problem.code for problem in checked.problems}


@pytest.mark.parametrize(
    "told",
    [
        "This is not a diagnosis.",
        "This is not an all-clear.",
        "We say who to contact, and how soon.",
        "Go to urgent care.",
        "This keeps you safer. Adjust your chair, but not at lunchtime.",
    ],
)
def test_allowed_forms_hold_words_that_are_forbidden_elsewhere(edited, told):
    assert codes(edited(one=(TOLD, f"told: {told}"))) == set()


@pytest.mark.parametrize(
    "told",
    [
        "This is a diagnosis.",
        "You have a weak leg.",
        "You may have a weak leg.",
        "Go soon.",
        "Go as soon as possible.",
        "This is URGENT.",
        "You must go.",
        "It is only a strain.",
        "It is likely to ease.",
        "These are signs of harm.",
        "Don’t panic.",
        "Our AI says so.",
    ],
)
def test_forbidden_words_are_found_in_what_a_result_tells(edited, told):
    assert codes(edited(one=(TOLD, f"told: {told}"))) == {"forbidden-word"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Visit within 2 weeks", "name: Visit soon"),
        ("heading: Get a check within 2 weeks", "heading: Get a safe check within 2 weeks"),
        ("- you feel hot, cold or shivery", "- you feel hot and likely shivery"),
        ("say: I need to be seen today.", "say: I must be seen today."),
        ("reason: These guides can", "reason: These common guides can"),
        ("text: If {your_doctor}", "text: You should ask. If {your_doctor}"),
        ("hospital: the ER", "hospital: the normal ER"),
        (YOU_SAID, "you_said: you told us of a serious pain"),
    ],
)
def test_forbidden_words_are_found_wherever_a_result_has_words(edited, old, new):
    assert codes(edited(one=(old, new))) == {"forbidden-word"}


def test_a_disease_may_be_repeated_only_where_the_person_was_asked_about_it(edited):
    assert codes(edited(asked=("you_said: you have had cancer,", "you_said: you have cancer or had it,"))) == set()
    assert codes(edited(unasked=(YOU_SAID, "you_said: you have had cancer and pain at night"))) == {"disease-name"}
    assert codes(edited(clinical=("clinical: night pain in any position", "clinical: discitis"))) == {"disease-name"}
    assert codes(edited(told=(TOLD, "told: This can be sciatica."))) == {"disease-name"}


def test_a_choice_that_only_doubt_or_a_note_makes_matter_has_words_too(edited):
    doubt = ", you_said: you were not sure how long the pain has gone on"
    assert codes(edited(one=(doubt, ""))) == {"missing-you-said"}
    named = edited(one=("when: nerve_doubt", "when: {any: [nerve_doubt, {age: 16_64}]}"))
    assert codes(named) == {"missing-you-said"}


def test_numbers_are_stale_after_twelve_months_and_not_on_the_day(specimen):
    def stale_on(day):
        return {problem.code for problem in check_text(specimen, "specimen.yaml", day).problems}

    assert stale_on(date(2027, 11, 1)) == set()
    assert stale_on(date(2027, 11, 2)) == {"stale-place"}


def test_numbers_checked_on_a_leap_day_are_stale_a_year_later(specimen):
    text = specimen.replace("2026-11-01", "2028-02-29")
    assert not check_text(text, "specimen.yaml", date(2029, 2, 28)).problems
    assert check_text(text, "specimen.yaml", date(2029, 3, 1)).problems


def test_a_heading_is_as_long_as_the_longest_words_that_a_place_puts_into_it(edited):
    checked = edited(one=("doctor: a doctor\n", "doctor: a doctor or a nurse or a physio\n"))
    assert codes(checked) == {"long-heading"}
    assert "in United States" in checked.problems[0].message


@pytest.mark.parametrize("when", ["now", "today", "within 3 days", "within 2 weeks", "in the next 2 weeks"])
def test_these_say_by_when(edited, when):
    assert codes(edited(one=("heading: Get a check within 2 weeks", f"heading: Get a check {when}"))) == set()


@pytest.mark.parametrize("text", ["Call {phone}", "Call {}", "Call {emergency_number", "Call }", "Call {Hospital}"])
def test_every_brace_that_nothing_fills_in_is_found(edited, text):
    assert codes(edited(one=(TOLD, f"told: '{text}.'"))) == {"unknown-placeholder"}


def test_questions_are_shown_as_they_are_so_nothing_fills_them_in(edited):
    assert codes(edited(one=("text: Have you ever had cancer?", "text: Have you called {doctor}?"))) >= {
        "unknown-placeholder"
    }


def test_a_rule_set_with_problems_that_the_engine_can_run_is_handed_back(edited):
    assert edited(one=(TOLD, "told: Go soon.")).ruleset is not None
    assert edited(one=("up_to: soon", "up_to: later")).ruleset is None
