"""The whole check in another language: every word of it, from either side, and what happens where it is not fresh."""

from __future__ import annotations

import random
import re
import shutil
from xml.etree.ElementTree import Element

import pytest

from tests.answer_sheets import random_sheet
from tests.languages import LONG, RIGHT_TO_LEFT, catalogue_in, language_of, mirrored, translation_of
from tests.web.visitor import Visitor
from triage.engine.assess import assess
from triage.engine.journey import journey
from triage.engine.sheet import read_answers
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.translation import Said
from triage.ruleset.wording import words_of
from triage.web.language import languages_of
from triage.web.words import filled

MADE = [LONG, RIGHT_TO_LEFT]
RTL = RIGHT_TO_LEFT[0]
READING = ["/", "/help-now", "/privacy", "/about", "/remembers", "/cleared", "/guides", "/guides/hub", "/nowhere"]
NOTICE = mirrored("Part of this page is in English, because its translation is not up to date.")
NOT_WORDS = {"code", "script", "style"}
SAID = ("aria-label", "alt", "title", "placeholder", "data-done")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale")
    for made in MADE:
        catalogue_in(folder, made)
    return folder


@pytest.fixture(scope="module")
def languages(rules, folder):
    return [language_of(translation_of(rules, made), folder) for made in MADE]


@pytest.fixture(scope="module")
def one_app_in_three(make_app, rules, languages):
    return make_app(rules, languages=languages)


@pytest.fixture
def app_in_three(one_app_in_three, clock):
    return one_app_in_three


@pytest.fixture
def foreigner(app_in_three, rules):
    """A visitor who has chosen the language that is written from right to left."""
    visitor = Visitor(app_in_three, rules)
    visitor.chooses(RTL)
    return visitor


def english_in(element: Element) -> list[str]:
    """Every word in Latin letters that is not marked as English, in the text and in what is read aloud."""
    if element.get("lang") in ("en", "en-XA") or element.tag in NOT_WORDS:
        return []
    said = [element.text or "", *(element.get(name, "") for name in SAID)]
    for child in element:
        said += [*english_in(child), child.tail or ""]
    return [word for text in said for word in re.findall(r"[A-Za-z]+", text) if word != "UTC"]


def sheet_for(compiled, outcome):
    chance = random.Random(2)
    for tries in range(20_000):
        sheet = random_sheet(compiled.ruleset, chance, worry=tries % 40 / 100)
        if assess(compiled, sheet).outcome.id == outcome:
            return {question: sorted(picked) for question, picked in sheet.items()}
    raise AssertionError(outcome)


@pytest.mark.parametrize("path", READING)
def test_no_english_is_left_on_a_page_that_asks_nothing(foreigner, path):
    page = foreigner.opens(path, 404 if path == "/nowhere" else 200)
    assert english_in(page.tree) == []
    assert page.tree.get("dir") == "rtl"


@pytest.mark.parametrize("outcome", ["guides", "routine", "soon", "days", "same_day", "emergency"])
def test_no_english_is_left_on_the_way_to_an_outcome(foreigner, compiled_rules, outcome):
    seen = []
    opens = foreigner.opens

    def reads(path, status=200):
        page = opens(path, status)
        seen.append(path)
        assert english_in(page.tree) == [], path
        return page

    foreigner.opens = reads
    end = foreigner.goes_through(sheet_for(compiled_rules, outcome))
    foreigner.opens(end)
    result = foreigner.opens("/result")
    foreigner.opens("/remembers")
    assert result.all(f"div[@class='bpc-card bpc-card--{outcome}']")
    assert len(seen) > 3


def test_no_english_is_left_where_something_has_to_be_put_right(foreigner, clock, rules):
    token = foreigner.opens("/check/1").token()
    foreigner.client.post("/check/1", data={"csrf_token": token})
    page = foreigner.opens("/check/1")
    assert page.errors()
    assert english_in(page.tree) == []
    unsure = {q.id: "not_sure" for q in rules.pages[0].questions}
    foreigner.submits("/check/1", **unsure)
    assert english_in(foreigner.opens("/check/1").tree) == []
    foreigner.client.post("/check/1", data={"csrf_token": "old", "q_x": "y"})
    assert english_in(foreigner.opens("/check/1").tree) == []
    clock.turn(minutes=31)
    assert english_in(foreigner.opens("/check/1").tree) == []
    clock.turn(hours=25)
    assert english_in(foreigner.opens("/check/1").tree) == []


def test_the_search_for_english_finds_it(app_in_three, rules):
    assert "Check" in english_in(Visitor(app_in_three, rules).opens("/").tree.find("body"))


def test_nothing_changes_by_itself_and_every_language_calls_itself(app_in_three, rules):
    client = app_in_three.test_client()
    page = client.get("/", headers={"Accept-Language": "ar-XB, ar;q=0.9"})
    assert '<html lang="en" dir="ltr">' in page.text
    for code, name, direction, _ in MADE:
        assert (
            f'<li lang="{code}" dir="{direction}"><a href="?lang={code}" hreflang="{code}">{name}</a></li>' in page.text
        )
    assert '<li lang="en" dir="ltr"><span aria-current="true">English</span></li>' in page.text


def test_with_one_language_there_is_nothing_to_choose(visitor):
    assert visitor.opens("/").all("a[@hreflang]") == []
    assert visitor.opens("/?lang=ar-XB").tree.get("lang") == "en"
    assert visitor.cookie() is None


@pytest.mark.parametrize("code", ["xx", "", "en", "../en", "a" * 4000])
def test_a_language_that_is_not_there_or_english_is_nothing_to_remember(app_in_three, rules, code):
    visitor = Visitor(app_in_three, rules)
    assert visitor.opens(f"/?lang={code}").tree.get("lang") == "en"
    assert visitor.cookie() is None


def test_the_language_can_be_changed_in_the_middle_and_answers_stay(app_in_three, rules):
    visitor = Visitor(app_in_three, rules)
    asked = visitor.opens("/check/1").asks()
    first = {id: rules.question_by_id[id].reassuring or rules.question_by_id[id].choices[0].id for id in asked}
    assert visitor.answers("/check/1", **first) == "/check/2"
    asked = visitor.opens("/check/2").asks()
    assert visitor.chooses(RTL, "/check/2").asks() == asked
    assert visitor.opens("/check/1").picked() == {question: [picked] for question, picked in first.items()}
    back = visitor.chooses("en", "/check/1")
    assert back.picked() == {question: [picked] for question, picked in first.items()}
    assert visitor.is_sent_from("/result") == "/check/2"


def test_a_link_may_name_the_language_and_the_country(app_in_three, rules):
    visitor = Visitor(app_in_three, rules)
    visitor.language = RTL
    assert "911" in visitor.opens(f"/?country=usa&lang={RTL}").text
    assert visitor.opens("/help-now").tree.get("lang") == RTL


def test_nothing_of_a_visitor_goes_out_with_a_file_that_a_cache_on_the_way_may_keep(app_in_three, rules):
    visitor = Visitor(app_in_three, rules)
    visitor.opens("/check/1")
    with visitor.client.get(f"/static/style.css?lang={RTL}") as response:
        assert "public" in response.headers["Cache-Control"]
        assert "Set-Cookie" not in response.headers


def test_clearing_says_so_in_the_visitors_language_and_keeps_nothing(foreigner):
    location = foreigner.client.post("/clear").location
    page = foreigner.opens(location)
    assert page.h1 == mirrored("Your answers are cleared")
    assert foreigner.cookie() is None
    foreigner.language = "en"
    assert foreigner.opens("/").tree.get("lang") == "en"


def test_starting_again_keeps_the_language(foreigner):
    foreigner.client.post("/check/again")
    foreigner.opens("/check/1")


def test_phone_numbers_run_from_left_to_right(foreigner):
    for path in ("/", "/help-now", "/nowhere"):
        page = foreigner.opens(path, 404 if path == "/nowhere" else 200)
        calls = [link for link in page.all("a") if link.get("href", "").startswith("tel:")]
        assert calls
        assert all(link.find("bdi").get("dir") == "ltr" for link in calls)


def test_the_cookie_stays_small_and_its_length_tells_no_language(foreigner, app_in_three, rules):
    english = Visitor(app_in_three, rules)
    english.opens("/check/1")
    foreigner.opens("/check/1")
    assert len(english.cookie()) == len(foreigner.cookie()) <= 690


def test_a_language_that_is_no_longer_offered_is_english_again(foreigner, make_app, rules):
    after = Visitor(make_app(rules), rules)
    after.has_cookie(foreigner.cookie())
    after.opens("/")


def test_the_reminder_speaks_the_language_in_lines_that_calendars_read(foreigner, compiled_rules):
    foreigner.goes_through(sheet_for(compiled_rules, "routine"))
    file = foreigner.client.get("/reminder").data
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert mirrored("Has anything changed?") in file.decode().replace("\r\n ", "")


def test_the_print_out_has_the_clinicians_english_beside_the_visitors_language(foreigner, compiled_rules, rules):
    sheet = sheet_for(compiled_rules, "emergency")
    foreigner.goes_through(sheet)
    (printed,) = foreigner.opens("/result").all("section[@class='bpc-print-only bpc-paper']")
    left, right = [" ".join("".join(cell.itertext()) for cell in printed.iter("td") if (cell.get("lang") == "en") is en)
                   for en in (False, True)]  # fmt: skip
    place = rules.places[0]
    assert filled(rules.outcome_by_id["emergency"].heading, place) in right
    assert filled(mirrored(rules.outcome_by_id["emergency"].heading), place).split()[0] in left
    answers = journey(compiled_rules, read_answers(rules, sheet)).answers
    told = [(q, c) for q in rules.questions for c in q.choices if c.outcome and c.id in answers.get(q.id, ())]
    assert told
    for question, choice in told:
        assert choice.clinical in right
        assert mirrored(question.label) in left


def test_the_card_for_the_reception_desk_says_it_in_both_languages(foreigner, compiled_rules, rules):
    sheet = sheet_for(compiled_rules, "emergency")
    foreigner.goes_through(sheet)
    page = foreigner.opens("/show")
    assert english_in(page.tree) == []
    theirs, english = [part for part in page.all("div") if part.get("class", "").startswith("bpc-show__words")]
    assert (theirs.get("lang"), english.get("lang")) == (None, "en")
    said = [" ".join(line.itertext()) for line in english]
    assert [" ".join(line.itertext()) for line in theirs] == [mirrored(sentence) for sentence in said]
    assert said[0] == "I have back pain."
    assert said[-1] == rules.outcome_by_id["emergency"].say


@pytest.fixture(scope="module")
def with_stale_text(make_app, rules, folder):
    """Makes an app in which the translation of one text is stale."""

    def make(key):
        whole = translation_of(rules, RIGHT_TO_LEFT)
        texts = dict(whole.texts) | {key: Said(english="00000000", text=whole.texts[key].text)}
        return make_app(rules, languages=[language_of(whole.model_copy(update={"texts": texts}), folder)])

    return make


def test_a_stale_emergency_text_is_shown_in_english_with_a_notice(with_stale_text, compiled_rules, rules):
    key = "outcomes.emergency.heading"
    foreigner = Visitor(with_stale_text(key), rules)
    assert NOTICE not in foreigner.chooses(RTL).text
    foreigner.goes_through(sheet_for(compiled_rules, "emergency"))
    page = foreigner.opens("/result")
    assert NOTICE in page.text
    (heading,) = page.all("h1/span[@lang='en']")
    assert heading.text == filled(words_of(rules)[key], rules.places[0])
    assert heading.get("dir") == "ltr"
    assert english_in(page.tree) == []


def test_a_stale_question_is_asked_in_english_with_a_notice(with_stale_text, rules):
    first = rules.pages[0].questions[0]
    foreigner = Visitor(with_stale_text(f"questions.{first.id}.text"), rules)
    foreigner.chooses(RTL)
    page = foreigner.opens("/check/1")
    assert [part.text for part in page.all("legend//span[@lang='en']")] == [first.text]
    assert NOTICE in page.text
    assert english_in(page.tree) == []


@pytest.mark.parametrize(
    "key", ["places.uk.name", "places.uk.hospital", "outcomes.guides.told", "safety_net.emergency.1"]
)
def test_any_other_stale_text_leaves_pages_whole(with_stale_text, compiled_rules, rules, key):
    foreigner = Visitor(with_stale_text(key), rules)
    foreigner.chooses(RTL)
    foreigner.goes_through(sheet_for(compiled_rules, "guides"))
    for path in ("/result", "/help-now", "/guides/hub", "/check/answers"):
        assert english_in(foreigner.opens(path).tree) == [], path


def test_a_guide_that_is_not_translated_is_english_and_says_so(foreigner):
    page = foreigner.opens("/guides/hub")
    assert NOTICE in page.text
    assert page.all("h1/span[@lang='en']")
    assert page.all("div[@lang='en']")


def test_a_guide_in_the_language_takes_the_place_of_the_english_one(make_app, rules, languages, tmp_path):
    shutil.copytree(shipped("guides"), tmp_path, dirs_exist_ok=True)
    (tmp_path / RTL).mkdir()
    (tmp_path / RTL / "hub.md").write_text("---\ntitle: אבג\nsummary: אבג\n---\n\nדהו\n", "utf-8")
    foreigner = Visitor(make_app(rules, languages=languages, guides_folder=tmp_path), rules)
    foreigner.chooses(RTL)
    page = foreigner.opens("/guides/hub")
    assert page.h1 == "אבג"
    assert page.all("div[@lang='en']") == []
    assert NOTICE not in page.text


FIGURE = """\
---
title: אבג
summary: אבג
---
::: figure disc-changes
דהו[^brinjikji-2015a]
:::

[^brinjikji-2015a]: דהו
"""


@pytest.mark.parametrize("is_translated", [True, False])
def test_a_figure_without_words_in_the_language_of_its_guide_says_that_it_is_english(
    make_app, rules, languages, tmp_path, is_translated
):
    shutil.copytree(shipped("guides"), tmp_path, dirs_exist_ok=True)
    figures = tmp_path / RTL / "figures"
    figures.mkdir(parents=True)
    (tmp_path / RTL / "hub.md").write_text(FIGURE, "utf-8")
    if is_translated:
        english = (tmp_path / "figures" / "disc-changes.yaml").read_text("utf-8")
        (figures / "disc-changes.yaml").write_text(english.replace("Disc", "דהו"), "utf-8")
    foreigner = Visitor(make_app(rules, languages=languages, guides_folder=tmp_path), rules)
    foreigner.chooses(RTL)
    page = foreigner.opens("/guides/hub")
    (figure,) = page.all("figure")
    marked = None if is_translated else "en"
    assert [figure.find(part).get("lang") for part in ("figcaption", "details")] == [marked, marked]
    assert [sign.get("direction") for sign in figure if sign.tag.endswith("svg")] == ["ltr"]


def test_search_engines_are_told_of_every_language(make_app, rules, languages):
    app = make_app(rules, languages=languages, public_url="https://example.org")
    foreigner = Visitor(app, rules)
    listed = foreigner.client.get("/sitemap.xml").text
    assert all(f"<loc>https://example.org/guides/hub{at}</loc>" in listed for at in ("", f"?lang={RTL}"))
    foreigner.chooses(RTL)
    page = foreigner.opens("/guides/hub")
    assert page.tree.find(".//link[@rel='canonical']").get("href") == f"https://example.org/guides/hub?lang={RTL}"
    assert '"inLanguage": "en"' in page.tree.find(".//script[@type='application/ld+json']").text


def test_our_own_failure_is_told_in_the_visitors_language(make_app, rules, languages):
    app = make_app(rules, languages=languages)
    app.view_functions["pages.privacy"] = lambda: 1 / 0
    foreigner = Visitor(app, rules)
    foreigner.chooses(RTL)
    page = foreigner.opens("/privacy", 500)
    assert english_in(page.tree) == []


def test_a_language_without_words_for_its_pages_is_refused_when_the_app_starts(rules, tmp_path):
    with pytest.raises(TriageError, match="make words"):
        languages_of([translation_of(rules, LONG)], tmp_path)
