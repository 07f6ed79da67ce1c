"""What a release says that it is made of is what the lock installs."""

import json
import re
from collections import Counter
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.sbom import PRODUCTION, bom
from triage import VERSION

ROOT = Path(__file__).parents[1]

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD|Zope Public License|MPL[- ]2|Mozilla Public "
    r"License [12])",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def made() -> dict:
    return json.loads(bom())


def test_it_names_every_locked_package_with_its_version_and_hashes(made):
    locked = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", PRODUCTION.read_text("utf-8"), re.MULTILINE)
    assert len(locked) > 20
    installed = [part for part in made["components"] if part["purl"].startswith("pkg:pypi/")]
    assert sorted((part["name"], part["version"]) for part in installed) == sorted(locked)
    hashes = set(re.findall(r"sha256:(\w+)", PRODUCTION.read_text("utf-8")))
    assert {found["content"] for part in installed for found in part["hashes"]} == hashes
    assert all(part["hashes"] for part in installed)


def test_it_names_what_is_copied_into_the_repository(made):
    (copied,) = [part for part in made["components"] if part["purl"].startswith("pkg:npm/")]
    built_from = json.loads((ROOT / "vendor" / "package-lock.json").read_text("utf-8"))["packages"]
    assert copied["name"] == "nhsuk-frontend"
    assert copied["version"] == built_from["node_modules/nhsuk-frontend"]["version"]
    assert copied["licenses"] == [{"license": {"id": "MIT"}}]


def test_it_says_what_needs_what(made):
    needs = {entry["ref"].split("@")[0]: entry.get("dependsOn", []) for entry in made["dependencies"]}
    assert {ref.split("@")[0] for ref in needs["pkg:pypi/flask-wtf"]} >= {"pkg:pypi/flask", "pkg:pypi/wtforms"}
    assert len(needs["back-pain-check"]) == len(made["components"])


def test_two_versions_of_a_package_say_when_each_is_installed(made):
    by_name = Counter(part["name"] for part in made["components"])
    several = [part for part in made["components"] if by_name[part["name"]] > 1]
    assert all(part["properties"][0]["value"].startswith("python_full_version") for part in several)


def test_it_is_about_this_version_and_says_nothing_of_where_it_was_made(made):
    about = made["metadata"]["component"]
    assert (about["name"], about["version"]) == ("back-pain-check", VERSION)
    assert not re.search(r"/(home|root|tmp|work)/", json.dumps(made))


def test_every_package_offers_a_licence_that_asks_nothing_of_those_who_use_it_as_it_is(made):
    here = {re.sub(r"[-_.]+", "-", found.name).lower() for found in distributions()}
    looked = [part for part in made["components"] if re.sub(r"[-_.]+", "-", part["name"]).lower() in here]
    assert len(looked) > 20
    for part in looked:
        assert PERMISSIVE.search(json.dumps(part["licenses"])), (part["name"], part.get("licenses"))
