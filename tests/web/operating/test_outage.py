"""The pages for when the app is down need nothing of it, and nothing that its policy forbids."""

import re
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner

from tests.deploy.servers import sign_for_tests
from tests.web.operating.conftest import OPERATOR, TODAY
from triage.cli import main
from triage.web.operating.outage import FAILED, HELP_NOW, outage_files

MOST_BYTES = 10_000


@pytest.fixture(scope="module")
def files(rules) -> dict[str, bytes]:
    return outage_files(rules, guides=None, languages=(), place="uk", at="/outage")


def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {name: contents.decode() for name, contents in files.items() if name.endswith(".html")}


def test_every_country_has_every_page_and_the_top_is_the_default_country(files, rules):
    for place in rules.places:
        assert {f"en/{place.id}/{name}" for name in (*FAILED, HELP_NOW)} <= files.keys()
    for name in (*FAILED, HELP_NOW):
        assert files[name] == files[f"en/uk/{name}"]


def test_every_page_is_small_and_has_the_emergency_number_of_its_country(files, rules):
    for name, page in pages(files).items():
        assert len(page.encode()) < MOST_BYTES, name
        place = rules.place_by_id[name.split("/")[1] if "/" in name else "uk"]
        assert re.sub(r"\D", "", place.emergency_number) in re.sub(r"\D", "", "".join(re.findall('tel:[^"]*', page)))


def test_every_page_for_a_failure_has_the_whole_short_list(files, rules):
    list_ = rules.safety_net[rules.outcomes[-1].id]
    assert len(list_) >= 4
    for name in FAILED:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(files[name].decode())
        shown = [" ".join("".join(item.itertext()).split()) for item in tree.findall(".//main//li")]
        assert len(shown) == len(list_)


def test_no_page_needs_the_app_or_an_exception_from_its_policy(files):
    for name, page in pages(files).items():
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        assert not tree.findall(".//script"), name
        assert not tree.findall(".//style"), name
        assert not tree.findall(".//form"), name
        assert "style" not in {attribute for element in tree.iter() for attribute in element.attrib}
        for element in tree.iter():
            address = element.get("href") or element.get("src") or "tel:"
            assert address.startswith("tel:") or address.removeprefix("/outage/") in files, (name, address)


def test_the_command_writes_them(tmp_path: Path):
    result = CliRunner().invoke(main, ["static", "-o", str(tmp_path / "new"), "--at", "/down"], catch_exceptions=False)
    assert result.exit_code == 0
    assert 'href="/down/style.css"' in (tmp_path / "new" / "502.html").read_text("utf-8")


def test_the_top_is_of_the_operators_country_and_of_the_rule_set_that_is_served(tmp_path: Path):
    rules = sign_for_tests(tmp_path / "rules.yaml", TODAY)
    operator = tmp_path / "operator.yaml"
    operator.write_text(OPERATOR.replace("place: uk ", "place: usa ").replace("  uk:", "  usa:"), "utf-8")
    out = tmp_path / "out"
    args = ["static", "-o", str(out), "--operator", str(operator), "--rules", str(rules)]
    assert CliRunner().invoke(main, args, catch_exceptions=False).exit_code == 0
    top = (out / "503.html").read_text("utf-8")
    assert top == (out / "en" / "usa" / "503.html").read_text("utf-8")
    assert top != (out / "en" / "uk" / "503.html").read_text("utf-8")
    assert "Draft" not in top


def test_the_rule_set_that_nobody_signed_is_called_a_draft(files):
    assert all("Draft" in page for page in pages(files).values())


def test_the_country_is_said_once(tmp_path: Path):
    args = ["static", "-o", str(tmp_path), "--operator", "operator.yaml", "--place", "uk"]
    result = CliRunner().invoke(main, args, catch_exceptions=False)
    assert result.exit_code == 2
    assert "pick one" in result.output


@pytest.mark.parametrize(
    ("args", "says"),
    [(["--at", "outage"], "write /outage"), (["--place", "atlantis"], "new_zealand")],
)
def test_what_cannot_be_is_said(tmp_path, args, says):
    result = CliRunner().invoke(main, ["static", "-o", str(tmp_path), *args], catch_exceptions=False)
    assert result.exit_code == 1
    assert says in result.output


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "taken").write_text("", "utf-8")
    result = CliRunner().invoke(main, ["static", "-o", str(tmp_path / "taken" / "in")], catch_exceptions=False)
    assert result.exit_code == 1
    assert "cannot be written" in result.output
