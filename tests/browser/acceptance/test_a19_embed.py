"""A19: the check inside a page of another site works, is as high as its contents, and tells that page nothing else.

To a browser, localhost and 127.0.0.1 are two sites. Crossed: a whole journey, the height at two widths, a call link
with and without a sandbox, the way out and a publisher that is not allowed x cookies of other sites blocked, allowed;
no scripts; no cookie at all.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import chromium, make_app
from tests.browser.server import serving
from tests.browser.sheets import CASES, picks_for

HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A publisher</title></head>
<body><h1>A publisher</h1><iframe src="{check}/embed/frame?country=uk" title="Back pain check" {sandbox}
  referrerpolicy="no-referrer"
  style="width:100%;border:0;min-height:640px"></iframe>{script}</body></html>"""
SCRIPT = """<script>
window.heard = [];
addEventListener('message', function (event) {
  var frame = document.querySelector('iframe');
  window.heard.push({origin: event.origin, data: event.data, ours: event.source === frame.contentWindow});
  if (event.data.type === 'height') { frame.style.height = event.data.px + 'px'; }
});
</script>"""


@contextmanager
def publisher(host: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A page of another site, on this machine: its origin, and a place to say what is on it."""
    page: dict[str, str] = {"html": ""}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = page["html"].encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{host}:{server.server_port}", page
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def site(rules) -> Iterator[tuple[str, dict[str, str], str]]:
    """The publisher's origin and page, and the address of a check that it may frame."""
    with publisher("localhost") as (origin, page), serving(make_app(rules, embed_parents=(origin,))) as check:
        yield origin, page, check


@pytest.fixture(scope="module", params=["cookies of other sites blocked", "cookies of other sites allowed"])
def context(request, browser_type, tmp_path_factory):
    """A browser that keeps cookies of other sites, or none but the partitioned ones."""
    folder = tmp_path_factory.mktemp("profile")
    blocked = request.param.endswith("blocked")
    (folder / "Default").mkdir()
    mode = {"profile": {"cookie_controls_mode": 1 if blocked else 0, "block_third_party_cookies": blocked}}
    (folder / "Default" / "Preferences").write_text(json.dumps(mode), encoding="utf-8")
    opened = browser_type.launch_persistent_context(folder, viewport={"width": 800, "height": 700}, **chromium())
    yield opened
    opened.close()


def opened(context, site, *, sandbox: str = ""):
    origin, html, check = site
    context.clear_cookies()
    html["html"] = HOST.format(check=check, script=SCRIPT, sandbox=sandbox)
    page = context.new_page()
    page.goto(origin)
    return page, page.frame_locator("iframe")


def test_a_whole_journey_in_a_frame_with_a_partitioned_cookie(context, site, rules):
    page, frame = opened(context, site)
    frame.get_by_role("button", name="Agree and start").or_(frame.get_by_role("link", name="Agree and start")).click()
    for question in rules.pages[0].questions:
        for pick in _picks(question, CASES["emergency"]):
            frame.locator(f"input[name=q_{question.id}][value='{pick}']").check()
    frame.get_by_role("button", name="Continue").click()
    for number in range(2, len(rules.pages) + 1):
        if frame.locator(".bpc-card--emergency").count():
            break
        expect(frame.get_by_text(f"Page {number} of")).to_be_visible()
        for box in frame.locator("fieldset").all():
            name = box.locator("input").first.get_attribute("name").removeprefix("q_")
            for pick in _picks(rules.question_by_id[name], CASES["emergency"]):
                frame.locator(f"input[name=q_{name}][value='{pick}']").check()
        frame.get_by_role("button", name="Continue").click()
        page.wait_for_timeout(300)
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Call 999 or go to A&E now")
    (cookie,) = context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (
        "__Host-framed",
        True,
        True,
        "None",
    )
    assert cookie["partitionKey"].startswith("http://localhost")
    assert {tuple(sorted(heard["data"])) for heard in page.evaluate("heard")} == {("px", "type")}
    assert all(heard["ours"] and heard["origin"] == site[2] for heard in page.evaluate("heard"))
    assert all(
        heard["data"]["type"] == "height" and isinstance(heard["data"]["px"], int) for heard in page.evaluate("heard")
    )
    page.close()


def _picks(question, sheet):
    found = picks_for(question, sheet)
    return [found] if isinstance(found, str) else found


def test_the_frame_is_as_high_as_what_is_in_it_and_has_no_scrollbar_of_its_own(context, site):
    page, frame = opened(context, site)
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    for width in (800, 360):
        page.set_viewport_size({"width": width, "height": 700})
        page.wait_for_timeout(500)
        inner = frame.locator("html").evaluate("part => [part.getBoundingClientRect().height, part.scrollHeight]")
        outer = page.locator("iframe").evaluate("part => part.getBoundingClientRect().height")
        assert abs(inner[0] - outer) <= 2
        assert inner[1] <= outer + 2
    page.close()


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts allow-same-origin allow-forms"'], ids=["", "sandbox"])
def test_a_phone_link_in_the_frame_is_handed_to_the_device_unless_the_publisher_shuts_it_in(context, site, sandbox):
    page, frame = opened(context, site, sandbox=sandbox)
    link = frame.locator("main a[href='tel:999']").first
    expect(link).to_be_visible()
    inside = next(frame for frame in page.frames if frame is not page.main_frame)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    session = context.new_cdp_session(inside)
    session.on("Page.frameRequestedNavigation", lambda event: asked.append(event["url"]))
    session.send("Page.enable")
    link.click()
    page.wait_for_timeout(500)
    refused = [text for text in said if "sandbox" in text.lower()]
    assert (asked, bool(refused)) == ((["tel:999"], False) if not sandbox else (asked, True)), said
    page.close()


def test_the_way_to_a_full_page_leaves_the_frame(context, site):
    page, frame = opened(context, site)
    frame.get_by_role("link", name="Open in a full page").click()
    page.wait_for_url(f"{site[2]}/")
    assert page.frames == [page.main_frame]
    page.close()


def test_without_scripts_the_frame_shows_the_check_as_high_as_the_publisher_made_it(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page, frame = opened(context, site)
    expect(frame.get_by_role("heading", level=1)).to_have_text("Check your back pain")
    assert page.locator("iframe").bounding_box()["height"] == 640
    context.close()


def test_a_publisher_that_is_not_allowed_is_refused_by_the_browser(context, site):
    with publisher("localhost") as (origin, html):
        html["html"] = HOST.format(check=site[2], script=SCRIPT, sandbox="")
        page = context.new_page()
        page.goto(origin)
        page.wait_for_timeout(500)
        assert page.frame_locator("iframe").get_by_text("Back pain check").count() == 0
        assert page.evaluate("heard") == []
        page.close()


def test_a_browser_that_keeps_no_cookie_at_all_gets_the_leaflet_in_the_frame(browser_type, tmp_path, site):
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = browser_type.launch_persistent_context(tmp_path, **chromium())
    _, frame = opened(context, site)
    expect(frame.get_by_role("heading", level=1)).to_have_text("Back pain: who to contact, and how soon")
    expect(frame.get_by_role("link", name="Open the check in a full page")).to_have_attribute("target", "_top")
    context.close()
