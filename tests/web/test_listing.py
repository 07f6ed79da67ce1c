"""What search engines are told: every page to read, under the public address that the operator gave, and no other."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from tests.web.conftest import WELL
from tests.web.visitor import Visitor
from triage.errors import TriageError
from triage.resources import shipped

PUBLIC = "https://back.example.org"
READING = {"/", "/guides", "/help-now", "/privacy", "/about"} | {
    f"/guides/{file.stem}" for file in shipped("guides").glob("*.md")
}
CLAIMS = ("MedicalTest", "RiskCalculator", "DiagnosticProcedure", "lastReviewed", "reviewedBy", "dateModified")
READING = [*READING, "/leaflet", "/poster", "/phone-script", "/accessibility", "/operators", "/embed"]


@pytest.fixture(scope="module")
def public_app(make_app):
    return make_app(public_url=f"{PUBLIC}/")


@pytest.fixture
def reader(public_app, specimen, clock):
    return Visitor(public_app, specimen)


def canonical(page) -> list[str]:
    return [link.get("href") for link in page.all("link[@rel='canonical']")]


@pytest.mark.parametrize("path", sorted(READING))
def test_a_page_to_read_names_its_public_address(reader, path):
    assert canonical(reader.opens(f"{path}?country=usa")) == [PUBLIC + path]


@pytest.mark.parametrize("path", ["/check/1", "/remembers", "/cleared"])
def test_a_page_with_answers_names_no_address(reader, path):
    page = reader.opens(path)
    assert canonical(page) == []
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_result_names_no_address_and_is_never_listed(reader):
    reader.goes_through(WELL)
    page = reader.opens("/result")
    assert canonical(page) == []
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", ["/guides/nothing", "/nowhere"])
def test_an_error_names_no_address(reader, path):
    assert canonical(reader.opens(path, 404)) == []


def test_a_made_up_host_never_becomes_our_address(public_app, app):
    for made in (public_app, app):
        for path in ("/guides/hub", "/robots.txt"):
            assert "evil" not in made.test_client().get(path, headers={"Host": "evil.example"}).text


def test_without_a_public_address_no_page_names_one(visitor):
    for path in READING:
        page = visitor.opens(path)
        assert canonical(page) == []
    assert "url" not in data_of(visitor.opens("/guides/hub"))


def test_the_sitemap_lists_what_may_be_listed_and_nothing_else(reader):
    response = reader.client.get("/sitemap.xml")
    assert response.mimetype == "application/xml"
    places = ElementTree.fromstring(response.data).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    assert sorted(place.text for place in places) == sorted(PUBLIC + path for path in READING)


def test_every_page_of_the_sitemap_may_be_listed(reader):
    for path in READING:
        assert "X-Robots-Tag" not in reader.opens(path).response.headers


def test_without_a_public_address_there_is_no_sitemap(visitor):
    assert visitor.client.get("/sitemap.xml").status_code == 404
    assert "Sitemap" not in visitor.client.get("/robots.txt").text


def test_robots_may_read_everything_so_that_they_see_what_must_not_be_listed(reader):
    text = reader.client.get("/robots.txt").text
    assert text == f"User-agent: *\nAllow: /\nSitemap: {PUBLIC}/sitemap.xml\n"


def data_of(page) -> dict[str, object]:
    (script,) = page.all("script[@type='application/ld+json']")
    return json.loads(script.text)


def test_a_guide_is_described_as_a_page_and_never_as_a_test_or_as_reviewed(reader):
    page = reader.opens("/guides/sciatica")
    data = data_of(page)
    assert data.pop("description") == page.tree.find(".//meta[@name='description']").get("content")
    assert data == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": page.h1,
        "inLanguage": "en",
        "audience": {"@type": "Patient"},
        "url": f"{PUBLIC}/guides/sciatica",
    }
    assert not [claim for claim in CLAIMS if claim in page.response.text]


def test_what_a_guide_is_called_cannot_end_its_data(make_app, specimen, tmp_path):
    for id in ("hub", "inflammation"):
        text = "---\ntitle: </script><b>T\nsummary: S\n---\nText.\n"
        (tmp_path / f"{id}.md").write_text(text, encoding="utf-8")
    page = Visitor(make_app(guides_folder=tmp_path), specimen).opens("/guides/hub")
    assert data_of(page)["name"] == "</script><b>T"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/check",
        "https://a@example.org",
        "https://example.org?x",
        "javascript:alert(1)",
    ],
)
def test_a_public_address_that_is_none_makes_no_app(make_app, given):
    with pytest.raises(TriageError, match="write the public address as"):
        make_app(public_url=given)
