"""What must hold on every page that any test opens."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from triage.ruleset.check.words import BANS
from triage.web.security import HEADERS

DRAFT = "Draft: not yet reviewed by a clinician."
PRIVATE = ("/check", "/result", "/show", "/clear", "/reminder", "/remembers", "/review")
INSTEAD = ("Please start again", "You started a check earlier. Has anything changed?")
"""Headings of the pages that any page with answers can show in its place."""


@dataclass(frozen=True)
class Opened:
    """A page that was opened and passed :func:`inspect`."""

    path: str
    response: TestResponse
    tree: Element

    @property
    def h1(self) -> str:
        return words_of(self.tree.find(".//h1"))

    @property
    def title(self) -> str:
        return words_of(self.tree.find(".//title"))

    @property
    def text(self) -> str:
        return words_of(self.tree.find(".//main"))

    @property
    def is_bare(self) -> bool:
        """Whether it is the card for the reception desk, which has no frame around it."""
        return self.tree.find(".//body").get("class") == "bpc-show"

    def all(self, path: str) -> list[Element]:
        return self.tree.findall(f".//{path}")

    def picked(self) -> dict[str, list[str]]:
        """Question id → the choices that are picked."""
        found: dict[str, list[str]] = {}
        for box in self.all("input[@checked]"):
            found.setdefault(box.get("name").removeprefix("q_"), []).append(box.get("value"))
        return found

    def asks(self) -> list[str]:
        """The ids of the questions asked, in order."""
        names = [box.get("name") for box in self.all("input") if box.get("name", "").startswith("q_")]
        return [name.removeprefix("q_") for name in dict.fromkeys(names)]

    def token(self) -> str:
        return self.tree.find(".//input[@name='csrf_token']").get("value")

    def errors(self) -> list[str]:
        return [words_of(link) for link in self.all("div[@data-error-summary]//a")]


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def inspect(path: str, response: TestResponse, language: str = "en") -> Opened:
    """Check everything that holds on every page, and hand the page on. What it says is checked in English only."""
    _check_headers(path, response)
    html = response.get_data(as_text=True)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    opened = Opened(path, response, tree)
    assert tree.get("lang") == language
    if language == "en":
        _check_sentences(opened)
    assert len(opened.all("h1")) == 1, f"{path}: {len(opened.all('h1'))} h1"
    _check_ids(tree)
    _check_forms(tree)
    _check_nothing_inline(html, tree)
    _check_help(opened)
    return opened


def _check_sentences(opened: Opened) -> None:
    _check_title(opened)
    if not opened.is_bare:
        assert words_of(opened.tree.find(".//footer//a")) == "Get help now: phone numbers"
    assert DRAFT in words_of(opened.tree.find(".//body"))
    if opened.path in ("/result", "/show"):
        _check_words(opened)


def _check_headers(path: str, response: TestResponse) -> None:
    for name, value in HEADERS.items():
        assert response.headers.getlist(name) == [value], f"{path}: {name}"
    if path.startswith(PRIVATE) or response.status_code >= 400:
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow", path
    assert "Server" not in response.headers


def _check_title(page: Opened) -> None:
    is_result = page.path == "/result" and page.response.status_code == 200 and page.h1 not in INSTEAD
    heading = "What to do now" if is_result else page.h1
    asks = page.all("form//fieldset")
    if asks and not page.path.startswith("/review"):
        heading = re.search(r"Page \d+ of up to \d+", page.text)[0]
    error = "Error: " if page.errors() else ""
    assert page.title == f"{error}{heading} - Back pain check"


def _check_ids(tree: Element) -> None:
    ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids)), f"an id is used twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    for element in tree.iter():
        for named in [*(element.get("aria-describedby") or "").split(), element.get("for") or ""]:
            assert not named or named in ids, f"nothing has the id {named}"
        href = element.get("href") or ""
        assert not href.startswith("#") or href[1:] in ids, f"nothing has the id {href}"


def _check_forms(tree: Element) -> None:
    labelled = {label.get("for") for label in tree.findall(".//label")}
    for control in [*tree.findall(".//input"), *tree.findall(".//select")]:
        assert control.get("type") == "hidden" or control.get("id") in labelled, control.attrib
    for fieldset in tree.findall(".//fieldset"):
        assert words_of(fieldset.find("legend"))
    for form in tree.findall(".//form"):
        assert form.get("method") == "post"
        assert form.get("action")
        assert form.findall(".//button")


def _check_nothing_inline(html: str, tree: Element) -> None:
    assert "style" not in {name for element in tree.iter() for name in element.attrib}
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert tree.findall(".//style") == []
    for script in tree.findall(".//script"):
        if script.get("type") == "application/ld+json":
            assert json.loads(script.text)["@type"] == "MedicalWebPage"
            continue
        assert script.get("src", "").startswith("/static/")
        assert not script.text
    for address in re.findall(r'(?:src|<link (?!rel="canonical")[^>]*href)="([^"]*)"', html):
        assert address.startswith("/static/"), f"asks another site for {address}"


def _check_help(page: Opened) -> None:
    if not page.is_bare:
        assert page.tree.find(".//footer//a").get("href") == "/help-now"
    calls = [link for link in page.all("a") if (link.get("href") or "").startswith("tel:")]
    if page.response.status_code >= 400:
        assert calls, "an error page has the emergency number"
    for link in calls:
        assert re.fullmatch(r"tel:[+0-9*%#]+", link.get("href"))


def _check_words(page: Opened) -> None:
    main = page.tree.find(".//main")
    unseen = [
        part for part in main.iter() if "bpc-print-only" in part.get("class", "") or part.get("hidden") is not None
    ]
    told = [words_of(line) for line in main.findall(".//ul[@id='told']/li")]
    text = page.text
    for part in [*map(words_of, unseen), *told]:
        text = text.replace(part, " ")
    for ban in BANS:
        for allowed in ban.allowed:
            text = re.sub(allowed, " ", text, flags=re.IGNORECASE)
        found = re.search(rf"\b(?:{'|'.join(ban.words)})\b", text, re.IGNORECASE)
        assert not found, f"a result says '{found[0]}'"
