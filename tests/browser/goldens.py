"""What screen readers are told of each page of the journey, written down: `python -m tests.browser.goldens` writes
it anew.

Read the difference (`git diff tests/browser/acceptance/aria`) before you commit it: it is what somebody hears.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.catalogue import RULES, STATES, Opener
from tests.browser.conftest import chromium, make_app
from tests.browser.server import serving

ARIA = Path(__file__).parent / "acceptance" / "aria"
JOURNEY = tuple(
    state
    for state, opened in STATES.items()
    if state in ("/", "/help-now", "/remembers", "/cleared", "/nowhere", "/check/kept")
    or opened.path.startswith(("/check", "/result", "/show"))
)
"""The states that are written down: everything on the way from the start page to a result, errors too."""


def file_of(state: str) -> Path:
    """Where the golden of a state is."""
    return ARIA / f"{re.sub(r'[^a-z0-9]+', '-', state.lower()).strip('-') or 'start'}.yaml"


def heard(page: Page) -> str:
    """The page as screen readers are told, without what changes by itself: time and fingerprint."""
    told = page.locator("body").aria_snapshot()
    told = re.sub(r"(\w+day,? )?\d{1,2} \w+ 20\d\d((,| at)? \d\d:\d\d)?( UTC)?", "DAY", told)
    return re.sub(r"\b[0-9a-f]{12,64}\b", "FINGERPRINT", told) + "\n"


def main() -> None:
    ARIA.mkdir(exist_ok=True)
    for old in ARIA.glob("*.yaml"):
        old.unlink()
    with serving(make_app(RULES)) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(**chromium())
        opener = Opener(make_app, address)
        for state in JOURNEY:
            page = browser.new_context().new_page()
            opener.goes(page, state)
            file_of(state).write_text(heard(page), "utf-8")
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
