"""All pages on one picture, `docs/contact-sheet.png`: `python -m tests.browser.contact_sheet` makes it anew.

Each state of :data:`SEEN` on a small phone in light colours and on a wide screen in dark ones: what one sees first.
"""

from __future__ import annotations

import base64
from html import escape

from playwright.sync_api import Browser, sync_playwright

from tests.browser.catalogue import RULES, STATES, Opener
from tests.browser.conftest import chromium, make_app
from tests.browser.looks import WIDE
from tests.browser.screenshots import DOCS
from tests.browser.server import serving
from tests.browser.sheets import CASES

UNSURE = next(name for name in STATES if name.endswith("if not sure"))
RESULTS = tuple(f"result {outcome}" for outcome in reversed(CASES))
WANTED = (
    "/",
    "page 1",
    "page 3",
    "page 1 with errors",
    UNSURE,
    "answers",
    *RESULTS,
    "show emergency",
    "left for a while",
)
WANTED += (
    "remembers much",
    "/help-now",
    "/guides",
    "/guides/complete-guide",
    "/guides/inflammation",
    "/leaflet",
    "/embed",
)
WANTED += ("/poster", "/phone-script", "/privacy", "/about", "/review", "/review/matrix", "/nowhere")
SEEN = tuple(state for state in WANTED if state in STATES)
PHONE = {"width": 320, "height": 640}
LOOKS = ((PHONE, "light", 105), (WIDE, "dark", 336))
"""The window, its colours, and how wide its picture is on the sheet."""
STYLE = """body { margin: 24px; background: #eef2f2; color: #14262b; font: 15px arial, sans-serif; }
main { display: grid; grid-template-columns: repeat(3, max-content); gap: 24px; }
figure { margin: 0; }
figcaption { margin-block-end: 6px; }
img { margin-inline-end: 8px; border: 1px solid #50656a; }"""


def pictures(browser: Browser, opener: Opener) -> dict[str, list[str]]:
    """Each state with its pictures, in base64."""
    taken: dict[str, list[str]] = {state: [] for state in SEEN}
    for size, colours, _ in LOOKS:
        context = browser.new_context(viewport=size, color_scheme=colours)
        page = context.new_page()
        for state in SEEN:
            context.clear_cookies()
            opener.goes(page, state)
            picture = page.screenshot(type="jpeg", quality=80, scale="css")
            taken[state].append(base64.b64encode(picture).decode())
        context.close()
    return taken


def sheet(taken: dict[str, list[str]]) -> str:
    """A page with all of them."""
    figures = "".join(
        f"<figure><figcaption>{escape(state)}</figcaption>"
        + "".join(
            f'<img width="{wide}" height="210" src="data:image/jpeg;base64,{picture}">'
            for picture, (_, _, wide) in zip(taken[state], LOOKS, strict=True)
        )
        + "</figure>"
        for state in taken
    )
    return f"<!DOCTYPE html><title>Contact sheet</title><style>{STYLE}</style><main>{figures}</main>"


def main() -> None:
    file = DOCS / "contact-sheet.png"
    with serving(make_app(RULES)) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(**chromium())
        page = browser.new_page(viewport={"width": 1490, "height": 800})
        page.set_content(sheet(pictures(browser, Opener(make_app, address))))
        page.screenshot(path=file, full_page=True)
        browser.close()
    print(f"{file}: {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
