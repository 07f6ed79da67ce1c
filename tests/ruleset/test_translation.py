"""Translations: what is wrong with one is found, what is stale is not used, and no word changes what is decided."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.answer_sheets import random_sheet
from tests.languages import LONG, RIGHT_TO_LEFT, as_file, translation_of
from triage.cli import main
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.engine.journey import journey
from triage.ruleset.check.translations import check_translation
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.load import load_ruleset
from triage.ruleset.translation import Said, hash_of, load_translations, translated
from triage.ruleset.wording import reworded, words_of

BROKEN = Path(__file__).parent.parent / "broken" / "translations"
EXPECTED = re.compile(r"([a-z0-9-]+) at (\d+):(\d+)")
HEADING = "outcomes.emergency.heading"


@pytest.fixture(scope="module")
def small():
    return load_ruleset(BROKEN / "small.yaml")


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.de.yaml")), ids=lambda path: path.name.split(".")[0])
def test_a_broken_translation_has_the_problem_that_its_name_and_first_line_say_and_no_other(path, small):
    source = path.read_text("utf-8")
    found = [(p.code, str(p.span.line), str(p.span.column)) for p in check_translation(source, path.name, small)]
    assert found == EXPECTED.findall(source.split("\n", 1)[0])
    assert {code for code, _, _ in found} == {path.name.split(".")[0]}


@pytest.mark.parametrize("made", [LONG, RIGHT_TO_LEFT], ids=lambda made: made[0])
def test_a_whole_and_fresh_translation_has_no_problem(rules, made):
    translation = translation_of(rules, made)
    found = check_translation(as_file(translation), f"rules.{made[0]}.yaml", rules)
    assert not found, "\n".join(map(str, found))


def test_every_text_has_an_id_of_its_own_and_clinicians_words_have_none(rules):
    seen: list[str] = []
    reworded(rules, lambda key, text: seen.append(key) or text)
    assert len(seen) == len(set(seen)) == len(words_of(rules))
    assert not [key for key in seen if key.endswith((".clinical", ".because", ".means", ".source", "_number", ".id"))]


def test_the_rule_set_in_its_own_words_is_the_same_rule_set(rules):
    assert fingerprint(reworded(rules, lambda _, text: text)) == fingerprint(rules)


def test_other_words_change_nothing_but_words(rules):
    def without(ruleset):
        return fingerprint(reworded(ruleset, lambda key, _: key))

    other = translated(rules, translation_of(rules, RIGHT_TO_LEFT))
    assert fingerprint(other) != fingerprint(rules)
    assert without(other) == without(rules)


def test_other_words_ask_the_same_questions_and_give_the_same_outcome(rules, compiled_rules):
    other = compile_ruleset(translated(rules, translation_of(rules, RIGHT_TO_LEFT)))
    chance = random.Random(4)
    for tries in range(300):
        sheet = random_sheet(rules, chance, worry=tries % 10 / 20)
        ours, theirs = assess(compiled_rules, sheet), assess(other, sheet)
        assert (theirs.outcome.id, theirs.because) == (ours.outcome.id, ours.because)
        asked, also = journey(compiled_rules, sheet).asked, journey(other, sheet).asked
        assert {page: [q.id for q in here] for page, here in also.items()} == {
            page: [q.id for q in here] for page, here in asked.items()
        }


def test_a_translated_rule_set_is_as_sound_as_one_that_was_read(rules):
    other = translated(rules, translation_of(rules, LONG))
    assert type(rules).model_validate(other.model_dump()) == other


@pytest.mark.parametrize(
    "said", [None, Said(english=hash_of("x"), text="y {emergency_number} {hospital}"), "blank", ""]
)
def test_a_text_that_is_missing_stale_or_lacks_a_blank_stays_english(rules, said):
    whole = translation_of(rules, RIGHT_TO_LEFT)
    english = words_of(rules)[HEADING]
    if isinstance(said, str):
        said = Said(english=hash_of(english), text=said)
    texts = {key: text for key, text in {**whole.texts, HEADING: said}.items() if text}
    found = words_of(translated(rules, whole.model_copy(update={"texts": texts}), lambda text: f"EN {text}"))
    assert found[HEADING] == f"EN {english}"
    assert [key for key, text in found.items() if text.startswith("EN ")] == [HEADING]


def test_where_one_country_has_only_an_english_word_every_text_with_that_blank_stays_english(rules):
    whole = translation_of(rules, RIGHT_TO_LEFT)
    texts = {key: said for key, said in whole.texts.items() if key != "places.usa.hospital"}
    found = words_of(translated(rules, whole.model_copy(update={"texts": texts}), lambda text: f"EN {text}"))
    kept = {key for key, text in found.items() if text.startswith("EN ")}
    with_blank = {key for key, text in words_of(rules).items() if "{hospital}" in text}
    assert kept == with_blank | {"places.usa.hospital"}


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, words)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


@pytest.fixture
def file(tmp_path):
    rules = tmp_path / "small.yaml"
    rules.write_bytes((BROKEN / "small.yaml").read_bytes())
    return rules


def test_a_new_skeleton_is_read_and_says_of_every_text_that_it_is_missing(file, small):
    assert run("translate", "xx", "--name", "Xish", "--right-to-left", "--rules", str(file))[0] == 0
    (made,) = load_translations(file)
    assert (made.name, made.direction) == ("Xish", "rtl")
    code, said = run("check", str(file))
    assert code == 1
    assert said.count("[missing-text]") == len(words_of(small)) == len(made.texts)
    assert "[missing-never]" in said


def test_renewing_keeps_what_is_translated_and_marks_what_is_stale(file, small):
    beside = file.with_name("small.de.yaml")
    beside.write_text((BROKEN / "stale-text.de.yaml").read_text("utf-8"), "utf-8")
    (before,) = load_translations(file)
    assert run("translate", "de", "--rules", str(file))[0] == 0
    (after,) = load_translations(file)
    assert after == before
    text = beside.read_text("utf-8")
    assert text.count("THE ENGLISH HAS CHANGED") == 1
    assert hash_of(words_of(small)["outcomes.emergency.told"]) in text


def test_a_stale_emergency_text_fails_triage_check(file):
    file.with_name("small.de.yaml").write_text((BROKEN / "stale-text.de.yaml").read_text("utf-8"), "utf-8")
    code, said = run("check", str(file))
    assert code == 1
    assert "small.de.yaml" in said
    assert "[stale-text]" in said


@pytest.mark.parametrize("code", ["X Y", "DE", "german", "../xx", "", "a" * 300])
def test_what_is_no_code_of_a_language_is_refused_with_some_that_are(file, code):
    exit_code, said = run("translate", code, "--name", "X", "--rules", str(file))
    assert exit_code == 1
    assert "is no code of a language: write one such as de" in said
    assert list(file.parent.glob("*.yaml")) == [file]


def test_the_rule_set_is_not_translated_into_the_language_that_it_is_in(file):
    exit_code, said = run("translate", "en", "--name", "English", "--rules", str(file))
    assert exit_code == 1
    assert "in English itself: name another language" in said
    assert list(file.parent.glob("*.yaml")) == [file]


@pytest.mark.parametrize("name", [(), ("--name", " "), ("--name", "two\nlines")])
def test_a_new_language_needs_a_name_in_one_line(file, name):
    exit_code, said = run("translate", "xx", *name, "--rules", str(file))
    assert exit_code == 1
    assert "as in --name Deutsch" in said
    assert list(file.parent.glob("*.yaml")) == [file]


def test_a_folder_in_the_place_of_a_translation_is_said_with_its_name(file):
    folder = file.with_name("small.xx.yaml")
    folder.mkdir()
    exit_code, said = run("translate", "xx", "--rules", str(file))
    assert exit_code == 1
    assert f"{folder}: this file cannot be read" in said
