"""A broken cohort file is refused with the place, the reason and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verification.population.small import COHORT, small_cohort
from triage.errors import TriageError
from triage.verification.population.cohort_file import CohortProblems, cohort_from, read_cohort

BROKEN = {
    "a share above 1": ("share: {value: 0.1}", "share: {value: 1.1}", "not-a-number"),
    "a share that is no number": ("share: {value: 0.1}", "share: {value: many}", "not-a-number"),
    "a share that is not a number in the other sense": ("share: {value: 0.1}", "share: {value: nan}", "not-a-number"),
    "no class that takes the rest": ("share: {value: rest}", "share: {value: 0.5}", "wrong-rest"),
    "chances above 1": ("not_sure: 0.1}}", "not_sure: 0.4}}", "too-much"),
    "a chance without a number": ("{fever: 0.5}", "{fever: often}", "not-a-number"),
    "an unknown tier": ("target: emergency", "target: urgent", "unknown-tier"),
    "an outcome that counts as no tier": ("days: soon}", "days: later}", "unknown-tier"),
    "an answer to no question": ('    numb: {p: {"yes": 0.7', '    nump: {p: {"yes": 0.7', "unknown-question"),
    "an unknown key": ("lines: {fever: 0.5}", "ticks: {fever: 0.5}", "unknown-key"),
    "a missing key": ("  label: Ill\n", "", "missing-key"),
    "no chances": ('{p: {"yes": 0.02, not_sure: 0.05}, rest', "{rest", "missing-key"),
    "no rest": (', not_sure: 0.05}, rest: "no"}', ", not_sure: 0.05}}", "missing-key"),
    "ages that do not add up": ("[48, 53, 0.75]", "[48, 53, 0.5]", "not-one"),
    "an age in no band": ("[[40, 60, 1]]", "[[40, 100, 1]]", "unknown-age"),
    "an age that turns back": ("[[40, 60, 1]]", "[[60, 40, 1]]", "unknown-age"),
    "a band that turns back": ("young: [18, 49]", "young: [49, 18]", "wrong-order"),
    "a number too few": ("young: [18, 49]", "young: [18]", "wrong-kind"),
    "a band without a chance": ("thin: {young: 0.01, old: 0.2}", "thin: {young: 0.01}", "missing-key"),
    "a test that cannot be stated": ("female and 18<=age<=49", "female", "wrong-word"),
    "the same class twice": ("- id: ill", "- id: ordinary", "duplicate-id"),
    "the same line twice": ("lines_by_age: {thin:", "lines_by_age: {fever:", "duplicate-key"),
    "a duplicate key": ("  label: Ill\n", "  label: Ill\n  label: Sick\n", "duplicate-key"),
    "a warning answer that nobody gives": ('numb: ["yes", not_sure]', 'numb: ["yes", unsure]', "unknown-choice"),
    "warnings of no question": ("signs: [fever]", "sings: [fever]", "unknown-question"),
    "a first scenario that changes something": ("label: As written}", "label: As written, deny: 0.5}", "no-base"),
    "the same scenario twice": ("id: clear", "id: vague", "duplicate-id"),
    "odds that are no number": ("odds: 4", "odds: high", "not-a-number"),
    "neither true nor false": ("only_defaults: true", "only_defaults: yes", "wrong-word"),
    "chances of a scenario above 1": ('{numb: {"yes": 0.2}}', '{numb: {"yes": 0.99}}', "too-much"),
    "a budget without a bound": ("[guides], at_least: 0.6", "[guides]", "missing-key"),
    "a scenario with an unknown key": ("deny: 0.1", "denies: 0.1", "unknown-key"),
    "an anchor": ("  label: Ill\n", "  label: &a Ill\n", "anchor"),
}


@pytest.mark.parametrize(("good", "bad", "code"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_told_with_its_line(good: str, bad: str, code: str) -> None:
    assert COHORT.count(good) == 1
    text = COHORT.replace(good, bad)
    with pytest.raises(CohortProblems) as refused:
        cohort_from(text, "mine.yaml")
    problem = next(problem for problem in refused.value.problems if problem.code == code)
    assert f"mine.yaml:{problem.span.line}:{problem.span.column}: " in str(refused.value)
    assert problem.remedy


def test_the_line_is_that_of_the_mistake() -> None:
    line = COHORT[: COHORT.index("signs: {lines: {fever: 0.5}}")].count("\n") + 1
    with pytest.raises(CohortProblems, match=rf"^mine\.yaml:{line}:\d+: "):
        cohort_from(COHORT.replace("fever: 0.5", "fever: often"), "mine.yaml")


@pytest.mark.parametrize("text", ["", "- 1\n", "version: 1\n", "classes: []\n", b"\xff", "a: {b: [c\n", "x"])
def test_what_is_no_cohort_at_all_is_refused_without_a_traceback(text: str | bytes) -> None:
    with pytest.raises(TriageError):
        cohort_from(text, "mine.yaml")


@pytest.mark.parametrize("key", ["tiers", "counts_as", "age_bands", "classes", "defaults", "alarm_budget"])
@pytest.mark.parametrize("value", ["x", "[]", "{}", "[x]", "{x: y}"])
def test_another_kind_of_data_anywhere_at_the_top_is_refused_or_read_but_never_raises_anything_else(
    key: str, value: str
) -> None:
    blocks = [block for block in _blocks() if not block.startswith(f"{key}:")]
    text = "".join([*blocks, f"{key}: {value}\n"])
    if (key, value) == ("counts_as", "{}"):
        assert cohort_from(text, "mine.yaml").counts_as == {}
        return
    with pytest.raises(CohortProblems) as refused:
        cohort_from(text, "mine.yaml")
    assert refused.value.problems


def _blocks() -> list[str]:
    found: list[str] = []
    for line in COHORT.splitlines(keepends=True):
        if line[0] in " -":
            found[-1] += line
        else:
            found.append(line)
    return found


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TriageError, match="cannot be read"):
        read_cohort(tmp_path / "none.yaml")


def test_the_shares_of_the_classes_of_the_shipped_cohort_add_up_to_one() -> None:
    kinds = read_cohort().kinds
    assert sum(kind.share for kind in kinds) == pytest.approx(1)
    assert {kind.id for kind in kinds if kind.benign} == {"nonspecific", "radiculopathy_benign"}


def test_the_same_seed_makes_the_same_people_and_another_seed_makes_others() -> None:
    ordinary = small_cohort().kinds[0]
    assert list(ordinary.people(20, seed=1)) == list(ordinary.people(20, seed=1))
    assert list(ordinary.people(20, seed=1)) != list(ordinary.people(20, seed=2))
