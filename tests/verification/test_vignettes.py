"""Every vignette agrees with the rules, or is marked as a known miss; every rule and choice has its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.engine.compiled import compile_ruleset
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.verification.vignettes import Vignette, VignetteProblems, read_vignettes, run_vignettes, table

RULESET = load_ruleset(shipped("rules.yaml"))
COMPILED = compile_ruleset(RULESET)
VIGNETTES = read_vignettes(shipped("vignettes"), RULESET)
OPEN = [vignette for vignette in VIGNETTES if vignette.case]

CONTEXT = {"age_years": "16_44", "pregnancy": "no", "pain_duration": "under_2w"}
OTHERWISE = "".join(f"  {q.id}: {q.reassuring or CONTEXT[q.id]}\n" for q in RULESET.questions)
FIRST_LINE = 4 + len(RULESET.questions)
"""The line on which the first vignette of the files below begins."""


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette.sentence for vignette in VIGNETTES])
def test_the_rules_do_what_the_vignette_says(vignette: Vignette) -> None:
    (verdict,) = run_vignettes(COMPILED, [vignette])
    assert verdict.complaint is None, f"{vignette.file}:{vignette.line}: {verdict.complaint}"


@pytest.mark.parametrize("rule", [rule.id for rule in RULESET.rules])
def test_every_rule_has_a_hit_and_a_near_miss_that_one_answer_tells_apart(rule: str) -> None:
    hits = [vignette for vignette in VIGNETTES if vignette.because == rule]
    near = [vignette for vignette in VIGNETTES if vignette.not_because == rule]
    assert any(_differing(hit, miss) == 1 for hit in hits for miss in near)


def _differing(one: Vignette, other: Vignette) -> int:
    return sum(one.answers[question] != other.answers[question] for question in one.answers)


def test_every_choice_that_carries_an_outcome_has_a_vignette_that_it_decides() -> None:
    decided = {vignette.because for vignette in VIGNETTES}
    flagged = [f"{q.id}={c.id}" for q in RULESET.questions for c in q.choices if c.outcome]
    assert [choice for choice in flagged if choice not in decided] == []


def test_all_sixty_published_cases_are_here_with_their_case_id_and_whether_they_are_serious() -> None:
    assert len({vignette.case for vignette in OPEN}) == 60
    assert all(vignette.serious is not None for vignette in OPEN)


def test_no_serious_published_case_is_sent_to_the_guides_unless_it_is_a_known_miss() -> None:
    verdicts = run_vignettes(COMPILED, OPEN)
    missed = [v.vignette for v in verdicts if v.vignette.serious and v.assessment.outcome.id == "guides"]
    assert [vignette.case for vignette in missed if vignette.known_miss is None] == []


def _read(tmp_path: Path, body: str, *, head: str = "source: a test\n") -> tuple[Vignette, ...]:
    file = tmp_path / "cases.yaml"
    file.write_text(f"{head}otherwise:\n{OTHERWISE}vignettes:\n{body}", encoding="utf-8")
    return read_vignettes(file, RULESET)


def _complaint(tmp_path: Path, body: str) -> str | None:
    return run_vignettes(COMPILED, _read(tmp_path, body))[0].complaint


ONE = "- vignette: A fever\n  answers: {fever_chills: no_clear_cause}\n"


def test_a_sheet_is_the_answers_given_and_the_rest_as_the_file_says(tmp_path: Path) -> None:
    (vignette,) = _read(tmp_path, f"{ONE}  expect: same_day\n")
    assert vignette.answers["fever_chills"] == {"no_clear_cause"}
    assert vignette.answers["weight_loss"] == {"no"}
    assert vignette.answers.keys() == RULESET.question_by_id.keys()
    assert vignette.source == "a test"


@pytest.mark.parametrize(
    ("rest", "complaint"),
    [
        ("expect: same_day", None),
        ("expect: [soon, days]\n  acceptable: same_day", None),
        ("expect: soon", "expected soon, got same_day (fever_chills=no_clear_cause)"),
        ("expect: soon\n  known_miss: nobody knows why", None),
        ("expect: same_day\n  known_miss: nobody knows why", "delete its 'known_miss'"),
        ("expect: same_day\n  because: under-16", "'under-16' did not fire"),
        ("expect: same_day\n  not_because: fever_chills=no_clear_cause", "fired, and should not"),
    ],
)
def test_a_verdict_complains_of_what_somebody_has_to_put_right(
    tmp_path: Path, rest: str, complaint: str | None
) -> None:
    found = _complaint(tmp_path, f"{ONE}  {rest}\n")
    assert found is None if complaint is None else complaint in str(found)


def test_a_rule_is_no_reason_when_something_else_gives_as_much(tmp_path: Path) -> None:
    body = (
        "- vignette: A child with a fever\n  answers: {age_years: 6_15, fever_chills: no_clear_cause}\n"
        "  expect: same_day\n  because: under-16-with-warning-sign\n"
    )
    assert "without it fever_chills=no_clear_cause gives as much" in str(_complaint(tmp_path, body))


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("- vignette: x\n  answers: {fever: no}\n  expect: days\n", "unknown-question", (1, 13)),
        ("- vignette: x\n  answers: {fever_chills: yes}\n  expect: days\n", "unknown-choice", (1, 27)),
        ("- vignette: x\n  answers: {fever_chills: [no, not_sure]}\n  expect: days\n", "wrong-answer", (1, 27)),
        ("- vignette: x\n  answers: {strain_pain: yes}\n  expect: days\n", "not-asked", (1, 13)),
        ("- vignette: x\n  answers: yes\n  expect: days\n", "wrong-kind", (1, 12)),
        ("- vignette: x\n  answers: {}\n  expect: dayz\n", "unknown-outcome", (2, 11)),
        ("- vignette: x\n  answers: {}\n  expect: days\n  because: feber\n", "unknown-rule", (3, 12)),
        ("- vignette: x\n  answers: {}\n  expect: days\n  serious: yes\n", "wrong-word", (3, 12)),
        ("- vignette: x\n  answers: {}\n  expect: days\n  acceptible: soon\n", "unknown-key", (3, 3)),
        ("- vignette: x\n  answers: {}\n", "missing-key", (0, 3)),
        ("- vignette: x\n  answers: {}\n  answers: {}\n  expect: days\n", "duplicate-key", (2, 3)),
        (
            f"{ONE}  expect: days\n- vignette: a  FEVER\n  answers: {{}}\n  expect: days\n",
            "duplicate-vignette",
            (3, 13),
        ),
        ("  age: 4\n", "wrong-kind", (0, 3)),
    ],
)
def test_a_file_that_says_what_nobody_can_read_is_refused_at_its_place(
    tmp_path: Path, body: str, code: str, place: tuple[int, int]
) -> None:
    with pytest.raises(VignetteProblems) as refusal:
        _read(tmp_path, body)
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert (problem.span.line - FIRST_LINE, problem.span.column) == place
    assert f"cases.yaml:{problem.span.line}:{problem.span.column}: " in str(refusal.value)


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(VignetteProblems) as refusal:
        _read(tmp_path, "- vignette: x\n  answers: {fever: no}\n  expect: dayz\n", head="title: cases\n")
    codes = [problem.code for problem in refusal.value.problems]
    assert codes == ["unknown-key", "missing-key", "unknown-question", "unknown-outcome"]


def test_a_file_must_answer_every_question(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("otherwise: {fever_chills: no}\nvignettes: [{}]\n", encoding="utf-8")
    with pytest.raises(VignetteProblems, match="no answer here to: very_unwell, chest_breath"):
        read_vignettes(file, RULESET)


def test_a_folder_without_vignettes_and_a_missing_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(TriageError, match="there is no vignette file"):
        read_vignettes(tmp_path, RULESET)
    with pytest.raises(TriageError, match="cannot be read"):
        read_vignettes(tmp_path / "none.yaml", RULESET)


def test_the_table_counts_each_file_and_puts_serious_under_triage_first() -> None:
    found = table(RULESET, run_vignettes(COMPILED, VIGNETTES))
    assert [row.name for row in found.rows] == ["choices.yaml", "open-cases.yaml", "rules.yaml"]
    assert [row.name for row in found.pins] == ["pins.yaml"]
    assert sum(row.vignettes for row in found.rows) == found.total.vignettes
    assert found.total.vignettes + found.pins[0].vignettes == len(VIGNETTES)
    assert found.total.agrees + found.total.under + found.total.over == found.total.vignettes
    assert sum(found.matrix.values()) == found.total.vignettes
    assert len(found.wrong) == found.total.known
    order = [(verdict.vignette.serious, verdict.triage) for verdict in found.wrong]
    assert order == sorted(order, key=lambda pair: (not pair[0], pair[1] == "over"))


PIN = "- answers: {fever_chills: no_clear_cause, risk_list: [tb, injects]}\n"


def test_a_pin_takes_its_sentence_from_its_answers_in_the_words_of_the_form(tmp_path: Path) -> None:
    (vignette,) = _read(tmp_path, f"{PIN}  expect: emergency\n", head="source: a test\npins: true\n")
    assert vignette.pin
    assert vignette.sentence == (
        "Fever: Yes, with no clear cause; "
        "Health background: TB, or close contact with it and Injected drugs that were not given by a clinician"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"{PIN}  expect: emergency\n  vignette: A fever\n", "unknown-key"),
        (f"{PIN}  expect: emergency\n  serious: true\n", "unknown-key"),
        (PIN, "missing-key"),
        (f"{PIN}  expect: emergency\n{PIN}  expect: emergency\n", "duplicate-vignette"),
        ("- answers: {strain_pain: yes}\n  expect: guides\n", "not-asked"),
    ],
)
def test_a_pin_that_says_more_than_its_answers_or_that_stands_twice_is_refused(
    tmp_path: Path, body: str, code: str
) -> None:
    with pytest.raises(VignetteProblems) as refusal:
        _read(tmp_path, body, head="source: a test\npins: true\n")
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_pins_have_a_row_of_their_own_and_count_in_nothing_else(tmp_path: Path) -> None:
    (pin,) = _read(tmp_path, f"{PIN}  expect: guides\n", head="source: a test\npins: true\n")
    with_pin = table(RULESET, run_vignettes(COMPILED, [*OPEN, pin]))
    without = table(RULESET, run_vignettes(COMPILED, OPEN))
    (row,) = with_pin.pins
    assert (row.vignettes, row.agrees) == (1, 0)
    assert replace(with_pin, pins=()) == without
