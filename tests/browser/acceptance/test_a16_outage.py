"""A16: when the app is gone, its visitors get a page with the number and the list, with status 503 and under 10 KB.

That nginx and HAProxy show it once the app has stopped, with these headers, is in `tests/deploy/test_deploy.py`, which
starts them; that every country's page has the number and the list in under 10 KB, in `tests/web/operating/`. Here the
page is looked at, shown as they show it. Crossed: English and the two other languages x (axe, 320 by 256, text at 200%
and with more space, targets); three addresses x what one sees first and where it leads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.acceptance.test_a05_text import LARGER, SPACED, fits
from tests.browser.acceptance.test_a06_targets import SMALL_TARGETS
from tests.browser.catalogue import RULES
from tests.browser.looks import SMALL, ZOOMED, axe
from triage.web.operating.outage import outage_files

AT = "/outage"


@pytest.fixture(scope="module")
def files(languages) -> dict[str, bytes]:
    """What `triage static` writes, in English and in two more languages."""
    return outage_files(RULES, guides=None, languages=languages, place=None, at=AT)


@pytest.fixture(scope="module")
def front(files) -> Iterator[str]:
    """A front server whose app is gone: it has the files, and shows a failure's page for all else."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix(f"{AT}/")
            page = files.get(name) if self.path.startswith(AT) else None
            self.send_response(503 if page is None or name.endswith("503.html") else 200)
            kind = "text/css" if name.endswith(".css") else "image/svg+xml" if name.endswith(".svg") else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(files["503.html"] if page is None else page)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.fixture
def phone(browser) -> Iterator:
    """A small phone. It is not watched: that its pages fail is what is asked for."""
    context = browser.new_context(viewport=SMALL)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "en-XA", "ar-XB"])
def test_the_page_is_as_good_as_any_other(phone, front, language):
    answer = phone.goto(f"{front}{AT}/{language}/uk/503.html")
    assert answer.status == 503
    expect(phone.locator("main a[href='tel:999']").first).to_be_visible()
    assert axe(phone) == []
    assert phone.evaluate(SMALL_TARGETS) == []
    phone.set_viewport_size(ZOOMED)
    fits(phone)
    phone.evaluate(LARGER)
    fits(phone)
    phone.evaluate("document.documentElement.style.fontSize = ''")
    phone.evaluate(SPACED)
    fits(phone)


@pytest.mark.parametrize("path", ["/", "/check/3", "/result"])
def test_whatever_one_asked_for_the_number_is_seen_first_and_leads_on_to_all_numbers(phone, front, path):
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url.removeprefix(front)))
    assert phone.goto(front + path).status == 503
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sorry, the check is not working")
    expect(phone.locator("main a[href='tel:999']").first).to_be_in_viewport(ratio=1)
    assert set(asked) <= {path, f"{AT}/style.css", f"{AT}/favicon.svg"}
    phone.get_by_role("link", name="Numbers for other countries").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Get help now: phone numbers")
