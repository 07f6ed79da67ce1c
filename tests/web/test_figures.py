"""Figures of the guides: drawn to scale, said in a table too, and never without a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web.conscience import words_of
from triage.errors import TriageError
from triage.resources import shipped
from triage.web.figures import cells, read_figure
from triage.web.picture import WIDTH, picture
from triage.web.reading import read_guides

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = sorted((shipped("guides") / "figures").glob("*.yaml"))
WITH_FIGURES = sorted(file.stem for file in shipped("guides").glob("*.md") if "::: figure" in file.read_text("utf-8"))
BARS = """\
title: T
kind: bars
unit: of 100
table: In a table
columns: [Who, How many]
source: a-2026
rows:
- {label: Some, number: 25}
- {label: Others, number: 50}
"""
LINE = BARS.replace("bars", "line").replace("Some,", "Some, at: 0,").replace("Others,", "Others, at: 10,")


@pytest.fixture
def written(tmp_path):
    def write(text: str) -> Path:
        (tmp_path / "figures").mkdir()
        file = tmp_path / "figures" / "f.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture(params=FIGURES, ids=lambda file: file.stem)
def figure(request):
    return read_figure(request.param)


def test_every_figure_is_in_a_guide():
    placed = {
        name
        for file in shipped("guides").glob("*.md")
        for name in re.findall(r"^::: figure (.+)$", file.read_text("utf-8"), re.M)
    }
    assert placed == {file.stem for file in FIGURES}


@pytest.mark.parametrize("guide", WITH_FIGURES)
def test_a_picture_has_a_name_and_everything_it_says_stands_in_the_table_below_it(visitor, guide):
    page = visitor.opens(f"/guides/{guide}")
    for figure in page.all("figure"):
        (drawn,) = figure.findall(f"{SVG}svg")
        name = figure.find("figcaption")
        assert drawn.get("role") == "img"
        assert drawn.get("aria-labelledby") == name.get("id")
        assert words_of(name)
        table = {words_of(cell) for cell in [*figure.findall(".//td"), *figure.findall(".//th")]}
        marks = {"50", "100"} if figure.find(f".//{SVG}circle") is not None else set()
        unsaid = [words_of(text) for text in drawn.findall(f"{SVG}text") if words_of(text) not in {*marks, *table}]
        assert unsaid == []
        assert figure.findall(".//sup//a"), "the words under it name its source"


def test_a_picture_shows_every_number_of_its_figure(figure):
    shown = [words.text.split()[0] for words in picture(figure).words]
    assert all(str(row.number) in shown for row in figure.rows)


def test_nothing_in_a_picture_is_outside_it(figure):
    drawn = picture(figure)
    for box in drawn.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDTH
        assert 0 <= box.y <= box.y + box.height <= drawn.height
    ends = [(s.x1, s.y1) for s in drawn.strokes] + [(s.x2, s.y2) for s in drawn.strokes]
    for x, y in [*ends, *((dot.x, dot.y) for dot in drawn.dots), *((words.x, words.y) for words in drawn.words)]:
        assert 0 <= x <= WIDTH
        assert 0 <= y <= drawn.height


def test_a_bar_fills_its_track_as_far_as_the_number_says(written):
    figure = read_figure(written(BARS))
    tracks, bars = ([box for box in picture(figure).boxes if box.kind == kind] for kind in ("track", "bar"))
    assert [bar.width / track.width for bar, track in zip(bars, tracks, strict=True)] == pytest.approx(
        [0.25, 0.5], abs=0.001
    )


def test_a_line_is_to_scale_in_both_directions(written):
    text = LINE + "- {label: Last, at: 40, number: 100}\n- {label: End, at: 50, number: 0}\n"
    dots = picture(read_figure(written(text))).dots
    assert [(dot.x - dots[0].x) / (dots[3].x - dots[0].x) for dot in dots] == pytest.approx([0, 0.2, 0.8, 1], abs=0.001)
    assert [(dots[3].y - dot.y) / (dots[3].y - dots[2].y) for dot in dots] == pytest.approx(
        [0.25, 0.5, 1, 0], abs=0.001
    )


def test_an_interval_is_drawn_to_the_scale_of_its_bar(written):
    drawn = picture(
        read_figure(
            written(
                BARS.replace("number: 25}", "number: 25, low: 0, high: 100}")
                .replace("[Who, How many]", "[Who, How many, From]")
                .replace("number: 50}", "number: 50, low: 50, high: 50}")
            )
        )
    )
    whole, track = drawn.strokes[0], drawn.boxes[0]
    assert (whole.x1, whole.x2) == (track.x, track.x + track.width)


def test_the_table_says_whom_a_number_is_of_and_how_far_off_it_may_be(written):
    text = (
        BARS.replace("{label: Some, number: 25}", "{group: All, label: Some, number: 25, low: 9, high: 40}")
        .replace("{label: Others, number: 50}", "{group: All, label: Others, number: 50, low: 50, high: 50}")
        .replace("[Who, How many]", "[Of, Who, How many, From]")
    )
    assert cells(read_figure(written(text)))[0] == ("All", "Some", "25 of 100", "9–40 of 100")


WRONG = {
    "no number": BARS.replace("number: 25", "number: a quarter"),
    "half a number": BARS.replace("number: 25", "number: 2.5"),
    "more than all": BARS.replace("number: 25", "number: 101"),
    "less than none": BARS.replace("number: 25", "number: -1"),
    "an unknown key": BARS.replace("number: 25", "number: 25, colour: red"),
    "no source": BARS.replace("source: a-2026\n", ""),
    "no rows": BARS.split("rows:")[0],
    "one row": BARS.split("- {label: Others")[0],
    "an unknown kind": BARS.replace("bars", "pie"),
    "a number outside its interval": BARS.replace("number: 25", "number: 25, low: 30, high: 40"),
    "half an interval": BARS.replace("number: 25", "number: 25, low: 20"),
    "a column too many": BARS.replace("How many]", "How many, When]"),
    "an interval in one row only": BARS.replace("number: 25", "number: 25, low: 20, high: 30"),
    "times that go back": LINE.replace("at: 0", "at: 20"),
    "a line without times": BARS.replace("bars", "line"),
    "bars with times": LINE.replace("line", "bars"),
    "a key twice": BARS + "title: U\n",
    "no YAML": "title: [",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_figure_names_its_file(written, wrong):
    with pytest.raises(TriageError, match=r"f\.yaml"):
        read_figure(written(WRONG[wrong]))


@pytest.mark.parametrize("text", [BARS, LINE])
def test_a_sound_figure_is_read(written, text):
    assert read_figure(written(text)).title == "T"


@pytest.mark.parametrize(
    ("under", "because"),
    [
        ("::: figure f\nWithout a note.\n:::", r"name its source: \[\^a-2026\]"),
        ("::: figure f\nAnother note.[^b]\n:::\n\n[^b]: B.", r"name its source: \[\^a-2026\]"),
        ("::: figure g\nText.\n:::", "there is no figure 'g'"),
        ("::: figure\nText.\n:::", "there is no figure ''"),
        ("::: figure ../figures/f\nText.\n:::", "there is no figure"),
    ],
)
def test_a_figure_that_is_missing_or_without_its_source_names_the_guide(app, tmp_path, written, under, because):
    written(BARS)
    (tmp_path / "g.md").write_text(f"---\ntitle: T\nsummary: S\n---\n{under}\n", encoding="utf-8")
    with pytest.raises(TriageError, match=rf"g\.md.*{because}"):
        read_guides(tmp_path, app.jinja_env)


def test_what_a_figure_says_is_never_html(app, tmp_path, written):
    written(BARS.replace("label: Some", "label: <b>Some"))
    text = "---\ntitle: T\nsummary: S\n---\n::: figure f\nNote.[^a-2026]\n:::\n\n[^a-2026]: A.\n"
    (tmp_path / "g.md").write_text(text, encoding="utf-8")
    html = read_guides(tmp_path, app.jinja_env)["g"].html
    assert "<b>" not in html
    assert html.count("&lt;b&gt;Some") == 2
