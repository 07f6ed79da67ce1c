"""A25: every answer carries the headers of the design, each once and exactly.

Crossed: every view x the headers of its page; every address of the app, pages or not, x the same.
"""

from __future__ import annotations

import pytest

from tests.browser.routes import addresses, app

EVERYWHERE = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
HOLDING = ("/check", "/result", "/show", "/reminder", "/remembers", "/clear")


def test_the_page_has_the_headers_and_is_kept_by_nobody_if_it_can_hold_an_answer(shown):
    for name, value in EVERYWHERE.items():
        assert shown.response.header_values(name) == [value], name
    assert shown.response.header_values("server") == []
    if shown.state.path.startswith(HOLDING) or shown.response.status >= 400:
        assert shown.response.header_values("cache-control") == ["no-store"]
        assert shown.response.header_values("x-robots-tag") == ["noindex, nofollow"]


def test_a_cookie_is_for_our_own_site_and_for_no_script(shown):
    for cookie in shown.response.header_values("set-cookie"):
        _, *rest = cookie.split("; ")
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(rest)
        assert not any(part.startswith(("Max-Age", "Expires", "Domain")) for part in rest) or "Max-Age=0" in rest


@pytest.mark.parametrize("path", [path for _, path in addresses()])
def test_every_address_answers_with_them(path):
    answer = app().test_client().get(path)
    for name, value in EVERYWHERE.items():
        assert answer.headers.getlist(name) == [value], name
    answer.close()
