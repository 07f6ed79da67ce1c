"""Take the pictures of the README anew: `python -m tests.browser.screenshots`, after a change of how pages look.

`python -m tests.browser.screenshots FOLDER` takes every page in every state instead, at both widths, light and dark,
for somebody to look through.
"""

from __future__ import annotations

import re
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.catalogue import RULES, STATES, Opener
from tests.browser.conftest import chromium, make_app
from tests.browser.server import serving

DOCS = Path(__file__).parents[2] / "docs"
README = {
    "start.png": ("/", 1280, 800, 0),
    "question-320.png": ("page 3", 320, 640, 260),
    "result.png": ("result emergency", 320, 640, 0),
}
"""Name of the picture → the state it shows, the width and height of the window, and how far it is scrolled down."""


def _page(browser: Browser, width: int, height: int, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    return context.new_page()


def for_the_readme(browser: Browser, opener: Opener) -> None:
    """The pictures that the README shows: what a visitor sees first on each page."""
    DOCS.mkdir(exist_ok=True)
    for name, (state, width, height, down) in README.items():
        page = _page(browser, width, height)
        opener.goes(page, state)
        page.evaluate("down => scrollTo(0, down)", down)
        page.screenshot(path=DOCS / name, scale="css")
        print(f"{DOCS / name}: {(DOCS / name).stat().st_size // 1024} KB")


def of_everything(browser: Browser, opener: Opener, folder: Path) -> None:
    """Every page in every state, whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for (width, height), scheme in product(((320, 640), (1280, 800)), ("light", "dark")):
        for state in STATES:
            page = _page(browser, width, height, scheme)
            opener.goes(page, state)
            name = re.sub(r"\W+", "-", state).strip("-") or "start"
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True, scale="css")
            page.context.close()


def main() -> None:
    with serving(make_app(RULES)) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(**chromium())
        opener = Opener(make_app, address)
        if len(sys.argv) > 1:
            of_everything(browser, opener, Path(sys.argv[1]))
        else:
            for_the_readme(browser, opener)
        browser.close()


if __name__ == "__main__":
    main()
