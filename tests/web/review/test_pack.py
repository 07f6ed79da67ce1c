"""The review pack: one file with everything in it, which asks for nothing else."""

from __future__ import annotations

import re

import html5lib
import pytest

from tests.web.conscience import words_of
from triage.ruleset.model import RuleSet
from triage.verification.mutation.mutants import RuleGone, mutated
from triage.verification.prove import prove
from triage.web.review.pack import review_pack
from triage.web.review.parts import PARTS


@pytest.fixture(scope="module")
def html(rules: RuleSet) -> str:
    return review_pack(rules)


@pytest.fixture(scope="module")
def tree(html: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def marked(tree, part: str, name: str) -> list[str]:
    section = tree.find(f".//section[@id='part-{part}']")
    return [found.get(f"data-{name}") for found in section.iter() if found.get(f"data-{name}") is not None]


def test_it_asks_for_no_other_file_and_has_no_script(html: str, tree):
    assert not tree.findall(".//script")
    assert not tree.findall(".//link")
    assert not [part for part in tree.iter() if part.get("src") or part.get("action") or part.get("style")]
    assert not [name for part in tree.iter() for name in part.attrib if name.startswith("on")]
    assert "url(" not in html
    assert "@import" not in html
    assert {link.get("href")[0] for link in tree.findall(".//a")} == {"#"}


def test_every_link_leads_to_a_place_in_it_and_no_id_is_used_twice(tree):
    ids = [part.get("id") for part in tree.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in tree.findall(".//a")} <= set(ids)


def test_it_has_every_part_under_a_heading_of_its_own(tree):
    sections = tree.findall(".//section[@class]")
    found = {section.get("id"): words_of(section.find("h2")) for section in sections if section.find("h2") is not None}
    wanted = {f"part-{part.id}": part.title for part in PARTS if part.in_pack}
    assert wanted.items() <= found.items()
    assert len(tree.findall(".//h1")) == 1


def test_it_counts_what_the_file_has(tree, rules: RuleSet, contents):
    assert marked(tree, "questions", "question") == [question.id for question in rules.questions]
    choices = [f"{question.id}={choice.id}" for question in rules.questions for choice in question.shown_choices]
    assert marked(tree, "matrix", "choice") == choices
    assert len(marked(tree, "questions", "choice")) == len(choices)
    assert marked(tree, "rules", "rule") == [rule.id for rule in rules.rules]
    assert len(tree.findall(".//section[@class='review-rule']")) == len(rules.rules)
    assert marked(tree, "proofs", "guarantee") == [guarantee.id for guarantee in rules.guarantees]
    assert marked(tree, "sources", "source") == list(rules.bibliography)
    assert marked(tree, "decisions", "decision") == [decision.id for decision in rules.decisions]
    assert len(marked(tree, "vignettes", "vignette")) == len(contents.cases.vignettes)
    assert marked(tree, "hazards", "hazard") == [hazard.id for hazard in contents.hazards]


def test_it_says_state_fingerprint_intended_use_and_the_points_to_sign(tree, rules: RuleSet, contents):
    text = words_of(tree.find(".//body"))
    assert "Draft: not yet reviewed by a clinician." in text
    assert contents.fingerprint in text
    assert rules.intended_use in text
    assert marked(tree, "sign", "point") == [decision.id for decision in rules.decisions]


def test_every_rule_is_there_in_words_with_its_sources(tree, rules: RuleSet):
    for rule in rules.rules:
        text = words_of(tree.find(f".//section[@id='rule-{rule.id}']"))
        assert " ".join(rule.because.split()) in text
        assert all(rules.bibliography[source].cite in text for source in rule.sources)


def test_a_rule_set_that_is_not_proved_is_shown_with_what_fails_and_a_sheet_that_breaks_it(rules: RuleSet):
    unproved = mutated(rules, RuleGone("two-unsure-cauda-equina-answers"))
    failing = [verdict for verdict in prove(unproved).verdicts if not verdict.holds]
    assert failing
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(review_pack(unproved))
    status, proofs = (words_of(tree.find(f".//section[@id='part-{part}']")) for part in ("status", "proofs"))
    assert f"Not proved: {', '.join(verdict.code for verdict in failing)} failed" in status
    for verdict in failing:
        assert all(" ".join(failure.says.split()) in proofs for failure in verdict.failures)
        assert all(failure.examples for failure in verdict.failures)


def test_charts_have_words_of_their_own_and_shares_that_add_up(tree):
    charts = tree.findall(".//{*}svg[@role='img']")
    assert charts
    for chart in charts:
        shares = [float(share) for share in re.findall(r"([\d.]+)%", chart.get("aria-label"))]
        assert sum(shares) == pytest.approx(100, abs=0.5)
        widths = [float(piece.get("width")) for piece in chart.findall("{*}rect")]
        assert sum(widths) == pytest.approx(600, abs=0.1)
