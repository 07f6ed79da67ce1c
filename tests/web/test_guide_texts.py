"""What the guides say: not too long, plain, a note for every number, and when to get help in the rules' own words."""

from __future__ import annotations

import re

import pytest

from tests.web.conscience import words_of
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.reading_grade import reading_grade, sentences, words
from triage.web.reading import read_guides

IDS = sorted(file.stem for file in shipped("guides").glob("*.md"))
NOTE = re.compile(r"^\[\^([^\]]+)\]: (.+)$", re.MULTILINE)
SOLD = ("buy", "order now", "discount", "affiliate", "cure for", "guaranteed", "miracle", "our product", "sponsor")
LINKS_OUT = re.compile(r"\]\((?!/)")


@pytest.fixture(scope="module")
def guides(one_app):
    return read_guides(shipped("guides"), one_app.jinja_env)


@pytest.fixture(params=IDS)
def guide(request, guides):
    return guides[request.param]


@pytest.fixture
def written(guide):
    return (shipped("guides") / f"{guide.id}.md").read_text("utf-8")


def test_a_guide_has_600_to_1200_words(guide):
    assert 600 <= len(words("\n".join((guide.text, *guide.headings)))) <= 1200


def test_a_guide_is_plain(guide):
    assert reading_grade(guide.text) <= 8
    long = [sentence for sentence in sentences(guide.text) if len(words(sentence)) > 25]
    assert long == []


def test_every_note_of_a_guide_is_used_and_every_used_one_is_there(written):
    notes = dict(NOTE.findall(written))
    used = set(re.findall(r"\[\^([^\]]+)\](?!:)", written))
    assert set(notes) == used
    assert len(used) >= 5


def test_a_number_of_people_or_points_stands_with_a_note(written):
    body = NOTE.sub("", written.split("---", 2)[2])
    for paragraph in re.split(r"\n\n|\n- |\n\d\. |\n\|", body):
        if re.search(r"\d+ of 100|\d%|out of 100|times as high|\d people|trial of \d", paragraph):
            assert "[^" in paragraph, paragraph


def test_a_guide_links_to_the_check_and_to_other_guides_and_sells_nothing(guide, written):
    body = NOTE.sub("", written)
    assert "](/)" in body
    assert not LINKS_OUT.search(body), "a guide leads elsewhere only from its notes"
    assert [word for word in SOLD if re.search(rf"\b{word}\b", guide.text.lower())] == []


def test_a_guide_begins_with_the_emergency_number_and_the_check(visitor, guide):
    main = visitor.opens(f"/guides/{guide.id}").tree.find(".//main")
    text = words_of(main)
    beginning = text[text.index(words_of(main.find(".//h1"))) :].split(guide.text.split("\n")[0][:40])[0]
    assert "call 999" in beginning
    assert "Check your back pain" in beginning


def test_a_guide_ends_with_the_watch_lists_of_the_rule_set_in_its_words(visitor, specimen, guide):
    page = visitor.opens(f"/guides/{guide.id}")
    watches = [part for part in page.all("section") if "bpc-watch" in part.get("class", "")]
    shown = [words_of(line) for part in watches for line in part.findall(".//li")]
    assert shown == [line for lines in specimen.safety_net.values() for line in lines]


def test_no_guide_copies_a_watch_list_that_it_could_fall_behind(guide):
    lines = [line for lines in load_ruleset(shipped("rules.yaml")).safety_net.values() for line in lines]
    assert len(lines) > 8
    assert [line for line in lines if line in guide.text] == []


@pytest.mark.parametrize("word", ["wear and tear", "crumbling", "degenerative disease", "diagnosis"])
def test_words_that_frighten_are_only_named_to_say_that_we_avoid_them(guides, word):
    assert [guide.id for guide in guides.values() if word in guide.text.lower()] in ([], ["spine-and-disc"])
