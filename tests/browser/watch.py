"""Watches everything a browser context does, whatever the test is about."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

NEUTRAL = re.compile(
    r"/|/check/(\d+|answers|kept|again|carry-on)|/result|/show|/remembers|/reminder|/clear|/cleared|/place|/help-now|/about|/privacy|/accessibility|/operators|/embed(/frame(/kept|/leaflet)?)?|/leaflet|/poster|/phone-script|/guides(/[\w-]+)?|/review(/[\w-]+)*|/nowhere"
)
LANGUAGE = re.compile(r"|lang=[\w-]+|country=\w+")
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

STORED = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""
"""How much a site has stored in each of the places that a browser has for that, cookies aside."""


class Watch:
    """Keeps what a context asked for, and what went wrong.

    Args:
        context: to be watched, before it opens a page.
        address: of the check; nothing may be asked of anybody else.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._address = address
        self._wrong: list[str] = []
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._wrong.append(f"script error: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("dialog", lambda dialog: self._wrong.append(f"dialog: {dialog.message}"))

    def complain(self) -> None:
        """Fail if anything went wrong since the last time."""
        wrong, self._wrong = self._wrong, []
        assert not wrong, "\n".join(wrong)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self._address:
            self._wrong.append(f"asked another host: {request.url}")
        if request.is_navigation_request() and (
            not LANGUAGE.fullmatch(parts.query) or not NEUTRAL.fullmatch(parts.path)
        ):
            self._wrong.append(f"an address that says too much: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED.match(message.text):
            self._wrong.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        """Leaving a page before its icon has come is no failure."""
        if request.failure != "net::ERR_ABORTED":
            self._wrong.append(f"failed: {request.url} {request.failure}")
