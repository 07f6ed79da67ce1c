"""What a release says that it is made of is what the lock installs."""

import json
import re
from importlib.metadata import distributions

import pytest

from tests.sbom import PRODUCTION, bom
from triage import VERSION

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD|ZPL|MPL[- ]2|Mozilla Public License [12])",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def made() -> dict:
    return json.loads(bom())


def test_it_names_every_locked_package_with_its_version_and_hashes(made):
    locked = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", PRODUCTION.read_text("utf-8"), re.MULTILINE)
    assert len(locked) > 20
    assert sorted((part["name"], part["version"]) for part in made["components"]) == sorted(locked)
    hashes = set(re.findall(r"sha256:(\w+)", PRODUCTION.read_text("utf-8")))
    assert {found["content"] for part in made["components"] for found in part["hashes"]} == hashes
    assert all(part["hashes"] for part in made["components"])


def test_it_is_about_this_version_and_says_nothing_of_where_it_was_made(made):
    about = made["metadata"]["component"]
    assert (about["name"], about["version"]) == ("back-pain-check", VERSION)
    assert not re.search(r"/(home|root|tmp|work)/", json.dumps(made))


def test_every_package_offers_a_licence_that_asks_nothing_of_those_who_use_it_as_it_is(made):
    installed = {re.sub(r"[-_.]+", "-", found.name).lower(): found.metadata for found in distributions()}
    looked = 0
    for part in made["components"]:
        metadata = installed.get(re.sub(r"[-_.]+", "-", part["name"]).lower())
        if metadata is None:  # of another system or Python, such as colorama
            continue
        looked += 1
        said = " ".join(
            [metadata.get("License-Expression") or "", (metadata.get("License") or "")[:200],
             *(line for line in metadata.get_all("Classifier") or [] if line.startswith("License"))]
        )  # fmt: skip
        assert PERMISSIVE.search(said), (part["name"], said)
    assert looked > 20
