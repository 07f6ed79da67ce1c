"""What a clinician signs, and when a sign-off holds."""

import random
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.resources import shipped
from triage.ruleset.check import check_text
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.load import draft, load_text
from triage.ruleset.model import Review, RuleSet
from triage.ruleset.signoff import LONGEST, guide_files, sign_off, signed_contents

GUIDES = {"guides/hub.md": b"# Guides\n\nRead these.\n", "guides/sciatica.md": b"# Pain in the leg\n"}
TODAY = date(2026, 11, 22)


def review(mark, day=TODAY, until=date(2027, 11, 22)):
    return Review(
        role="A made-up role", registration_body="A made-up body", date=day, next_review=until, fingerprint=mark
    )


def texts_in(data, path=()):
    """Every text in plain data, with where it stands. Dates are no texts."""
    if isinstance(data, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", data):
            yield path, data
    elif isinstance(data, list | dict):
        for key, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_in(part, (*path, key))


@pytest.fixture(scope="module")
def plain(rules):
    return rules.model_dump(mode="json", exclude={"review"})


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0))
def test_one_other_character_in_any_text_of_the_rule_set_voids_a_sign_off(rules, plain, seed):
    chance = random.Random(seed)
    path, text = chance.choice(list(texts_in(plain)))
    at = chance.randrange(len(text) + 1)
    changed = text[:at] + chance.choice("xé7 .") + text[at:]
    other = edited(rules, path, changed)
    assert signed_contents(other, GUIDES) != signed_contents(rules, GUIDES)


def test_another_day_on_which_a_country_was_checked_voids_a_sign_off(rules):
    first = next(place for place in rules.places if place.checked_on)
    later = first.changed(checked_on=first.checked_on + timedelta(days=1))
    other = rules.changed(places=tuple(later if place is first else place for place in rules.places))
    assert signed_contents(other, GUIDES) != signed_contents(rules, GUIDES)


def edited(part, path, text):
    """The rule set, with another text at one place. Its meaning is not checked: contents are contents."""
    if not path:
        return text
    key, *rest = path
    if isinstance(part, dict):
        return {**part, key: edited(part[key], rest, text)}
    if isinstance(part, tuple):
        return (*part[:key], edited(part[key], rest, text), *part[key + 1 :])
    if hasattr(part, "model_copy"):
        return part.model_copy(update={key: edited(getattr(part, key), rest, text)})
    return text


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0))
def test_one_other_byte_in_any_guide_voids_a_sign_off(rules, seed):
    chance = random.Random(seed)
    files = dict(guide_files(shipped("guides")))
    before = signed_contents(rules, files)
    name = chance.choice(sorted(files))
    at = chance.randrange(len(files[name]))
    files[name] = files[name][:at] + chance.choice([b"", b"x", b"\n"]) + files[name][at + chance.randint(0, 1) :]
    assert (signed_contents(rules, files) == before) == (files == guide_files(shipped("guides")))


def test_random_edits_of_the_file_void_a_sign_off_unless_they_change_layout_or_comments_only(specimen):
    chance = random.Random(4)
    whole = load_text(specimen, "specimen.yaml")
    before, voided = signed_contents(whole, {}), 0
    for _ in range(150):
        at = chance.randrange(len(specimen))
        found = draft(specimen[:at] + chance.choice("x5") + specimen[at + 1 :], "specimen.yaml").ruleset
        if found is not None:
            same = found.model_dump() == whole.model_dump()
            assert (signed_contents(found, {}) == before) == same
            voided += not same
    assert voided > 20


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"guides/hub.md": GUIDES["guides/hub.md"]},
        GUIDES | {"guides/new.md": b""},
        GUIDES | {"rules.cy.yaml": b"version: 1\n"},
        {"guides/hub.md": GUIDES["guides/sciatica.md"], "guides/sciatica.md": GUIDES["guides/hub.md"]},
        {"guides/hub2.md": GUIDES["guides/hub.md"], "guides/sciatica.md": GUIDES["guides/sciatica.md"]},
    ],
)
def test_a_file_more_or_less_or_under_another_name_voids_a_sign_off(rules, files):
    assert signed_contents(rules, files) != signed_contents(rules, GUIDES)


def test_the_order_of_files_how_lines_end_and_the_review_itself_leave_the_contents(rules):
    before = signed_contents(rules, GUIDES)
    assert signed_contents(rules, dict(reversed(GUIDES.items()))) == before
    assert signed_contents(rules, {n: text.replace(b"\n", b"\r\n") for n, text in GUIDES.items()}) == before
    assert signed_contents(rules.model_copy(update={"review": review(before)}), GUIDES) == before


def test_a_changed_guide_leaves_the_fingerprint_that_journeys_hang_on(rules):
    assert fingerprint(rules) != signed_contents(rules, {})
    assert isinstance(rules, RuleSet)
    assert fingerprint(rules) == fingerprint(rules.model_copy(update={"review": review("x")}))


def test_nobody_has_signed_a_draft(rules):
    assert rules.review is None, "the shipped rule set stays unsigned until a clinician signs it"
    found = sign_off(rules.review, signed_contents(rules, GUIDES), TODAY)
    assert (found.state, found.holds) == ("draft", False)
    assert "nobody has signed" in str(found.why_not)


@pytest.mark.parametrize(
    ("signed", "today", "state", "why"),
    [
        (review("mark"), TODAY, "signed", None),
        (review("mark"), date(2027, 11, 22), "signed", None),
        (review("mark"), date(2027, 11, 23), "lapsed", "was due on 2027-11-22"),
        (review("mark"), TODAY - timedelta(days=1), "draft", "still to come"),
        (review("other"), TODAY, "draft", "have changed"),
        (review("other"), date(2027, 11, 23), "draft", "have changed"),
        (review("mark", until=TODAY + LONGEST), TODAY, "signed", None),
        (review("mark", until=TODAY + LONGEST + timedelta(days=1)), TODAY, "draft", "more than a year"),
    ],
)
def test_a_sign_off_holds_for_its_contents_from_its_day_up_to_the_next_review(signed, today, state, why):
    found = sign_off(signed, "mark", today)
    assert (found.state, found.holds) == (state, state == "signed")
    assert (found.why_not is None) == (why is None)
    assert (why or "") in (found.why_not or "")


@pytest.mark.parametrize(
    ("day", "until", "codes"),
    [
        ("2026-11-22", "2027-11-22", set()),
        ("2026-11-23", "2027-11-22", {"review-dates"}),
        ("2026-11-20", "2026-11-20", {"review-dates"}),
        ("2026-11-20", "2027-12-20", {"review-dates"}),
        ("2025-11-22", "2026-11-22", set()),
        ("2025-11-21", "2026-11-21", {"review-overdue"}),
    ],
)
def test_check_says_what_is_wrong_with_the_dates_of_a_sign_off(specimen, day, until, codes):
    mark = signed_contents(load_text(specimen, "specimen.yaml"), GUIDES)
    block = f"review: {{role: A, registration_body: B, date: {day}, next_review: {until}, fingerprint: {mark}}}\n"
    assert {problem.code for problem in check_text(specimen + block, "s.yaml", TODAY, GUIDES).problems} == codes
    assert "review-changed" in {problem.code for problem in check_text(specimen + block, "s.yaml", TODAY).problems}
