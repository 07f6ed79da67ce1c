"""What is said of the check itself: true, plain, and of the operator only what the operator says."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.web.conscience import words_of
from tests.web.test_sheets import OPERATOR
from tests.web.visitor import Visitor
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.reading_grade import reading_grade
from triage.verification.vignettes import read_vignettes
from triage.web.settings import Settings
from triage.web.tested import read_tested

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ["/about", "/privacy", "/accessibility", "/leaflet", "/poster"]


@pytest.fixture(scope="module")
def shipped_app(make_app, rules):
    return make_app(rules)


@pytest.fixture(scope="module")
def public_app(make_app, rules):
    return make_app(rules, settings=Settings(operator=OPERATOR))


@pytest.fixture
def reader(shipped_app, rules, clock) -> Visitor:
    return Visitor(shipped_app, rules)


@pytest.fixture
def public(public_app, rules, clock) -> Visitor:
    return Visitor(public_app, rules)


@pytest.mark.parametrize("path", PLAIN)
def test_what_visitors_read_takes_six_years_of_school_or_fewer(reader, path):
    main = reader.opens(path).tree.find(".//main")
    for part in [*main.findall(".//pre"), *main.findall(".//details"), *main.findall(".//code")]:
        part.clear()
    said = [words_of(part) for tag in ("h1", "h2", "h3", "p", "li", "td") for part in main.iter(tag)]
    assert reading_grade("\n".join(said)) <= 6


def test_the_accessibility_statement_names_tests_that_there_are_and_a_day_in_the_last_year():
    tested = read_tested(shipped("accessibility.yaml"))
    for test in tested.tests.values():
        file, _, name = test.partition("::")
        assert (ROOT / file).is_file(), test
        assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8"), test
    assert date.today() - timedelta(days=365) <= tested.on <= date.today() + timedelta(days=1), "run the tests again"
    assert tested.tests
    assert tested.gaps


def test_the_accessibility_statement_has_a_sentence_for_each_test_and_each_gap(reader):
    tested = read_tested(shipped("accessibility.yaml"))
    page = reader.opens("/accessibility")
    lists = [len(found.findall("li")) for found in page.all("main//ul")]
    assert lists == [len(tested.tests), len(tested.gaps)]
    assert "No disabled person has tried it yet." in page.text
    assert f"last on {tested.on.day} {tested.on:%B %Y}" in page.text


@pytest.mark.parametrize("text", ["tested_on: 2026-11-22\n", "- a list\n", "tested_on: soon\nbrowser: x\n"])
def test_a_broken_file_of_tests_is_said_without_a_traceback(tmp_path, text):
    file = tmp_path / "accessibility.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TriageError, match="not a list of what was tested"):
        read_tested(file)


def test_how_it_works_counts_the_written_cases_and_lists_every_source_with_its_state(reader, rules):
    page = reader.opens("/about")
    count = sum(not case.pin for case in read_vignettes(shipped("vignettes"), rules))
    assert f"We run it on {count} written cases." in page.text
    sources = [words_of(line) for line in page.all("ul[@class='bpc-sources']/li")]
    assert len(sources) == len(rules.bibliography)
    for said, source in zip(sources, rules.bibliography.values(), strict=True):
        assert " ".join(source.cite.split()) in said
        assert ("not checked" in said) == (source.status == "memory")


def test_nothing_is_said_of_cases_that_are_written_for_another_rule_set(visitor):
    assert "There are no written cases for these rules." in visitor.opens("/about").text


@pytest.mark.parametrize("path", ["/about", "/privacy", "/accessibility"])
def test_without_an_operator_the_page_says_what_an_operator_must_put_there(reader, path):
    assert "Nobody runs this check for the public here." in reader.opens(path).text


@pytest.mark.parametrize(
    ("path", "contacts"),
    [
        ("/about", ["contact", "clinical_safety_contact"]),
        ("/privacy", ["privacy_contact"]),
        ("/accessibility", ["contact"]),
    ],
)
def test_with_an_operator_the_page_names_them_and_how_to_write_to_them(public, path, contacts):
    page = public.opens(path)
    assert OPERATOR.legal_name in page.text
    assert "Nobody runs this check" not in page.text
    links = [link.get("href") for link in page.all("main//a")]
    for contact in contacts:
        assert f"mailto:{getattr(OPERATOR, contact)}" in links


def test_the_operators_own_words_on_the_device_question_are_shown(public):
    assert f"United Kingdom: {OPERATOR.device_position['uk']}" in public.opens("/about").text


def test_privacy_names_the_cookie_that_there_really_is(reader, make_app, rules):
    assert [words_of(cell) for cell in reader.opens("/privacy").all("td/code")] == ["check"]
    reader.client.post("/place", data={"place": "usa"})
    assert reader.cookie()
    online = Visitor(make_app(rules, secure=True), rules)
    assert [words_of(cell) for cell in online.opens("/privacy").all("td/code")] == ["__Host-check"]


def test_what_an_operator_must_know_marks_what_nobody_has_checked(reader):
    page = reader.opens("/operators")
    said = [words_of(line) for line in page.all("ul[@class='bpc-device']/li")]
    assert len(said) == 10
    assert all(line.endswith(("(unchecked, ask)", ": Ask.")) for line in said)


def test_the_footer_leads_to_the_accessibility_statement(reader):
    assert "/accessibility" in [link.get("href") for link in reader.opens("/").all("footer//a")]
