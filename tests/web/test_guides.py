"""The guides: rendered safely, and never without what to watch for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.conscience import words_of
from triage.errors import TriageError
from triage.resources import shipped
from triage.web.reading import read_guides


@pytest.mark.parametrize("guide", sorted(file.stem for file in shipped("guides").glob("*.md")))
def test_every_guide_passes_inspection_and_ends_with_the_safety_net(visitor, guide):
    page = visitor.opens(f"/guides/{guide}")
    assert "Last reviewed: not yet" in page.text
    assert "you go numb between your legs" in page.text
    assert "Check your back pain" in [words_of(link) for link in page.all("main//a")]


def test_the_list_of_guides_names_them_all(visitor):
    links = {link.get("href") for link in visitor.opens("/guides").all("main//a")}
    assert {f"/guides/{file.stem}" for file in shipped("guides").glob("*.md")} <= links


@pytest.mark.parametrize("name", ["nothing", "../rules", "%2e%2e%2frules", "hub.md"])
def test_a_guide_that_does_not_exist_is_not_found(visitor, name):
    visitor.opens(f"/guides/{name}", 404)


def test_html_in_a_guide_is_shown_and_never_run(app, tmp_path):
    _write(tmp_path, "title: T\nsummary: S", "<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    html = read_guides(tmp_path, app.jinja_env)["g"].html
    assert "<script" not in html
    assert "href" not in html


@pytest.mark.parametrize("front", ["title: T", "title: [a]\nsummary: S", "title: T\ntitle: T\nsummary: S", "- a", ""])
def test_a_guide_without_sound_front_matter_names_its_file(app, tmp_path, front):
    _write(tmp_path, front, "Text.")
    with pytest.raises(TriageError, match=r"g\.md"):
        read_guides(tmp_path, app.jinja_env)


def _write(folder: Path, front: str, text: str) -> None:
    (folder / "g.md").write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")
