import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from triage.ruleset.read import read
from triage.ruleset.schema import json_schema, json_schema_text

ROOT = Path(__file__).parents[2]
FILES = [path for path in (ROOT / "tests/specimen.yaml", ROOT / "rules.yaml") if path.exists()]
VALIDATOR = Draft202012Validator(json_schema())


def as_editors_read(path):
    """The file's data as YAML 1.2 resolves them: numbers are numbers, dates stay text."""
    data = YAML(typ="safe", pure=True).load(path)
    return json.loads(json.dumps(data, default=date.isoformat))


def test_the_schema_in_the_repository_is_fresh():
    remedy = "run: python -m triage.ruleset.schema > rules.schema.json"
    assert (ROOT / "rules.schema.json").read_text(encoding="utf-8") == json_schema_text(), remedy


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sound_files_are_valid_as_we_and_as_editors_read_them(path):
    for data in (read(path.read_bytes(), path.name).data, as_editors_read(path)):
        assert not [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


@pytest.mark.parametrize(
    "code", ["unknown-key", "missing-key", "wrong-kind", "wrong-word", "bad-id", "two-keys", "not-used"]
)
def test_editors_see_problems_of_shape_while_somebody_types(code):
    broken = ROOT / "tests" / "broken" / f"{code}.yaml"
    assert list(VALIDATOR.iter_errors(as_editors_read(broken)))


def test_every_key_is_explained_by_the_model():
    schema = json_schema()
    assert schema["properties"]["pages"]["items"] == {"$ref": "#/$defs/Page"}
    assert "Criterion" in json.dumps(schema["$defs"]["Rule"]["properties"]["when"])
    assert schema["$defs"]["Outcome"]["properties"]["heading"]["description"]
