"""One browser and one server for each worker; a fresh context, whose every request is watched, for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.catalogue import Opener
from tests.browser.server import serving
from tests.browser.walkers import ByMouse
from tests.browser.watch import Watch
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app
from triage.web.words import words_for

KEYS = ["a secret key for the browser tests"]
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIETER = ["--disable-component-update", "--disable-sync"]


def chromium() -> dict[str, Any]:
    """How to start the system's Chromium, or the browser tool's own if the system has none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {"args": [*QUIET, *QUIETER, *root]} | ({"executable_path": found} if found else {})


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | chromium()


@pytest.fixture(scope="session")
def browser_that_keeps_pages(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser that keeps the pages one leaves in memory (bfcache), as people's own browsers do."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


def make_app(rules: RuleSet, **given: Any) -> Flask:
    """An app as it runs on one's own machine, with the tests' key."""
    return create_app(rules, secret_keys=KEYS, secure=False, **given)


@pytest.fixture(scope="session")
def base_url(rules: RuleSet) -> Iterator[str]:
    """Where the check is served. Replaces the browser tool's fixture of this name."""
    with serving(make_app(rules)) as address:
        yield address


@pytest.fixture(scope="session")
def address(base_url: str) -> str:
    """Where the check is served."""
    return base_url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def new_page(browser: Browser, browser_context_args: dict[str, Any], address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own. At the test's end nothing may have gone wrong in any of them."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def make(browser: Browser = browser, at: str = address, **how: Any) -> Page:
        context = browser.new_context(**(browser_context_args | how))
        opened.append((context, Watch(context, at)))
        return context.new_page()

    yield make
    for context, _ in opened:
        context.close()
    for _, watch in opened:
        watch.complain()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def opener(address: str) -> Opener:
    """Puts a browser straight into any state of the check."""
    return Opener(make_app, address)


@pytest.fixture
def visitor(page: Page, rules: RuleSet, address: str) -> ByMouse:
    """Somebody with a mouse, in a window of 1280 by 800."""
    return ByMouse(page, rules, address)


@pytest.fixture(params=["pages fetched again", "pages kept in memory"])
def wanderer(request, new_page, rules: RuleSet, address: str, browser_that_keeps_pages: Browser) -> ByMouse:
    """Somebody who goes back and forward, in a browser that fetches pages again or keeps them in memory (bfcache)."""
    keeps = {"browser": browser_that_keeps_pages} if request.param == "pages kept in memory" else {}
    return ByMouse(new_page(**keeps), rules, address)


@pytest.fixture(scope="session")
def headings(rules: RuleSet) -> dict[str, str]:
    """Outcome id → the heading of its result, in the words of the country that is shown first."""
    return {id: words.heading for id, words in words_for(rules, rules.places[0], rules.places[0]).outcomes.items()}
