"""One page for each worker, which goes through every view once: all tests of a view run while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.acceptance.views import EVERY_VIEW, MADE, View
from tests.browser.catalogue import RULES, STATES, Opener, State
from tests.browser.conftest import make_app
from tests.browser.looks import WIDE
from tests.browser.server import serving
from tests.browser.watch import Watch
from tests.languages import catalogue_in, language_of, translation_of
from triage.web.language import Language


@pytest.fixture(scope="session")
def languages(tmp_path_factory) -> list[Language]:
    """Two languages that nobody speaks."""
    folder = tmp_path_factory.mktemp("locale")
    for made in MADE:
        catalogue_in(folder, made)
    return [language_of(translation_of(RULES, made), folder) for made in MADE]


@pytest.fixture(scope="session")
def abroad(languages) -> Iterator[str]:
    """Where the check is served in two more languages."""
    with serving(make_app(RULES, languages=languages)) as address:
        yield address


@dataclass(frozen=True)
class Shown:
    """A view that is open.

    Attributes:
        view: which one.
        state: what led to it.
        page: the browser's page. A test may change how it is looked at; the next one finds it as it was.
        response: what the server answered.
    """

    view: View
    state: State
    page: Page
    response: Response


@dataclass(frozen=True)
class Desk:
    """A page in a context that is watched, and what puts it into states, for one address."""

    page: Page
    watch: Watch
    opener: Opener


@pytest.fixture(scope="session")
def desks(browser: Browser, browser_context_args, address: str, abroad: str, opener: Opener) -> Iterator[dict]:
    """For English, and for the other languages, a page that is used again and again."""
    made = {}
    for name, at, by in (("en", address, opener), ("abroad", abroad, opener.at(abroad))):
        context = browser.new_context(**browser_context_args)
        watch = Watch(context, at)
        made[name] = Desk(context.new_page(), watch, by)
    yield made
    for desk in made.values():
        desk.page.context.close()


@pytest.fixture(scope="session", params=EVERY_VIEW, ids=str)
def opened(request, desks) -> Iterator[Shown]:
    """A view, opened once for all tests that look at it."""
    view: View = request.param
    desk = desks["en" if view.language == "en" else "abroad"]
    state = STATES[view.state]
    desk.page.context.clear_cookies()
    _plain(desk.page)
    address = desk.opener.prepare(desk.page.context, state)
    response = desk.page.goto(address if view.language == "en" else f"{address}?lang={view.language}")
    assert desk.page.url.split("?")[0].endswith(state.path), f"{view} leads to {desk.page.url}"
    yield Shown(view, state, desk.page, response)
    desk.watch.complain()


@pytest.fixture
def shown(opened: Shown) -> Shown:
    """A view, looked at as one first sees it on a wide screen."""
    _plain(opened.page)
    opened.page.evaluate("() => { document.documentElement.style.fontSize = ''; document.adoptedStyleSheets = []; }")
    return opened


def _plain(page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference")
