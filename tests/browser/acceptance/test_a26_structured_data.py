"""A26: what is said to search engines is of allowed kinds, and nothing is said to them of a check or a result.

Crossed: every view x its JSON-LD and its word to robots.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

ALLOWED = {"MedicalWebPage", "WebPage", "WebSite", "Organization", "MedicalAudience", "Audience", "MedicalOrganization"}
ALLOWED |= {"CreativeWork", "Patient"}
NEVER = {"MedicalCondition", "FAQPage", "Product", "Offer", "Review", "AggregateRating", "MedicalTest"}


def test_only_allowed_kinds_are_named_and_none_on_a_check_or_a_result(shown):
    said = shown.page.locator("script[type='application/ld+json']").all_text_contents()
    if shown.state.path.startswith(("/check", "/result", "/show", "/remembers", "/review")):
        assert said == []
        assert shown.response.header_value("x-robots-tag") == "noindex, nofollow"
    found = {kind for text in said for kind in kinds(json.loads(text))}
    assert found <= ALLOWED
    assert not found & NEVER


def kinds(data: object) -> Iterator[str]:
    """Every ``@type`` in it."""
    if isinstance(data, list):
        for part in data:
            yield from kinds(part)
    elif isinstance(data, dict):
        named = data.get("@type", [])
        yield from [named] if isinstance(named, str) else named
        for part in data.values():
            yield from kinds(part)


def test_kinds_are_found_however_deep():
    assert set(kinds([{"@type": ["A", "B"], "about": {"@type": "C"}}])) == {"A", "B", "C"}
