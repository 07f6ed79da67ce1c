"""The stylesheet that is committed is the one that vendor/build.sh makes, and it keeps its promises."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "triage" / "web" / "static"
VENDOR = ROOT / "vendor"
LICENCE = "LICENSE-nhsuk-frontend.txt"
CSS = (STATIC / "style.css").read_text(encoding="utf-8")
SHEET = (STATIC / "sheet.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


def test_the_stylesheet_is_the_one_that_the_recipe_recorded():
    recorded = (VENDOR / "style.sha256").read_text(encoding="utf-8").strip()
    assert hashlib.sha256((STATIC / "style.css").read_bytes()).hexdigest() == recorded, (
        "style.css was edited by hand, or built without its checksum: run `bash vendor/build.sh`"
    )


def test_the_stylesheet_says_whose_work_is_in_it_and_under_which_licence():
    version = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))["devDependencies"]["nhsuk-frontend"]
    header = CSS.split("*/", 1)[0]
    assert f"nhsuk-frontend {version}" in header
    assert "MIT licence" in header
    assert LICENCE in header
    assert f"| {version} |" in (ROOT / "THIRD_PARTY_LICENSES.md").read_text(encoding="utf-8")


def test_the_licence_is_served_beside_the_stylesheet():
    licence = (STATIC / LICENCE).read_text(encoding="utf-8")
    assert licence == (VENDOR / LICENCE).read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in licence


@pytest.mark.parametrize("reach", ["http", "url(", "@font-face", "@import", "//"])
def test_the_stylesheet_loads_nothing_from_elsewhere(reach):
    assert reach not in RULES


@pytest.mark.parametrize(
    "motion", ["transition", "animation", "@keyframes", "scroll-behavior", "sticky", "position:fixed"]
)
def test_nothing_on_a_page_moves_or_sticks(motion):
    assert motion not in RULES


@pytest.mark.parametrize("side", ["left", "right"])
def test_right_to_left_pages_need_no_layout_of_their_own(side):
    assert not re.search(rf"[{{;-]{side}:|:{side}\b", RULES)


@pytest.mark.parametrize("identity", ["frutiger", "gds transport", "#005eb8", "#1d70b8", "logo"])
def test_nothing_looks_like_the_nhs_or_the_government(identity):
    assert identity not in RULES.lower()


@pytest.mark.parametrize(("name", "most"), [("style.css", 10 * 1024), ("app.js", 2 * 1024), ("favicon.svg", 512)])
def test_the_first_page_arrives_in_the_first_burst_of_packets(name, most):
    assert len(gzip.compress((STATIC / name).read_bytes(), compresslevel=9)) <= most


def test_the_lock_names_no_registry():
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def classes_in(template: str) -> set[str]:
    """The nhsuk and bpc classes that a template writes out in full, without those that it puts together."""
    computed = "\0"
    plain = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", computed, template, flags=re.DOTALL)
    names = " ".join(re.findall(r'class="([^"]*)"', plain)).split()
    return {name for name in names if name.startswith(("nhsuk-", "bpc-")) and computed not in name}


NAMED_ONLY = {"bpc-sources", "bpc-device", "bpc-script", "bpc-box--otherwise", "bpc-level"}
"""Names by which tests find a part of a page, and which need no look of their own."""


def test_every_class_in_a_template_has_a_style():
    styled = set(re.findall(r"\.((?:nhsuk|bpc)-[\w-]*\w)", RULES + SHEET))
    unstyled = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "templates").rglob("*.html")
        for name in classes_in(path.read_text(encoding="utf-8")) - styled - NAMED_ONLY
    }
    assert unstyled == set(), "add it to KEEP in vendor/build.mjs, or a rule to vendor/_app.scss"
