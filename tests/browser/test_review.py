"""The review in a real browser: a clinician without tools reads a rule, tries a person, and prints the matrix.

What every page must hold, those of the review too, is in `acceptance/`.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.looks import OUTSIDE, SMALL, axe
from triage.ruleset.model import RuleSet
from triage.web.review.pack import review_pack

RULE = "fever-with-nerve-sign"


def test_a_clinician_understands_a_rule_its_source_and_its_effect_in_one_page(page: Page, address, rules: RuleSet):
    page.goto(f"{address}/review")
    page.get_by_role("navigation", name="Review").get_by_role("link", name="Rules").click()
    page.get_by_role("link", name=RULE, exact=True).click()
    rule = next(rule for rule in rules.rules if rule.id == RULE)
    main = page.get_by_role("main")
    for words in (rule.because, rules.bibliography[rule.sources[0]].cite, rules.outcome_by_id[rule.outcome].name):
        assert words in main.inner_text()
    for heading in ("When it fires", "What it rests on", "Somebody for whom it decides alone"):
        assert page.get_by_role("heading", name=heading).is_visible()
    main.get_by_role("link", name=re.compile("Have you had a fever")).click()
    assert page.locator("#question-fever_chills").is_visible()


def test_a_clinician_tries_a_person_and_sees_what_one_answer_would_change(page: Page, address):
    page.goto(f"{address}/review/try")
    page.get_by_role("group", name=re.compile("Have you had a fever")).get_by_label("Yes, with no clear cause").check()
    page.get_by_role("button", name="Show the outcome").click()
    assert page.get_by_role("heading", name="Outcome: Today").is_visible()
    assert "Weak leg or foot: “Yes. It began or got worse in the last few weeks”" in page.locator("main").inner_text()
    assert page.url == f"{address}/review/try"
    assert page.context.cookies() == []
    assert axe(page) == []


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """The width and height of each page of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b", pdf))
    return [(float(width), float(height)) for width, height in boxes]


def test_the_matrix_prints_on_one_sheet_on_its_side(page: Page, address):
    page.goto(f"{address}/review/matrix")
    ((width, height),) = pages_of(page.pdf(prefer_css_page_size=True))
    assert width > height


def test_the_pack_is_a_file_that_opens_by_itself_and_has_the_matrix_on_one_sheet(
    browser, rules: RuleSet, tmp_path: Path
):
    file = tmp_path / "review.html"
    file.write_text(review_pack(rules), "utf-8")
    context = browser.new_context(java_script_enabled=True, viewport=SMALL)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], page.evaluate(OUTSIDE)
    assert axe(page) == []
    sizes = pages_of(page.pdf(prefer_css_page_size=True))
    assert asked == [file.as_uri()]
    assert len([size for size in sizes if size[0] > size[1]]) == 1
    context.close()
