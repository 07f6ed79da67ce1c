"""Figures of agreement against a count by hand, and the chart that goes with them."""

import random
from xml.etree import ElementTree

import pytest

from triage.cohorts.agreement import agreement
from triage.cohorts.chart import matrix_svg
from triage.errors import TriageError


@pytest.fixture
def pairs(rules):
    chance = random.Random(3)
    ids = [outcome.id for outcome in rules.outcomes]
    return [(chance.choice(ids), chance.choice([*ids, None])) for _ in range(500)] + [(None, ids[0]), ("", ids[0])]


@pytest.fixture
def found(rules, pairs):
    return agreement(rules, {pair: pairs.count(pair) for pair in pairs})


def test_every_figure_is_what_counting_row_by_row_gives(rules, pairs, found):
    rank = rules.rank
    both = [(rank[label], rank[outcome]) for label, outcome in pairs if label and outcome]
    assert found.exact.count == sum(label == outcome for label, outcome in both)
    assert found.under.count == sum(outcome < label for label, outcome in both)
    assert found.over.count == sum(outcome > label for label, outcome in both)
    assert found.judged == len(both) == found.exact.of
    assert found.unjudged == sum(1 for label, outcome in pairs if label and outcome is None)
    assert found.unlabelled == 2
    for line in found.lines:
        at = rank[line.outcome]
        assert (line.sensitivity.count, line.sensitivity.of) == (
            sum(label >= at <= outcome for label, outcome in both), sum(label >= at for label, _ in both),
        )  # fmt: skip
        assert (line.specificity.count, line.specificity.of) == (
            sum(label < at > outcome for label, outcome in both), sum(label < at for label, _ in both),
        )  # fmt: skip


def test_a_share_of_nothing_has_no_interval(rules):
    found = agreement(rules, {("guides", "guides"): 4})
    assert found.lines[0].sensitivity.interval is None
    assert found.exact.interval.share == 1


def test_a_label_that_is_no_outcome_is_refused(rules):
    with pytest.raises(TriageError, match="urgentish"):
        agreement(rules, {("urgentish", "guides"): 1})


def test_the_chart_is_xml_that_says_the_counts_in_words_and_holds_no_script(rules, found):
    picture = matrix_svg(found, 'a <label> & "more"')
    root = ElementTree.fromstring(picture)
    words = " ".join(root.itertext())
    for (label, outcome), count in found.rows.items():
        assert f"{label} got {outcome}: {count:,}." in words
    assert 'a <label> & "more"' in words
    assert "<script" not in picture
    assert "style=" not in picture
    squares = [node for node in root.iter() if node.tag.endswith("rect") and node.get("fill-opacity")]
    assert len(squares) == len(rules.outcomes) ** 2
