"""The wheel carries everything that the app needs, byte for byte, and the project keeps its own rules about files."""

import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from triage import VERSION

ROOT = Path(__file__).parent.parent
CARRIED = {
    "rules.yaml": "rules.yaml",
    "hazards.yaml": "hazards.yaml",
    "templates": "templates",
    "guides": "guides",
    "locale": "locale",
    "tests/vignettes": "vignettes",
    "tests/cohort.yaml": "cohort.yaml",
    "docs/accessibility.yaml": "accessibility.yaml",
    "docs/deploy/operator.example.yaml": "operator.example.yaml",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        name = build_wheel(str(folder))
    with zipfile.ZipFile(folder / name) as archive:
        yield archive


def files_of(place: str) -> list[Path]:
    path = ROOT / place
    found = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert found
    return found


@pytest.mark.parametrize(("place", "inside"), CARRIED.items())
def test_the_wheel_carries_the_shipped_files_byte_for_byte(wheel, place, inside):
    for file in files_of(place):
        name = "triage/" + inside + file.relative_to(ROOT / place).as_posix().removeprefix(".").join(["/", ""])
        name = name.rstrip("/")
        assert wheel.read(name) == file.read_bytes(), name


def test_the_wheel_carries_every_translation(wheel):
    for file in ROOT.glob("rules.*.yaml"):
        assert wheel.read(f"triage/{file.name}") == file.read_bytes(), "add it to force-include in pyproject.toml"


def test_the_wheel_carries_every_module_and_static_file(wheel):
    for file in files_of("triage"):
        assert wheel.read(file.relative_to(ROOT).as_posix()) == file.read_bytes()


def test_the_wheel_carries_no_tests_and_the_licences(wheel):
    names = wheel.namelist()
    assert not [name for name in names if name.startswith("tests/")]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("THIRD_PARTY_LICENSES.md") for name in names)


@pytest.mark.parametrize("lock", ["requirements/run.txt", "requirements/production.txt", "requirements/dev.txt"])
def test_a_lock_is_hashed_and_names_no_index(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert "http" not in text
    assert "index" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry


def test_every_dependency_is_in_the_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements/run.txt").read_text("utf-8"), re.MULTILINE))
    wanted = {re.match(r"[\w.-]+", spec)[0].lower().replace(".", "-") for spec in project["dependencies"]}
    assert wanted <= locked


def test_every_folder_of_the_map_in_the_readme_exists():
    readme = (ROOT / "README.md").read_text("utf-8")
    block = readme.split("## The map")[1].split("```")[1]
    entries = re.findall(r"^( *)([\w./]+) {2,}\S", block, re.MULTILINE)
    assert len(entries) > 10
    for indent, name in entries:
        assert (ROOT / ("triage" if indent else "") / name).exists(), name


def test_every_documented_way_to_install_the_wheel_finds_it_in_a_plain_shell(tmp_path):
    texts = [(ROOT / name).read_text("utf-8") for name in ("README.md", "docs/deploy/triage.service")]
    named = [
        arg
        for text in texts
        for arg in re.findall(r"pip install (?:--no-deps )?([^`\n]*whl(?:\)\[\w+\]\"|[^\s`]*))", text)
    ]
    assert len(named) == 4
    file = tmp_path / "dist" / "back_pain_check-0.1.0-py3-none-any.whl"
    file.parent.mkdir()
    file.touch()
    for argument in named:
        said = subprocess.run(["sh", "-c", f"printf %s {argument}"], cwd=tmp_path, check=True, capture_output=True)
        assert re.sub(r"\[(cohorts|production)\]$", "", said.stdout.decode()) == f"dist/{file.name}"


def test_every_documented_command_of_an_operator_names_both_files():
    documents = [ROOT / "README.md", ROOT / "docs/before-you-go-live.md", *(ROOT / "docs/deploy").iterdir()]
    text = "\n".join(file.read_text("utf-8") for file in documents)
    commands = re.findall(r"\btriage (?:serve --production|static|doctor) [^`\n]+", text)
    written = [command for command in commands if re.search(r"-operator |/var/www", command)]
    assert len(written) >= 8
    for command in written:
        assert re.search(r"--operator \S*operator\.yaml", command), command
        assert re.search(r"--rules \S*rules\.yaml", command), command


def test_the_app_says_the_version_of_the_package():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
