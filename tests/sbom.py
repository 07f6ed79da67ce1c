"""Write what a release is made of, as a CycloneDX file: ``make sbom``.

Everything comes from the hashed lock, so it is what ``pip install --require-hashes`` installs, and nothing is asked of
anybody. Each package has its name, version, address in the registry's own scheme, and the hashes of its files.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from triage import VERSION

_LOCKS = Path(__file__).parents[1] / "requirements"
PRODUCTION = _LOCKS / "production.txt"

_ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)([^\n]*(?:\n {4}--hash[^\n]*)*)", re.MULTILINE)


def bom(lock: Path = PRODUCTION) -> str:
    """The parts of the app as CycloneDX JSON, checked against the schema.

    Args:
        lock: the hashed lock of what is installed.

    Raises:
        ValueError: the schema finds something wrong.
    """
    app = Component(name="back-pain-check", version=VERSION, type=ComponentType.APPLICATION, bom_ref="back-pain-check")
    whole = Bom(components=list(_components(lock.read_text("utf-8"))))
    whole.metadata.component = app
    whole.register_dependency(app, whole.components)
    text = JsonV1Dot6(whole).output_as_string(indent=2)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong:
        raise ValueError(str(wrong))
    return text


def _components(lock: str) -> Iterator[Component]:
    for name, version, rest in _ENTRY.findall(lock):
        address = PackageURL("pypi", name=name, version=version)
        hashes = [
            HashType(alg=HashAlgorithm.SHA_256, content=found) for found in re.findall("sha256:([0-9a-f]+)", rest)
        ]
        yield Component(
            name=name, version=version, type=ComponentType.LIBRARY, purl=address, bom_ref=str(address), hashes=hashes
        )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(bom(), "utf-8")
