"""The result: what to do, why, what to say and what to watch for, in that order; then print, clear and read."""

import pytest

from tests.web.conscience import words_of
from tests.web.test_journey import OUTCOMES
from tests.web.visitor import Visitor
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.ruleset.model import RuleSet
from triage.web.printout import printout


@pytest.fixture
def result_for(visitor, well):
    def open_result(**answers):
        visitor.goes_through(well | answers)
        return visitor.opens("/result")

    return open_result


def headings(page) -> list[str]:
    return [words_of(heading) for heading in page.tree.find(".//main").iter() if heading.tag in ("h1", "h2")]


def calls(page) -> list[str]:
    return [link.get("href") for link in page.all("main//a") if link.get("href").startswith("tel:")]


def test_an_emergency_puts_the_call_first(result_for):
    page = result_for(saddle_numbness="yes")
    assert page.h1 == "Emergency: Call 999 or go to A&E now"
    first = page.all("main//a")[0]
    assert first.get("href") == "tel:999"
    assert words_of(first) == "Call 999"
    assert "I ticked this by mistake: change my answer" in page.text


def test_an_emergency_offers_nothing_to_read(result_for):
    page = result_for(saddle_numbness="yes")
    assert not [link for link in page.all("main//a") if link.get("href").startswith("/guides")]
    assert not page.all("section[@class='bpc-watch bpc-watch--same_day']")


def test_today_offers_nothing_to_read(result_for):
    page = result_for(leg_weakness="yes")
    assert not [link for link in page.all("main//a") if link.get("href").startswith("/guides")]


def test_numbers_in_what_to_do_can_be_pressed(result_for):
    assert "tel:111" in calls(result_for(leg_weakness="yes"))


def test_the_why_is_what_the_visitor_said(result_for):
    page = result_for(leg_weakness="not_sure", night_pain="yes")
    assert [words_of(line) for line in page.all("ul[@id='told']/li")] == ["you were not sure if your leg is weak"]


def test_parts_come_in_the_same_order(result_for):
    found = headings(result_for(leg_weakness="yes"))
    assert found[:5] == ["Today: Get medical help today", "You told us:", "What to do", "If you can’t", "What to say"]
    assert found[5] == "Call 999 or go to A&E now if:"


def test_the_words_to_say_are_given(result_for):
    assert "“I have back pain. My leg is weak. I need to be seen today.”" in result_for(leg_weakness="yes").text


def test_a_note_is_shown_when_it_applies(result_for):
    assert "Tell them that you were not sure." in result_for(leg_weakness="not_sure").text
    assert "Tell them that you were not sure." not in result_for(fever="clear_cause").text


def test_guides_are_offered_with_the_reason(result_for):
    page = result_for(duration="over_3m", morning="yes")
    links = [link.get("href") for link in page.all("ul[@class='bpc-guides']//a")]
    assert links == ["/guides/hub", "/guides/inflammation"]
    assert "You told us your back is stiff when you wake." in page.text


def test_the_least_urgent_result_still_says_what_to_watch_for(result_for):
    page = result_for()
    assert "Get help today if:" in headings(page)
    assert "Call 999 or go to A&E now if:" in headings(page)
    assert "not an all-clear" in page.text


@pytest.mark.parametrize(("reasons", "on_screen"), [(4, 4), (5, 5), (6, 4), (7, 4)])
def test_reasons_beyond_four_are_counted_on_screen_and_listed_in_print_unless_only_one_is_left(
    make_app, specimen, well, reasons: int, on_screen: int
):
    signs = [
        {"fever": "not_sure"},
        {"night_pain": "yes"},
        {"cancer_history": "yes"},
        {"risks": "steroids"},
        {"risks": "weak_bones"},
        {"age": "65_plus"},
        {"duration": "over_3m"},
    ][:reasons]
    data = specimen.model_dump()
    many = {"id": "many", "outcome": "days", "because": "B.", "sources": ("made-up-2020",), "when": {"all": signs}}
    data["rules"] += (many,)
    changed = RuleSet.model_validate(data)
    visitor = Visitor(make_app(changed), changed)
    risks = [sign["risks"] for sign in signs if "risks" in sign]
    told = {question: choice for sign in signs for question, choice in sign.items()}
    visitor.goes_through(well | {"morning": "no"} | told | ({"risks": risks} if risks else {}))
    page = visitor.opens("/result")
    lines = page.all("ul[@id='told']/li")
    assert len([line for line in lines if line.get("class") is None]) == on_screen
    assert len([line for line in lines if line.get("class") == "bpc-print-only"]) == reasons - on_screen
    counted = [words_of(line) for line in lines if line.get("class") == "bpc-no-print"]
    assert counted == ([f"and {reasons - on_screen} more"] if reasons > on_screen else [])


def test_the_print_out_sorts_answers_for_a_clinician(result_for):
    page = result_for(leg_weakness="yes", night_pain="not_sure", risks=["steroids"])
    rows = dict(words_of(row).split(": ", 1) for row in page.all("section/p") if row.find("strong") is not None)
    assert rows["Yes"] == "new leg weakness"
    assert "saddle sensory change" in rows["No"]
    assert "Age: 16 to 64" in rows["Other answers"]
    assert "Stiff in the morning" in rows["Not asked"]
    assert rows["Why this advice"] == "leg_weakness=yes"
    assert "not reviewed by a clinician" in page.text
    assert "Sunday 22 November 2026" in page.text


def test_the_print_out_does_not_list_silence_under_yes(rules: RuleSet):
    calm = {q.id: frozenset([q.reassuring or q.none or q.choices[0].id]) for q in rules.questions}
    silent = assess(
        compile_ruleset(rules), calm | {"age_years": frozenset(["16_44"]), "sexual_change": frozenset(["prefer_not"])}
    )
    assert printout(rules, silent).yes == ()
    assert "sexual function not disclosed" in printout(rules, silent).other
    assert "Change in how sex feels: I would rather not say" in printout(rules, silent, as_told=True).other


def test_the_copy_as_text_says_what_the_print_out_says_a_line_for_each_part(result_for, specimen):
    page = result_for(leg_weakness="yes", night_pain="not_sure", risks=["steroids"])
    (block,) = page.all("pre[@id='as-text']")
    assert block.get("hidden") is not None
    lines = "".join(block.itertext()).strip().splitlines()
    assert lines[0] == "BACK PAIN CHECK: ANSWERS GIVEN BY THE PERSON THEMSELVES. NOT A DIAGNOSIS."
    assert lines[1] == "Back pain check, Sunday 22 November 2026, 12:00 UTC. Numbers for United Kingdom."
    assert lines[2].startswith(f"Rule set {specimen.version}, fingerprint ")
    assert lines[2].endswith(", not reviewed by a clinician.")
    assert lines[3:6] == ["ADVICE SHOWN: Get medical help today", "YES: new leg weakness", "NOT SURE: none"]
    assert lines[6] == "NO: saddle sensory change · fever or chills"
    assert [line.split(":")[0] for line in lines[7:10]] == ["OTHER ANSWERS", "NOT ASKED", "WHY THIS ADVICE"]
    assert lines[10].startswith("FOR THE PERSON: Call 999 or go to A&E now if: you go numb")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_result_can_be_copied_by_a_button_that_is_hidden_without_javascript(result_for, outcome):
    page = result_for(**OUTCOMES[outcome])
    (button,) = page.all("button[@data-copy]")
    assert button.get("hidden") is not None
    assert button.get("data-copy") in [part.get("id") for part in page.all("pre")]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_result_can_be_printed_cleared_and_changed(result_for, outcome):
    page = result_for(**OUTCOMES[outcome])
    assert {form.get("action") for form in page.all("form")} >= {"/clear", "/place"}
    assert page.all("button[@data-print]")
    assert "It is not a diagnosis" in page.text
    assert any("change my answer" in words_of(link).lower() for link in page.all("main//a"))


def test_ticked_by_mistake_leads_to_the_question_and_back_to_a_result(visitor, result_for, specimen, well):
    page = result_for(saddle_numbness="yes")
    (link,) = [link for link in page.all("main//a") if words_of(link) == "change my answer"]
    path, _, place = link.get("href").partition("#")
    (box,) = [box for box in visitor.opens(path).all("input") if box.get("id") == place]
    assert box.get("name") == "q_saddle_numbness"
    assert visitor.answers(path, saddle_numbness="no", leg_weakness="no") == "/check/3"


def test_of_several_answers_that_were_an_emergency_together_the_last_is_looked_at_again(visitor, result_for):
    page = result_for(leg_weakness="yes", fever="no_clear_cause")
    assert page.h1.startswith("Emergency")
    (link,) = [link for link in page.all("main//a") if words_of(link) == "change my answer"]
    path, _, place = link.get("href").partition("#")
    (box,) = [box for box in visitor.opens(path).all("input") if box.get("id") == place]
    assert box.get("name") == "q_fever"


def test_on_paper_the_day_is_named(result_for):
    (line,) = result_for(leg_weakness="yes").all("p[@class='bpc-print-only']")
    assert words_of(line) == "Today is: Sunday 22 November 2026, 12:00 UTC"
    assert line.find("time").get("datetime") == "2026-11-22T12:00:00+00:00"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_nothing_but_the_draft_notice_of_a_less_urgent_result_stands_above_it(result_for, outcome):
    page = result_for(**OUTCOMES[outcome])
    order = [part.get("class") for part in page.tree.iter() if part.get("class") in ("bpc-banner", "bpc-card__heading")]
    expected = ["bpc-banner", "bpc-card__heading"]
    assert order == (expected[::-1] if outcome == "emergency" else expected)


def test_a_result_can_be_loaded_again(visitor, result_for):
    first = result_for(leg_weakness="yes")
    assert visitor.opens("/result").text == first.text


def test_changing_the_country_changes_the_numbers_and_keeps_the_answers(visitor, result_for):
    result_for(saddle_numbness="yes")
    response = visitor.client.post("/place", data={"place": "usa", "back": "/result"})
    assert (response.status_code, response.location) == (303, "/result")
    page = visitor.opens("/result")
    assert page.h1 == "Emergency: Call 911 or go to the ER now"
    assert calls(page)[0] == "tel:911"
    assert "999" not in page.text


def test_clearing_forgets_everything(visitor, result_for):
    result_for(saddle_numbness="yes")
    visitor.opens("/?country=usa")
    response = visitor.client.post("/clear")
    assert (response.status_code, response.location) == (303, "/cleared")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.cookie() is None
    assert visitor.opens("/cleared").h1 == "Your answers are cleared"
    assert visitor.is_sent_from("/result") == "/check/1"
    assert visitor.opens("/check/1").picked() == {}


def test_a_link_cannot_clear(visitor, result_for):
    result_for(saddle_numbness="yes")
    visitor.opens("/clear", 405)
    visitor.opens("/result")


@pytest.mark.parametrize("path", ["/clear", "/place"])
def test_another_site_cannot_clear_or_change_the_country(visitor, result_for, path):
    result_for(saddle_numbness="yes")
    response = visitor.client.post(path, data={"place": "usa"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 400
    assert "Call 999" in visitor.opens("/result").h1
