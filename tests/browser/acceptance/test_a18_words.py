"""A18: what is said is plain and short, uses no banned word, and each result has all its parts.

Crossed: every view in English x reading grade and length of sentences; every outcome x what it has to hold. Single
texts of the rule set, and the words of each language, are `triage check`'s. Guides may reach grade 8. Exempt are pages
for clinicians, operators and publishers, and /about, which gives the intended use in its exact words. The leaflet and
the phone script string single texts together: their grade counts, the length of what is no sentence does not.
"""

from __future__ import annotations

import re

import pytest

from tests.browser.sheets import CASES
from triage.ruleset.check.words import BANS
from triage.ruleset.reading_grade import reading_grade, sentences, words

HARDEST, HARDEST_GUIDE, LONGEST = 6.0, 8.0, 20
EXEMPT = ("/review", "/operators", "/embed", "/about")
TEXT = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, legend, label, dt, dd)')]
  .filter(part => part.checkVisibility() && !part.querySelector('p, li, label, legend'))
  .filter(part => !part.closest('.nhsuk-u-visually-hidden'))
  .map(part => part.innerText.trim()).filter(words => words)"""
TIME = re.compile(r"\b(now|today|days|weeks)\b", re.IGNORECASE)


def test_the_page_is_plain(shown):
    if shown.view.language != "en" or shown.state.path.startswith(EXEMPT):
        return
    text = "\n".join(shown.page.evaluate(TEXT)).replace(": ", ":\n")
    guide = shown.state.path.startswith("/guides")
    of_parts = shown.state.path in ("/leaflet", "/phone-script")
    assert reading_grade(text) <= (HARDEST_GUIDE if guide else HARDEST)
    if not guide and not of_parts:
        assert [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST] == []


@pytest.fixture(params=CASES)
def result(request, page, opener):
    opener.goes(page, f"result {request.param}")
    return request.param, page


def test_a_result_has_all_its_parts(result):
    outcome, page = result
    main = page.get_by_role("main")
    heading = page.get_by_role("heading", level=1).inner_text().splitlines()[-1]
    assert len(words(heading)) < 10
    assert bool(TIME.search(heading)) == (outcome != "guides")
    assert page.locator("#told li").count() or outcome == "guides"
    text = main.inner_text()
    assert "diagnosis" in text
    if outcome != "guides":
        assert re.search(r"if you can.?t", text, re.IGNORECASE)
    if outcome != "emergency":
        assert page.locator(".bpc-watch").count()


def test_no_banned_word_is_on_a_result(result):
    _, page = result
    told = page.locator("#told li").all_inner_texts()
    text = page.get_by_role("main").inner_text()
    for said in told:
        text = text.replace(said, " ")
    for ban in BANS:
        for allowed in ban.allowed:
            text = re.sub(allowed, " ", text, flags=re.IGNORECASE)
        assert not re.search(rf"\b(?:{'|'.join(ban.words)})\b", text, re.IGNORECASE), ban.instead
