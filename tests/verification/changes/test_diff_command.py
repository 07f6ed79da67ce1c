"""``triage diff``: what it prints, its exit status, files in git, and its page."""

import json
import subprocess
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner, Result

from tests.verification.changes.planted import COHORT, SHIPPED, choice, edited, question, rule
from triage.cli import main
from triage.verification.changes.compare import compare
from triage.web.changes import changes_page

PLANTED = Path(__file__).parents[1] / "planted" / "sound.yaml"


def triage_diff(*args: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, args)], catch_exceptions=False)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A folder in git with one committed rule set, in which the command runs."""

    def git(*args: str) -> None:
        name = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *name, *args], cwd=tmp_path, check=True, capture_output=True)

    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    Path("rules.yaml").write_bytes(PLANTED.read_bytes())
    git("add", "rules.yaml")
    git("commit", "-qm", "Rules")
    return tmp_path


def lowered() -> str:
    text = PLANTED.read_text("utf-8")
    assert "outcome: now" in text
    return text.replace("outcome: now", "outcome: visit", 1)


def test_a_revision_of_git_is_compared_with_a_file_and_a_lowering_exits_with_1(repository):
    Path("rules.yaml").write_text(lowered(), "utf-8")
    result = triage_diff("HEAD:rules.yaml", "rules.yaml")
    assert result.exit_code == 1, result.output
    assert "LOWERED from" in result.output
    assert "NOT ACCEPTED" in result.output


def test_the_same_file_exits_with_0(repository):
    result = triage_diff("HEAD:rules.yaml", "rules.yaml")
    assert result.exit_code == 0, result.output
    assert "Nobody gets another outcome." in result.output


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("HEAD:none.yaml", "git does not have this"),
        ("nothing:rules.yaml", "git does not have this"),
        (":rules.yaml", "write REVISION:FILE"),
        ("HEAD:", "write REVISION:FILE"),
        ("HEAD:/etc/passwd", "inside the repository"),
        ("none.yaml", "cannot be read"),
    ],
)
def test_what_is_not_there_is_said_without_a_traceback(repository, old, words):
    result = triage_diff(old, "rules.yaml")
    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output


def test_a_revision_cannot_be_an_option_of_git(repository):
    result = triage_diff("--", "--output=made:rules.yaml", "rules.yaml")
    assert result.exit_code == 1
    assert "write REVISION:FILE" in result.output
    assert not any("made" in path.name for path in repository.iterdir())


def test_git_that_is_not_installed_is_said(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    result = triage_diff("HEAD:rules.yaml", "rules.yaml")
    assert result.exit_code == 1
    assert "git, which could have it, is not installed" in result.output


def test_json_has_exact_counts_and_says_what_is_refused(repository):
    Path("rules.yaml").write_text(lowered(), "utf-8")
    data = json.loads(triage_diff("HEAD:rules.yaml", "rules.yaml", "--json").stdout)
    assert data["accepted"] is False
    assert data["moves"][0]["refused"] is True
    assert isinstance(data["moves"][0]["amount"]["sheets"], int)
    assert data["moves"][0]["unnamed"]


def test_json_and_html_at_once_are_refused(repository):
    assert triage_diff("HEAD:rules.yaml", "rules.yaml", "--json", "--html").exit_code == 2


def page(edit) -> str:
    return changes_page(compare(SHIPPED, edited(edit), COHORT))


def test_the_page_is_valid_html_that_stands_alone(repository):
    html = page(lambda data: choice(data, "saddle_numbness", "yes").update(outcome="days"))
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert tree.findall(".//script") == []
    assert tree.findall(".//link") == []
    assert "Not accepted: lowered from" in html
    assert triage_diff("HEAD:rules.yaml", "rules.yaml", "--html").stdout.startswith("<!DOCTYPE html>")


def test_the_page_escapes_what_the_file_says():
    evil = "<script>alert(1)</script>"

    def marked(data):
        asked = question(data, "saddle_numbness")
        asked["text"] = asked["hint"] = evil
        choice(data, "saddle_numbness", "yes")["outcome"] = "days"
        rule(data, "fever-with-injected-drugs")["because"] = evil

    html = page(marked)
    html5lib.HTMLParser(strict=True).parse(html)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
