import pytest

from triage.errors import TriageError
from triage.ruleset.load import load_ruleset
from triage.ruleset.problem import RuleSetProblems


def codes(checked):
    return [problem.code for problem in checked.problems]


def test_a_file_becomes_a_rule_set(tmp_path, specimen):
    (tmp_path / "rules.yaml").write_text(specimen, encoding="utf-8")
    ruleset = load_ruleset(tmp_path / "rules.yaml")
    assert [page.id for page in ruleset.pages] == ["you", "feeling", "feeling_ill", "health", "more"]


def test_a_broken_file_is_refused_with_all_that_is_wrong(tmp_path, specimen):
    broken = specimen.replace("fever: [clear_cause, no_clear_cause]", "fever: [cold]").replace("exactly:", "exact:")
    (tmp_path / "rules.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(RuleSetProblems, match=r"(?s)rules.yaml:\d+:\d+: .*unknown-choice.*unknown-key"):
        load_ruleset(tmp_path / "rules.yaml")


def test_a_missing_file_and_a_folder_are_errors_that_a_person_can_put_right(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(TriageError, match="cannot be read"):
            load_ruleset(path)


def test_problems_of_reading_shape_meaning_and_words_are_reported_in_one_run_in_the_order_of_the_file(edited):
    checked = edited(
        reading=("status: not_checked", "status: not_checked\n  hospital: A&E"),
        shape=("    label: Age\n", "    labl: Age\n"),
        meaning=("when: nerve_doubt", "when: nerve_doubts"),
        words=("told: This needs a check, even", "told: This is serious, even"),
    )
    assert codes(checked) == [
        "forbidden-word",
        "missing-key",
        "unknown-key",
        "unused-group",
        "unknown-group",
        "duplicate-key",
    ]
    assert checked.ruleset is None
    lines = [problem.span.line for problem in checked.problems]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    text: Have you ever had cancer?\n", "", "missing-key"),  # 'small_fall' looks at that question
        ("{id: steroids, text: I take steroid tablets,", "{id: steroids,", "missing-key"),  # a group names it
        ("older: {age: 65_plus}", "older: {age: 65_plus, risks: steroids}", "two-keys"),  # another group names it
        ("heading: See {doctor} within 3 days\n", "heading: [now]\n", "wrong-kind"),  # choices carry the outcome
        ("  made-up-2020: {cite: An example of a source., status", "  made-up-2020: {status", "missing-key"),
        ("- id: D2\n  question:", "- id: D2\n  # question:", "missing-key"),  # a rule names the decision
        ("status: memory", "status: guessed", "wrong-word"),
        ("version: specimen-1\n", "", "missing-key"),
        (
            "  same_day:\n  - you feel hot, cold or shivery\n",
            "  same_day:\n  - you feel hot, cold or shivery\n  -\n",
            "empty-value",
        ),
        ("hospital: the ER", "hospital: [the ER]", "wrong-kind"),
        ("    choose: any\n", "    choose: some\n", "wrong-word"),
        ("when: nerve_doubt", "when: {not: nerve_doubt}", "not-used"),
    ],
)
def test_what_follows_from_a_refused_part_is_not_reported_as_well(edited, old, new, code):
    assert codes(edited(one=(old, new))) == [code]


@pytest.mark.parametrize("key", ["outcomes", "pages", "places", "version", "rules"])
def test_a_top_level_key_with_the_wrong_kind_is_reported_and_nothing_breaks(specimen, edited, key):
    assert "wrong-kind" in codes(edited(one=(f"\n{key}:", f"\n{key}: {{a: b}}\n{key}_:")))


def test_a_key_that_means_nothing_gets_the_closest_one_or_all_that_there_are(edited):
    checked = edited(
        near=("    reassuring: no\n", "    reasuring: no\n"), far=("status: memory}", "status: memory, zzz: a}")
    )
    remedies = [problem.remedy for problem in checked.problems if problem.code == "unknown-key"]
    assert remedies == ["did you mean 'reassuring'?", "use one of: cite, status, url"]


def test_no_message_is_in_the_words_of_the_validator(edited):
    checked = edited(
        kind=("label: Age", "label: {a: b}"),
        word=("choose: any", "choose: some"),
        date=("2026-11-01", "1 November"),
        number=("n: 2", "n: two"),
        id=("- id: child", "- id: Child!"),
    )
    text = "\n".join(map(str, checked.problems))
    assert len(checked.problems) == 5
    for jargon in ("Input", "valid string", "pydantic", "loc", "dict", "tuple", "None"):
        assert jargon not in text.replace("None of these", "")
