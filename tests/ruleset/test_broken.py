"""One file in ``tests/broken/`` for each code. Its first line says what is wrong with it, and where."""

import re
from pathlib import Path

import pytest

from triage.ruleset.check import check_text
from triage.ruleset.codes import CODES

FILES = sorted((Path(__file__).parent.parent / "broken").glob("*.yaml"))
EXPECTED = re.compile(r"([a-z0-9-]+) at (\d+):(\d+)")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_has_the_problem_that_its_first_line_names_and_no_other(path, today):
    source = path.read_bytes()
    first_line = source.split(b"\n", 1)[0].decode()
    assert first_line.startswith("# expect: ")
    found = [(p.code, str(p.span.line), str(p.span.column)) for p in check_text(source, path.name, today).problems]
    assert found == EXPECTED.findall(first_line)


def test_every_code_has_a_broken_file():
    translations = {path.name.split(".")[0] for path in (FILES[0].parent / "translations").glob("*.de.yaml")}
    assert {path.stem for path in FILES} | translations == CODES.keys()


def test_the_specimen_has_no_problem(specimen, today):
    checked = check_text(specimen, "specimen.yaml", today)
    assert not checked.problems, "\n\n".join(map(str, checked.problems))
    assert checked.ruleset
