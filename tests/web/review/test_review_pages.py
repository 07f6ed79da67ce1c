"""The review's pages: all there, read-only, not listed, and complete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.web.conscience import Opened, inspect, words_of
from tests.web.visitor import Visitor
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.ruleset.reading_grade import reading_grade
from triage.verification.population.cohort_file import read_cohort
from triage.verification.vignettes import table
from triage.web.review.crowd import crowd
from triage.web.review.parts import PARTS

ADDRESSES = [part.address for part in PARTS]


def marked(page: Opened, name: str) -> list[str]:
    """What the elements of a page are marked with, in order."""
    return [part.get(f"data-{name}") for part in page.tree.iter() if part.get(f"data-{name}") is not None]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_passes_inspection_is_not_listed_and_sets_no_cookie(reviewer: Visitor, address: str):
    page = reviewer.opens(address)
    assert "Set-Cookie" not in page.response.headers
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert [meta.get("content") for meta in page.all("meta[@name='robots']")] == ["noindex, nofollow"]


def test_every_rule_has_a_page_that_passes_inspection(reviewer: Visitor, rules: RuleSet):
    for rule in rules.rules:
        page = reviewer.opens(f"/review/rule/{rule.id}")
        assert page.h1 == f"Rule {rule.id}"
        for words in (rule.because, rules.outcome_by_id[rule.outcome].name):
            assert " ".join(words.split()) in page.text
        for source in rule.sources:
            assert rules.bibliography[source].cite in page.text
        assert "Set-Cookie" not in page.response.headers


def test_a_rule_page_names_every_question_that_the_rule_looks_at(reviewer: Visitor, rules: RuleSet):
    page = reviewer.opens("/review/rule/two-unsure-cauda-equina-answers")
    linked = {link.get("href") for link in page.all("a")}
    for question in ("saddle_numbness", "bladder_change", "bowel_change", "both_legs", "sexual_change"):
        assert f"/review/questions#question-{question}" in linked
        assert rules.question_by_id[question].text in page.text


@pytest.mark.parametrize(
    ("address", "name", "parts"),
    [
        ("/review/questions", "question", "questions"),
        ("/review/matrix", "rule", "rules"),
        ("/review/rules", "rule", "rules"),
        ("/review/proofs", "guarantee", "guarantees"),
        ("/review/decisions", "decision", "decisions"),
    ],
)
def test_a_page_has_each_of_its_kind_once_and_in_the_order_of_the_file(
    reviewer: Visitor, rules: RuleSet, address: str, name: str, parts: str
):
    assert marked(reviewer.opens(address), name) == [part.id for part in getattr(rules, parts)]


def test_every_source_is_listed(reviewer: Visitor, rules: RuleSet):
    assert marked(reviewer.opens("/review/sources"), "source") == list(rules.bibliography)


def test_every_vignette_and_every_hazard_is_listed(reviewer: Visitor, contents):
    ordered = sorted(contents.cases.vignettes, key=lambda vignette: vignette.pin)
    vignettes = [f"{vignette.file}:{vignette.line}" for vignette in ordered]
    assert len(vignettes) > 200
    assert marked(reviewer.opens("/review/vignettes"), "vignette") == vignettes
    assert marked(reviewer.opens("/review/hazards"), "hazard") == [hazard.id for hazard in contents.hazards]


def test_every_class_of_the_crowd_is_shown_with_shares_that_add_up(reviewer: Visitor):
    page = reviewer.opens("/review/population")
    assert "It is not evidence of safety." in page.text
    rows = page.all("tr[@data-class]")
    assert [row.get("data-class") for row in rows] == [kind.id for kind in read_cohort().kinds]
    for row in rows:
        shares = [float(words_of(cell).rstrip("%")) for cell in row.findall("td")[1:-1]]
        assert sum(shares) == pytest.approx(100, abs=0.4)


def test_questions_are_shown_as_visitors_see_them_with_what_each_choice_does(reviewer: Visitor, rules: RuleSet):
    page = reviewer.opens("/review/questions")
    for question, section in zip(rules.questions, page.all("section[@data-question]"), strict=True):
        seen = section.find(".//fieldset[@disabled]")
        shown = [words_of(label) for label in seen.findall(".//label")]
        assert shown == [" ".join(choice.text.split()) for choice in question.shown_choices]
        assert " ".join(question.text.split()) in words_of(seen)
        explained = section.findall(".//li[@data-choice]")
        assert [choice.get("data-choice") for choice in explained] == [c.id for c in question.shown_choices]
        for choice, said in zip(question.shown_choices, explained, strict=True):
            name = rules.outcome_by_id[choice.outcome].name if choice.outcome else None
            assert (name is None) == (said.find("p/strong[2]") is None)
            assert name is None or name == words_of(said.find("p/strong[2]"))


def test_the_reading_grade_of_a_question_is_that_of_what_it_asks_and_short_choices_do_not_lower_it(
    reviewer: Visitor, rules: RuleSet
):
    page = reviewer.opens("/review/questions")
    for question, section in zip(rules.questions, page.all("section[@data-question]"), strict=True):
        grade = reading_grade(f"{question.text}\n{question.hint or ''}")
        assert f"Reading grade of the question and its hint: {grade:.1f}" in words_of(section)


def test_the_status_says_which_outcome_each_short_name_means(reviewer: Visitor, rules: RuleSet):
    lines = [words_of(line) for line in reviewer.opens("/review").all("li[@data-outcome]")]
    assert lines == [f"“{outcome.id.replace('_', ' ')}” is {outcome.name}." for outcome in reversed(rules.outcomes)]


def test_the_tests_of_a_hazard_are_named_in_sentences(reviewer: Visitor):
    text = reviewer.opens("/review/hazards").text
    said = "Tested: An ordinary strain at 35 gets guides. tests/test_rules.py"
    assert said in text
    assert "::" not in text
    assert "test_an_" not in text


@pytest.mark.parametrize(("under", "too_little"), [(0, "0 get"), (1, "1 gets"), (2, "2 get")])
def test_the_status_says_how_many_vignettes_agree_and_how_many_get_too_little_or_too_much_urgency(
    reviewer: Visitor, contents, rules: RuleSet, monkeypatch: pytest.MonkeyPatch, under: int, too_little: str
):
    some = next(verdict for verdict in contents.cases.verdicts if not verdict.vignette.pin)
    verdicts = [replace(some, triage=triage) for triage in ["agrees"] * 5 + ["over"] * 3 + ["under"] * under]
    monkeypatch.setitem(vars(contents), "cases", replace(contents.cases, table=table(rules, verdicts)))
    said = f"5 of {8 + under} vignettes agree; {too_little} too little urgency, 3 too much."
    assert said in reviewer.opens("/review").text


def test_no_page_sends_a_reader_to_a_place_in_a_file(reviewer: Visitor):
    assert not [address for address in ADDRESSES if "this file" in reviewer.opens(address).text]


def test_the_matrix_says_for_each_choice_its_outcome_and_the_rules_that_name_it(reviewer: Visitor, rules: RuleSet):
    rows = reviewer.opens("/review/matrix").all("tr[@data-choice]")
    wanted = [f"{question.id}={choice.id}" for question in rules.questions for choice in question.shown_choices]
    assert [row.get("data-choice") for row in rows] == wanted
    of = {row.get("data-choice"): [words_of(cell) for cell in row.findall("td")] for row in rows}
    assert of["very_unwell=yes"] == [rules.outcome_by_id["emergency"].name, "no rule"]
    number = [rule.id for rule in rules.rules].index("fever-with-nerve-sign") + 1
    assert str(number) in of["fever_chills=no_clear_cause"][1].split()
    assert of["fever_chills=no"] == ["nothing"]


def test_the_status_says_draft_the_fingerprint_the_use_and_how_much_there_is(
    reviewer: Visitor, rules: RuleSet, contents
):
    text = reviewer.opens("/review").text
    assert "No clinician has signed these contents." in text
    assert contents.fingerprint in text
    assert rules.intended_use in text
    facts = {words_of(fact[0]): words_of(fact[1]) for fact in reviewer.opens("/review").all("dl/div")}
    assert facts["Questions"] == str(len(rules.questions))
    assert facts["Choices"] == str(sum(len(question.choices) for question in rules.questions))
    assert facts["Rules"] == str(len(rules.rules))
    assert facts["Guarantees"] == str(len(rules.guarantees))
    assert facts["Sources"] == str(len(rules.bibliography))


def test_the_proofs_show_the_mutation_score_and_every_survivor_that_lowers(reviewer: Visitor, contents):
    page = reviewer.opens("/review/proofs")
    found = contents.mutation
    assert str(found.score) in page.text
    assert str(found.lowering_score) in page.text
    assert len(marked(page, "lowering")) == len(found.lowering)


def test_the_lens_marks_long_sentences_and_no_others(reviewer: Visitor):
    assert not reviewer.opens("/review/questions").all("mark")
    marks = [words_of(mark) for mark in reviewer.opens("/review/questions?lens=plain").all("mark")]
    assert marks
    assert all(len(mark.split()) > 15 for mark in marks)


def test_the_lens_is_the_only_thing_in_an_address_that_is_looked_at(reviewer: Visitor):
    plain = reviewer.client.get("/review/questions").text
    assert reviewer.client.get("/review/questions?q_age_years=16_44&lens=x").text == plain


def test_what_does_not_exist_is_not_found(reviewer: Visitor):
    for address in ("/review/nothing", "/review/rule/nothing", "/review/status", "/review/rule/", "/review/base"):
        reviewer.opens(address, 404)


def test_nothing_can_be_changed(reviewer: Visitor):
    for address in ADDRESSES:
        expected = 200 if address == "/review/try" else 405
        assert reviewer.client.post(address).status_code == expected


def test_an_operator_can_leave_the_pages_out(make_app, rules: RuleSet):
    client = make_app(rules, review=False).test_client()
    assert {client.get(address).status_code for address in ADDRESSES} == {404}
    assert "/review" not in client.get("/about").text


def test_how_it_works_leads_there(reviewer: Visitor):
    assert "/review" in [link.get("href") for link in reviewer.opens("/about").all("a")]


def test_another_rule_set_has_a_review_without_vignettes(visitor: Visitor, specimen: RuleSet):
    for address in ADDRESSES:
        visitor.opens(address)
    assert "written for another rule set" in visitor.opens("/review/vignettes").text
    for rule in specimen.rules:
        visitor.opens(f"/review/rule/{rule.id}")


def test_a_crowd_that_does_not_fit_the_rule_set_is_said_and_stops_nothing():
    other = load_ruleset(Path(__file__).parents[2] / "verification" / "planted" / "sound.yaml")
    found = crowd(other, None)
    assert found.found is None
    assert "does not fit this rule set" in str(found.why_not)


def test_every_link_leads_to_something_on_its_page(shipped_app, reviewer: Visitor, rules: RuleSet):
    pages = {}
    for address in [*ADDRESSES, f"/review/rule/{rules.rules[0].id}"]:
        for link in reviewer.opens(address).all("a"):
            place, _, anchor = link.get("href").partition("#")
            place = place or address
            if place not in pages:
                pages[place] = shipped_app.test_client().get(place)
            assert pages[place].status_code == 200, link.get("href")
            assert not anchor or f'id="{anchor}"' in pages[place].text, link.get("href")


def test_what_a_rule_set_says_is_escaped(make_app, specimen: RuleSet):
    data = specimen.model_dump()
    data["rules"][0]["because"] = "<script>alert(1)</script> & so on."
    mine = RuleSet.model_validate(data)
    response = make_app(mine).test_client().get(f"/review/rule/{mine.rules[0].id}")
    page = inspect(f"/review/rule/{mine.rules[0].id}", response)
    assert "<script>alert(1)</script> & so on." in page.text
    assert not page.all("script")
