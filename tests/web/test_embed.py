"""In a publisher's page: only where it is allowed, with a cookie of its own, and else the leaflet."""

from __future__ import annotations

import pytest

from tests.web.conscience import words_of
from tests.web.visitor import Visitor
from triage.errors import TriageError
from triage.web.framing import COOKIE
from triage.web.security import HEADERS

PARENT = "https://publisher.example"
IN_FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin"}
ROUTES = ["/embed/frame", "/embed/frame/kept", "/embed/frame/leaflet"]
PAGES = ["/", "/check/1", "/leaflet", "/help-now", "/nowhere", "/privacy"]


@pytest.fixture(scope="module")
def open_app(make_app):
    return make_app(embed_parents=(PARENT, "https://other.example:8443"))


@pytest.fixture
def frame(open_app, clock):
    return open_app.test_client()


def ancestors(response) -> str:
    (policy,) = response.headers.getlist("Content-Security-Policy")
    return policy.rsplit("frame-ancestors ", 1)[1]


@pytest.mark.parametrize("path", ROUTES)
def test_without_an_allowed_publisher_there_is_no_frame(app, path):
    assert app.test_client().get(path, headers=IN_FRAME).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, *ROUTES])
def test_without_an_allowed_publisher_nobody_may_frame_anything(app, path):
    assert ancestors(app.test_client().get(path, headers=IN_FRAME)) == "'none'"


@pytest.mark.parametrize("path", PAGES)
def test_a_full_page_may_not_be_framed_even_where_publishers_are_allowed(frame, path):
    for destination in ("document", "", None):
        response = frame.get(path, headers={"Sec-Fetch-Dest": destination} if destination is not None else {})
        assert ancestors(response) == "'none'"
        assert "embed.js" not in response.text


@pytest.mark.parametrize("path", [*PAGES, *ROUTES])
def test_a_framed_response_may_be_framed_by_the_allowed_publishers_and_by_nobody_else(frame, path):
    assert ancestors(frame.get(path, headers=IN_FRAME)) == f"{PARENT} https://other.example:8443"


def test_all_other_headers_are_as_on_every_page(frame):
    response = frame.get("/", headers=IN_FRAME)
    for name in HEADERS.keys() - {"Content-Security-Policy"}:
        assert response.headers.getlist(name) == [HEADERS[name]]
    assert response.headers["Vary"] == "Sec-Fetch-Dest"


def test_the_cookie_is_tested_by_one_redirect_and_then_the_check_begins(frame):
    first = frame.get("/embed/frame?country=usa", headers=IN_FRAME)
    assert first.location == "/embed/frame/kept?country=usa"
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"} <= set(cookie.split("; "))
    value = cookie.split(";")[0].partition("=")[2]
    second = frame.get(first.location, headers=IN_FRAME | {"Cookie": f"{COOKIE}={value}"})
    assert (second.status_code, second.location) == (303, "/")
    assert "911" in frame.get("/", headers=IN_FRAME | {"Cookie": f"{COOKIE}={value}"}).text


def test_without_the_cookie_there_is_the_leaflet_and_a_way_to_a_full_page(frame):
    response = frame.get("/embed/frame/kept?country=usa", headers=IN_FRAME)
    assert response.location == "/embed/frame/leaflet?country=usa"
    page = frame.get(response.location, headers=IN_FRAME)
    assert '<a href="/" target="_top">Open the check in a full page</a>' in page.text
    assert "911" in page.text
    assert "Set-Cookie" not in page.headers


def test_a_browser_that_does_not_say_where_it_shows_a_page_gets_the_leaflet(frame):
    response = frame.get("/embed/frame")
    assert response.location == "/embed/frame/leaflet"
    assert "Set-Cookie" not in response.headers
    assert ancestors(frame.get(response.location)).startswith(PARENT)


def test_the_cookie_of_the_full_page_is_not_that_of_the_frame(open_app, specimen):
    visitor = Visitor(open_app, specimen)
    visitor.client.post("/place", data={"place": "usa"})
    sealed = visitor.cookie()
    framed = open_app.test_client().get("/", headers=IN_FRAME | {"Cookie": f"{COOKIE}={sealed}; check={sealed}"})
    assert "911" not in framed.text


def test_a_framed_visitor_is_told_the_name_of_their_own_cookie(frame):
    assert f"<code>{COOKIE}</code>" in frame.get("/privacy", headers=IN_FRAME).text
    assert COOKIE not in frame.get("/privacy").text


def test_a_framed_page_loads_the_script_that_tells_its_height_to_the_allowed_publishers(frame):
    assert f'data-parents="{PARENT} https://other.example:8443"' in frame.get("/", headers=IN_FRAME).text


def test_the_script_is_small(app):
    with app.test_client().get("/static/embed.js") as response:
        assert len(response.data) <= 1024


@pytest.mark.parametrize(
    "parent",
    ["publisher.example", "http://publisher.example", "https://p.example/", "*", "https://*", "'self'", "https://a b"],
)
def test_what_is_no_origin_makes_no_app(make_app, parent):
    with pytest.raises(TriageError, match=r"write it as https://publisher\.example"):
        make_app(embed_parents=(parent,))


def test_when_the_check_is_paused_the_frame_shows_the_leaflet(make_app):
    client = make_app(leaflet=True, embed_parents=(PARENT,)).test_client()
    response = client.get("/embed/frame", headers=IN_FRAME)
    assert response.location == "/embed/frame/leaflet"
    assert "is paused" in client.get(response.location, headers=IN_FRAME).text


def test_the_panel_for_publishers_is_plain_html_with_the_urgent_list_and_the_address(visitor, specimen):
    page = visitor.opens("/embed?country=usa")
    panel = words_of(page.all("pre[@id='panel']")[0])
    assert '<a href="http://localhost/?country=usa" target="_top"' in panel
    for sign in specimen.safety_net["emergency"]:
        assert f"<li>{sign}</li>" in panel
    for bad in ("<script", "<iframe", "<img", "style="):
        assert bad not in panel


def test_the_frame_is_offered_to_publishers_only_where_it_is_on(visitor, open_app, specimen):
    assert "This is off here." in visitor.opens("/embed").text
    text = open_app.test_client().get("/embed").text
    assert PARENT in text
    assert "/embed/frame?country=uk" in text


def test_the_proof_list_is_what_the_response_really_has(visitor):
    page = visitor.opens("/embed")
    shown = dict(
        line.split(": ", 1) for line in "".join(page.all("pre[@id='headers']")[0].itertext()).split("\n") if line
    )
    assert shown
    for name, value in shown.items():
        assert page.response.headers[name] == value
    assert "Set-Cookie" not in page.response.headers
    asked = [part.get("src") or part.get("href") for part in [*page.tree.iter("script"), *page.tree.iter("link")]]
    assert sorted(a.split("/")[-1].split("?")[0] for a in asked) == ["app.js", "favicon.svg", "style.css"]
