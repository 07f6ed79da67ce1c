"""``triage explain``: what it prints, and what it refuses."""

import json

import pytest
from click.testing import CliRunner

from triage.cli import main
from triage.resources import shipped
from triage.verification.explaining.parts import explain_group, explain_guarantee, explain_outcome
from triage.verification.properties.exhaustive import sheets_by_outcome


@pytest.fixture
def explain():
    return lambda *args, text=None: CliRunner().invoke(
        main, ["explain", *map(str, args)], input=text, catch_exceptions=False
    )


def people(*sheets):
    plain = [{question: sorted(picked) for question, picked in sheet.items()} for sheet in sheets]
    return json.dumps([{"id": index, "answers": answers} for index, answers in enumerate(plain)])


def test_a_rule_is_told_with_its_reason_its_sources_and_what_hangs_on_it(explain, rules):
    output = explain("fever-with-nerve-sign").output
    (rule,) = [rule for rule in rules.rules if rule.id == "fever-with-nerve-sign"]
    assert f"Because: {rule.because}" in output
    assert all(f"{source} (" in output for source in rule.sources)
    for part in ("gives “Emergency” when", "alone decides", "would break without it", "Vignettes that it decides"):
        assert part in output


def test_a_question_shows_each_choice_with_what_it_does(explain, rules):
    output = explain("sudden_severe").output
    for choice in rules.question_by_id["sudden_severe"].choices:
        assert choice.text in output
        assert (choice.raises_nothing or "") in output


@pytest.mark.parametrize("subject", ["very_unwell=yes", "very_unwell=no", "guides", "nerve_new", "nhs-saddle"])
def test_every_kind_is_explained_in_words_and_as_data(explain, subject):
    words, data = explain(subject), explain(subject, "--json")
    assert words.exit_code == data.exit_code == 0
    assert words.output.strip()
    assert json.loads(data.output)


def test_json_of_a_rule_counts_without_limit_and_shows_the_nearest_sheet(explain, encoded_rules):
    data = json.loads(explain("fever-with-nerve-sign", "--json").output)
    assert 0 < data["alone"]["decides"] < data["alone"]["fires"] < data["alone"]["of"]
    assert data["alone"]["example"]["outcome"] == "emergency"
    assert data["when"][0] == {"depth": 0, "text": "all of:"}


def test_somebody_with_none_of_the_red_flags_is_told_so_and_what_would_change_it(explain, encoded_rules):
    output = explain("-", text=people(encoded_rules.slots.calm)).output
    assert "The reason: none of the red flags." in output
    assert "More urgent with one other answer" in output
    assert "Less urgent" not in output


def test_somebody_with_one_red_flag_has_it_as_the_smallest_reason(explain, encoded_rules):
    sheet = {**encoded_rules.slots.calm, "very_unwell": frozenset({"yes"}), "night_pain": frozenset({"not_sure"})}
    data = json.loads(explain("-", "--json", text=people(sheet)).output)
    assert data["reason"] == ["very_unwell"]
    assert data["fired"][0] == "very_unwell=yes"
    assert {"question": "very_unwell", "moves": "down"}.items() <= data["misses"][-1].items()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "0 people. Put one in"),
        ('[\n{"id": 1,', ":2:10: this is not JSON"),
        ("[" * 100_000, "brackets too deep"),
        (f"[{'1' * 5_000}]", "a number too long"),
        ("{}", 'this is no list. Write a list of people, each as {"id": 1'),
        ("[1]", 'entry 1 lacks "id"'),
        ('[{"id": 1, "answers": {}}]', "has no answer, so there is no outcome. See the questions"),
        ('[{"id": 1, "answers": {"very_unwell": "perhaps"}}]', "very_unwell: no such choice: perhaps. See the"),
    ],
)
def test_a_file_without_one_whole_person_is_refused_with_its_name_and_what_to_do(explain, tmp_path, text, words):
    file = tmp_path / "person.json"
    file.write_text(text, "utf-8")
    result = explain(file)
    assert result.exit_code == 1
    assert result.output.startswith(f"{file}:")
    assert words in result.output


def test_a_file_that_is_not_there_or_a_folder_or_no_text_is_refused_with_its_name_and_what_to_do(explain, tmp_path):
    missing, folder, binary = (tmp_path / f"{name}.json" for name in ("missing", "folder", "binary"))
    folder.mkdir()
    binary.write_bytes(b"\xff\xfe")
    for file, remedy in ((missing, "Check its name"), (folder, "Name a file"), (binary, "Save it again as UTF-8")):
        result = explain(file)
        assert result.exit_code == 1
        assert result.output.startswith(f"{file}: this file ")
        assert remedy in result.output


def test_two_people_and_an_unknown_name_are_refused(explain, encoded_rules):
    calm = encoded_rules.slots.calm
    assert "2 people" in explain("-", text=people(calm, calm)).output
    result = explain("fevr")
    assert result.exit_code == 1
    assert "group:fever" in result.output


def test_another_rule_set_is_explained_without_the_shipped_vignettes(explain, tmp_path):
    copy = tmp_path / "mine.yaml"
    copy.write_bytes(shipped("rules.yaml").read_bytes())
    assert "Vignettes" not in explain("fever-with-nerve-sign", "--rules", copy).output
    assert "Vignettes" in explain("fever-with-nerve-sign", "--rules", copy, "--vignettes", shipped("vignettes")).output


def test_the_sheets_of_all_outcomes_are_those_that_the_proof_counts(rules, encoded_rules):
    counted = {outcome.id: explain_outcome(encoded_rules, outcome.id).sheets for outcome in rules.outcomes}
    assert counted == sheets_by_outcome(encoded_rules)


def test_a_guarantee_that_somebody_breaks_is_shown_with_that_person(rules, encoded_rules):
    for guarantee in rules.guarantees[::6]:
        assert explain_guarantee(encoded_rules, guarantee.id).broken_by is None
    found = explain_guarantee(encoded_rules, "very-unwell-now")
    assert [firing.id for firing in found.rests_on] == ["very_unwell=yes"]
    assert found.example is not None
    assert found.example.outcome == "emergency"


def test_a_group_is_named_by_rules_that_name_it_through_another_group(encoded_rules, vignettes):
    found = explain_group(encoded_rules, vignettes, "ces_yes")
    assert "nerve_new" in found.named_by.groups
    assert "fever-with-nerve-sign" in {rule.id for rule in found.named_by.rules}
