"""A15: without JavaScript, without CSS, and in a text browser every outcome is reached and every error can be put
right.

Crossed: every outcome x (no JavaScript and no CSS at once); every outcome and two errors x w3m. w3m reads each page,
as it shows it to a person; the answers are found in what it shows and sent as it would send them.
"""

from __future__ import annotations

import shutil
import subprocess
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import html5lib
import pytest
from playwright.sync_api import expect

from tests.browser.sheets import CASES, Sheet, picks_for
from tests.browser.walkers import ByMouse


@pytest.mark.parametrize("outcome", CASES)
def test_every_outcome_is_reached_without_javascript_and_without_css(new_page, rules, address, headings, outcome):
    walker = ByMouse(new_page(java_script_enabled=False), rules, address)
    walker.page.context.route("**/*.css?*", lambda route: route.fulfill(body="", content_type="text/css"))
    walker.goes_to_the_result(CASES[outcome])
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(headings[outcome])
    expect(walker.page.get_by_role("main").get_by_role("link", name="999").first).to_be_visible()


class InText:
    """Somebody with the text browser w3m. What it shows decides what is pressed."""

    def __init__(self, address: str, rules) -> None:
        self._address, self._rules = address, rules
        self._jar = CookieJar()
        self._web = build_opener(HTTPCookieProcessor(self._jar))
        self.path, self.seen, self._tree = "", "", None

    def opens(self, path: str, form: list[tuple[str, str]] | None = None) -> None:
        """Open an address, or send a form to it, and read what w3m makes of the page."""
        try:
            answer = self._web.open(self._address + path, data=urlencode(form).encode() if form else None)
        except HTTPError as error:
            answer = error
        html = answer.read()
        self.path = urlsplit(answer.url).path
        self._tree = html5lib.parse(html, namespaceHTMLElements=False)
        w3m = [shutil.which("w3m") or "w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "1000"]
        self.seen = subprocess.run(w3m, input=html, capture_output=True, check=True).stdout.decode()

    def sends(self, sheet: Sheet | None) -> None:
        """Pick the answers of a page where w3m shows them, or none, and press the button of its form."""
        form = self._tree.find(".//main//form")
        fields = [(box.get("name"), box.get("value")) for box in form.iter("input") if box.get("type") == "hidden"]
        boxes = [box for box in form.iter("input") if box.get("name", "").startswith("q_")]
        for name in dict.fromkeys(box.get("name") for box in boxes) if sheet is not None else ():
            question = self._rules.question_by_id[name.removeprefix("q_")]
            assert question.text in self.seen
            for pick in picks_for(question, sheet):
                mark = "[ ]" if question.choose == "any" else "( )"
                words = question.choice_by_id[pick].text
                assert f"{mark}{words}" in self.seen.replace(f"{mark} ", mark).replace(mark[0] + "*", mark[0] + " ")
                fields.append((name, pick))
        assert "Continue" in self.seen
        self.opens(form.get("action"), fields)

    def goes_to_the_result(self, sheet: Sheet) -> None:
        """From the start page to the result."""
        self.opens("/")
        assert "Agree and start" in self.seen
        self.opens("/check/1")
        for _ in range(30):
            if self.path == "/check/answers":
                assert "See what to do" in self.seen
                self.opens("/result")
            if self.path == "/result":
                return
            self.sends(sheet)
        raise AssertionError(f"never got past {self.path}")


@pytest.fixture
def reader(address, rules) -> InText:
    return InText(address, rules)


@pytest.mark.parametrize("outcome", CASES)
def test_every_outcome_is_reached_in_a_text_browser(reader, headings, outcome):
    reader.goes_to_the_result(CASES[outcome])
    seen = " ".join(reader.seen.split())
    assert headings[outcome] in seen
    assert "999" in seen
    assert "diagnosis" in seen


def test_an_error_is_read_first_and_put_right_in_a_text_browser(reader):
    reader.opens("/check/1")
    reader.sends(None)
    assert reader.path == "/check/1"
    problem = reader.seen.index("There is a problem")
    assert problem < reader.seen.index("( )")
    assert reader.seen.count("choose one answer") >= 2 * 4
    reader.sends({})
    assert reader.path == "/check/2"


def test_a_page_that_is_not_there_has_the_number_in_a_text_browser(reader):
    reader.opens("/nowhere")
    assert "Page not found" in reader.seen
    assert "999" in reader.seen
