"""What pages say about the clinical review: a draft, a review that lapsed, or one that holds."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from triage.resources import shipped
from triage.ruleset.model import Review
from triage.ruleset.signoff import guide_files, signed_contents
from triage.ruleset.translation import Translation

DRAFT = "Draft: not yet reviewed by a clinician."
LAPSED = "The last review by a clinician is out of date."


@pytest.fixture(scope="module")
def signed(specimen):
    """A copy of the specimen that is signed, with the shipped guides, up to the day after the tests' day."""
    contents = signed_contents(specimen, guide_files(shipped("guides")))
    review = Review(
        role="A made-up role",
        registration_body="A made-up body",
        date=date(2026, 11, 20),
        next_review=date(2026, 11, 23),
        fingerprint=contents,
    )
    return specimen.model_copy(update={"review": review})


def words(app, address):
    text = re.sub(r"<[^>]+>", " ", app.test_client().get(address).text)
    return " ".join(unescape(text).split())


def test_a_sign_off_that_holds_takes_the_banner_away_and_is_told(make_app, signed, clock):
    app = make_app(signed)
    for address in ("/", "/guides", "/help-now", "/no-such-page"):
        assert DRAFT not in words(app, address)
        assert LAPSED not in words(app, address)
    about = words(app, "/about")
    assert "Reviewed on 20 November 2026. Next review by 23 November 2026." in about
    assert "A made-up role (A made-up body)" in about


def test_a_sign_off_that_holds_is_told_on_every_guide_and_to_search_engines(make_app, signed, clock):
    app = make_app(signed)
    page = app.test_client().get("/guides/hub").text
    assert '"lastReviewed": "2026-11-20"' in page
    assert '"jobTitle": "A made-up role (A made-up body)"' in page
    told = words(app, "/guides/hub")
    assert "Reviewed on 20 November 2026. Next review by 23 November 2026." in told
    assert "not yet" not in told
    clock.turn(days=2)
    assert "lastReviewed" not in app.test_client().get("/guides/hub").text
    assert "The last review is out of date" in words(app, "/guides/hub")


def test_a_number_of_a_figure_that_changed_after_the_review_makes_it_a_draft(make_app, signed, clock, tmp_path):
    shutil.copytree(shipped("guides"), tmp_path, dirs_exist_ok=True)
    figure = tmp_path / "figures" / "disc-changes.yaml"
    figure.write_text(figure.read_text("utf-8").replace("number: 37", "number: 36"), "utf-8")
    app = make_app(signed, guides_folder=tmp_path)
    assert DRAFT in words(app, "/guides/hub")
    assert "Last reviewed: not yet." in words(app, "/guides/hub")


def test_a_sign_off_says_nothing_of_another_language(make_app, signed, clock):
    made = make_app(signed).extensions["back_pain_check"]["en"]
    assert made.sign_off.holds
    elsewhere = replace(made, language=replace(made.language, code="xx", translation=Translation.model_construct()))
    assert elsewhere.sign_off.state == "draft"
    assert "'xx'" in str(elsewhere.sign_off.why_not)


def test_the_day_after_the_next_review_the_banner_is_back_in_the_same_app(make_app, signed, clock):
    app = make_app(signed)
    clock.turn(days=1)
    assert LAPSED not in words(app, "/")
    clock.turn(days=1)
    for address in ("/", "/about", "/no-such-page"):
        assert LAPSED in words(app, address)
        assert DRAFT not in words(app, address)
    assert "The last review is out of date, and every page says so." in words(app, "/about")


def test_the_print_out_says_who_reviewed_it_and_that_a_review_has_lapsed(make_app, signed, clock):
    made = make_app(signed).extensions["back_pain_check"]["en"]
    record = made.environment.get_template("components/record.html")
    for days, end in ((0, "role."), (2, "role; that review is out of date.")):
        clock.turn(days=days)
        shown = record.render(when=clock(), words=made.words["uk"], signed=made.sign_off)
        assert shown.endswith(f", reviewed 20 November 2026 by A made-up {end}")


def test_our_own_failure_says_what_other_pages_say_on_that_day(make_app, signed, clock, monkeypatch):
    app = make_app(signed)

    def fails(*_: object) -> None:
        raise RuntimeError("no session today")

    monkeypatch.setattr(app.session_interface, "open_session", fails)
    assert LAPSED not in words(app, "/")
    clock.turn(days=2)
    assert LAPSED in words(app, "/")


def test_one_other_character_in_a_guide_or_a_text_makes_it_a_draft_again(make_app, signed, tmp_path, clock):
    guides = tmp_path / "guides"
    shutil.copytree(shipped("guides"), guides)
    assert DRAFT not in words(make_app(signed, guides_folder=guides), "/")
    with (guides / "hub.md").open("a") as hub:
        hub.write(".")
    changed = make_app(signed, guides_folder=guides)
    assert DRAFT in words(changed, "/")
    assert "A clinician reviewed an earlier version" in words(changed, "/about")
    other = signed.model_copy(update={"intended_use": signed.intended_use + "."})
    assert DRAFT in words(make_app(other), "/")
