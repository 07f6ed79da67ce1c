"""Pages that ask nothing, and what holds of the whole site."""

from __future__ import annotations

import gzip

import pytest

from tests.web.conscience import inspect
from tests.web.visitor import Visitor
from triage.errors import TriageError

SHEETS = ["/leaflet", "/poster", "/phone-script"]
STATEMENTS = ["/privacy", "/about", "/accessibility", "/operators", "/embed"]
READING = ["/", "/help-now", "/remembers", "/cleared", "/guides", *SHEETS, *STATEMENTS]


@pytest.mark.parametrize("path", READING)
def test_every_page_passes_inspection(visitor, path):
    visitor.opens(path)


def test_titles_differ_from_page_to_page(visitor):
    titles = [visitor.opens(path).title for path in READING]
    assert len(set(titles)) == len(titles)


def test_every_address_is_known_and_neutral(app):
    rules = {(rule.rule, *sorted(rule.methods - {"HEAD", "OPTIONS"})) for rule in app.url_map.iter_rules()}
    assert rules == {
        ("/", "GET"),
        ("/about", "GET"),
        ("/accessibility", "GET"),
        ("/check/<int:number>", "GET"),
        ("/check/<int:number>", "POST"),
        ("/check/again", "POST"),
        ("/check/answers", "GET"),
        ("/check/carry-on", "POST"),
        ("/clear", "POST"),
        ("/cleared", "GET"),
        ("/embed", "GET"),
        ("/embed/frame", "GET"),
        ("/embed/frame/kept", "GET"),
        ("/embed/frame/leaflet", "GET"),
        ("/guides", "GET"),
        ("/guides", "POST"),
        ("/guides/<guide_id>", "GET"),
        ("/.well-known/security.txt", "GET"),
        ("/healthz", "GET"),
        ("/readyz", "GET"),
        ("/version", "GET"),
        ("/help-now", "GET"),
        ("/check/kept", "GET"),
        ("/leaflet", "GET"),
        ("/operators", "GET"),
        ("/phone-script", "GET"),
        ("/place", "POST"),
        ("/poster", "GET"),
        ("/privacy", "GET"),
        ("/remembers", "GET"),
        ("/reminder", "GET"),
        ("/result", "GET"),
        ("/review", "GET"),
        ("/review/<part>", "GET"),
        ("/review/rule/<rule_id>", "GET"),
        ("/review/try", "GET"),
        ("/review/try", "POST"),
        ("/robots.txt", "GET"),
        ("/sitemap.xml", "GET"),
        ("/show", "GET"),
        ("/static/<path:filename>", "GET"),
    }


def test_every_template_compiles(app):
    names = app.jinja_env.list_templates(extensions=["html"])
    assert len(names) > 20
    for name in names:
        app.jinja_env.get_template(name)


@pytest.mark.parametrize("path", [*READING, "/check/1", "/guides/hub", "/nowhere"])
def test_every_link_of_ours_leads_somewhere(app, visitor, path):
    response = visitor.client.get(path)
    page = inspect(path, response)
    for link in page.all("a"):
        address = link.get("href").split("#")[0]
        if address.startswith("/"):
            assert app.test_client().get(address).status_code in (200, 303), address


def test_help_shows_the_numbers_of_every_country_the_visitors_first(visitor):
    page = visitor.opens("/help-now?country=usa")
    text = page.text
    assert text.index("United States") < text.index("United Kingdom")
    for words in ("911", "999", "Samaritans", "116 123", "Relay UK 18000"):
        assert words in text


def test_a_link_may_name_the_country_and_nothing_else(visitor):
    assert "911" in visitor.opens("/?country=usa&q_age=16_64&from=x").text
    assert visitor.opens("/check/1").picked() == {}


def test_an_unknown_country_in_a_link_is_ignored(visitor):
    page = visitor.opens("/?country=atlantis")
    assert "999" in page.text
    assert "Set-Cookie" not in page.response.headers


def test_an_unknown_country_in_a_form_is_refused(visitor):
    assert visitor.client.post("/place", data={"place": "atlantis"}).status_code == 400


@pytest.mark.parametrize("back", ["https://example.org", "//example.org", "/check/1", "", "\\\\example.org"])
def test_the_country_form_never_leads_to_another_site(visitor, back):
    response = visitor.client.post("/place", data={"place": "usa", "back": back})
    assert response.location == "/help-now"


def test_the_app_can_be_made_for_a_country(make_app, specimen):
    assert "911" in Visitor(make_app(place="usa"), specimen).opens("/").text


def test_an_unknown_country_makes_no_app(make_app):
    with pytest.raises(TriageError, match="no place 'atlantis': choose one of uk, usa"):
        make_app(place="atlantis")


def test_a_missing_guide_makes_no_app(make_app, tmp_path):
    with pytest.raises(TriageError, match="does not have: hub, inflammation"):
        make_app(guides_folder=tmp_path)


def test_how_it_works_says_that_nobody_reviewed_it(visitor, specimen):
    text = visitor.opens("/about").text
    assert "No clinician has reviewed this version." in text
    assert "There is no AI." in text
    assert specimen.intended_use in text


def test_static_files_are_kept_for_a_year_under_an_address_that_changes_with_them(visitor):
    sheet = visitor.opens("/").tree.find(".//link[@rel='stylesheet']").get("href")
    with visitor.client.get(sheet) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000"
    assert "?v=" in sheet


def test_static_files_are_compressed_for_who_can_read_that_and_pages_for_nobody(visitor):
    def fetched(path: str, taken: str):
        with visitor.client.get(path, headers={"Accept-Encoding": taken}) as answer:
            return answer.data, answer.headers.get("Content-Encoding"), answer.headers.get("Vary")

    plain, packed, refused = (fetched("/static/style.css", taken) for taken in ("", "gzip, br", "gzip;q=0, br"))
    assert gzip.decompress(packed[0]) == plain[0] == refused[0]
    assert [answer[1:] for answer in (plain, packed, refused)] == [
        (None, "Accept-Encoding"),
        ("gzip", "Accept-Encoding"),
        (None, "Accept-Encoding"),
    ]
    assert fetched("/check/1", "gzip")[1] is None


def test_the_first_view_is_small(visitor):
    size = 0
    for address in ("/check/1", "/static/style.css", "/static/app.js"):
        with visitor.client.get(address) as response:
            size += len(gzip.compress(response.data))
    assert size <= 14 * 1024
