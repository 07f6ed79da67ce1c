"""Leaflet, poster and phone script: made of the rule set, without input and without a cookie."""

from __future__ import annotations

import pytest

from tests.web.conscience import words_of
from tests.web.visitor import Visitor
from triage.web.operating.operator import Operator
from triage.web.operators import operator as known_operator
from triage.web.settings import Settings

SHEETS = ["/leaflet", "/poster", "/phone-script"]
OPERATOR = Operator(
    legal_name="An operator for tests",
    country="United Kingdom",
    place="uk",
    contact="contact@example.org",
    privacy_contact="privacy@example.org",
    clinical_safety_contact="safety@example.org",
    incident_mailbox="incidents@example.org",
    security_contact="security@example.org",
    reviewer_role=None,
    reviewed_on=None,
    device_position={"uk": "Nobody has decided this. It stands here for tests."},
    public_url="https://check.example.org",
    hosts=("check.example.org",),
)


def codes(page):
    return [part for part in page.tree.iter() if str(part.tag).endswith("}svg") and part.get("class") != "bpc-icon"]


@pytest.fixture(scope="module")
def shipped_app(make_app, rules):
    return make_app(rules)


@pytest.fixture
def reader(shipped_app, rules, clock) -> Visitor:
    return Visitor(shipped_app, rules)


@pytest.mark.parametrize("path", SHEETS)
@pytest.mark.parametrize("query", ["", "?country=usa", "?country=atlantis", "?lang=en"])
def test_a_sheet_takes_no_input_and_sets_no_cookie(reader, path, query):
    page = reader.opens(path + query)
    assert not [tag for tag in ("form", "input", "select", "textarea") if page.tree.find(f".//main//{tag}") is not None]
    assert "Set-Cookie" not in page.response.headers
    assert page.response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_of_another_country_has_its_number_and_not_ours(reader, path):
    text = reader.opens(f"{path}?country=usa").text
    assert "911" in text
    assert "999" not in text


def test_a_sheet_leaves_the_country_that_a_visitor_chose_as_it_is(reader):
    reader.client.post("/place", data={"place": "ireland"})
    before = reader.cookie()
    assert "911" in reader.opens("/leaflet?country=usa").text
    assert reader.cookie() == before
    assert "112" in reader.opens("/leaflet").text


def test_the_leaflet_has_a_line_for_each_answer_that_means_something_by_itself(reader, rules):
    text = reader.opens("/leaflet").text
    for question in rules.questions:
        for choice in question.choices:
            if choice.outcome and choice.id != "not_sure":
                assert " ".join(choice.you_said.split()) in text, f"{question.id}={choice.id}"
    assert "Count it as yes" in text


def test_each_line_stands_under_the_heading_of_its_outcome(reader, rules):
    page = reader.opens("/leaflet")
    boxes = {box.get("class").split("--")[1]: words_of(box) for box in page.all("section") if "--" in box.get("class")}
    assert list(boxes) == ["emergency", "same_day", "days", "together", "otherwise"]
    for question in rules.questions:
        for choice in question.choices:
            if choice.outcome in ("emergency", "same_day") and choice.id != "not_sure":
                assert choice.you_said in boxes[choice.outcome]


def test_the_leaflet_says_how_much_it_leaves_out_which_rules_it_is_made_from_and_that_nobody_signed_them(reader, rules):
    text = reader.opens("/leaflet").text
    assert f"Of the {len(rules.rules)} rules on answers that go together, it does not show 6." in text
    assert f"Made from rule set {rules.version}" in text
    assert text.count("Draft: not yet reviewed by a clinician.") == 1


def test_the_phone_script_reads_every_question_and_says_what_each_answer_means(reader, rules):
    page = reader.opens("/phone-script")
    asked = [words_of(heading) for heading in page.all("div[@class='bpc-script__question']/h3")]
    assert asked == [" ".join(question.text.split()) for question in rules.questions]
    said = [words_of(line) for line in page.all("ul[@class='bpc-script__choices']/li")]
    names = {outcome.id: outcome.name for outcome in rules.outcomes}
    choices = [choice for question in rules.questions for choice in question.shown_choices]
    assert said == [f"{c.text} {names[c.outcome]}" if c.outcome else c.text for c in choices]
    assert page.text.count("Ask only if:") == sum(question.ask_when is not None for question in rules.questions)


def test_the_phone_script_has_a_card_for_each_outcome(reader, rules):
    cards = [
        words_of(card) for card in reader.opens("/phone-script").all("section") if "bpc-level" in card.get("class")
    ]
    assert len(cards) == len(rules.outcomes)
    for card, outcome in zip(cards, reversed(rules.outcomes), strict=True):
        assert card.startswith(outcome.name)
        assert outcome.told in card


def test_the_poster_has_a_code_for_cameras_only_where_an_operator_says_the_address(make_app, rules, reader, clock):
    assert codes(reader.opens("/poster")) == []
    public = Visitor(make_app(rules, settings=Settings(operator=OPERATOR)), rules).opens("/poster")
    assert len(codes(public)) == 1
    assert "https://check.example.org" in public.text


def test_an_app_without_an_operator_says_so(shipped_app):
    with shipped_app.app_context():
        assert known_operator() is None
