"""Write what a release is made of, as a CycloneDX file: ``make sbom``.

Everything comes from the hashed lock, so it is what ``pip install --require-hashes`` installs, and nothing is asked of
anybody. Each package has its name, version, address in the registry's own scheme, the hashes of its files, and when it
is installed if that is not always. Where it is installed here, it says itself what its licence is and what it needs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from triage import VERSION

_LOCKS = Path(__file__).parents[1] / "requirements"
PRODUCTION = _LOCKS / "production.txt"

_VENDORED = Path(__file__).parents[1] / "THIRD_PARTY_LICENSES.md"

_ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)([^\n]*(?:\n {4}--hash[^\n]*)*)", re.MULTILINE)
_COPIED = re.compile(r"^\| ([\w-]+) \([^)]*\) \| ([\d.]+) \| [^|]* \| ([\w.-]+),", re.MULTILINE)


def bom(lock: Path = PRODUCTION) -> str:
    """The parts of the app as CycloneDX JSON, checked against the schema.

    Args:
        lock: the hashed lock of what is installed.

    Raises:
        ValueError: the schema finds something wrong.
    """
    app = Component(name="back-pain-check", version=VERSION, type=ComponentType.APPLICATION, bom_ref="back-pain-check")
    packages = list(_packages(lock.read_text("utf-8")))
    whole = Bom(components=[*packages, *_copied(_VENDORED.read_text("utf-8"))])
    whole.metadata.component = app
    whole.register_dependency(app, whole.components)
    for package in packages:
        whole.register_dependency(package, _needed(package.name, packages))
    text = JsonV1Dot6(whole).output_as_string(indent=2)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong:
        raise ValueError(str(wrong))
    return text


def _packages(lock: str) -> Iterator[Component]:
    for name, version, rest in _ENTRY.findall(lock):
        hashes = re.findall("sha256:([0-9a-f]+)", rest)
        when = re.match(r" ; ([^\\\n]+?) *\\", rest)
        yield _part(
            PackageURL("pypi", name=name, version=version),
            _licences(name),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=found) for found in hashes],
            properties=[Property(name="back-pain-check:installed-when", value=when[1])] if when else [],
        )


def _copied(table: str) -> Iterator[Component]:
    """What is in the repository itself, by the table that says so."""
    for name, version, licence in _COPIED.findall(table):
        yield _part(PackageURL("npm", name=name, version=version), [DisjunctiveLicense(id=licence)])


def _part(address: PackageURL, licences: Iterable[License], **more: Any) -> Component:
    return Component(
        name=address.name,
        version=address.version,
        type=ComponentType.LIBRARY,
        purl=address,
        bom_ref=str(address),
        licenses=licences,
        **more,
    )


def _metadata(name: str) -> PackageMetadata | None:
    try:
        return distribution(name).metadata
    except PackageNotFoundError:  # of another system or Python
        return None


def _licences(name: str) -> list[License]:
    """The licences that a package offers, as it says itself."""
    said = _metadata(name)
    if said is None:
        return []
    if expression := said.get("License-Expression"):
        return [LicenseExpression(expression)]
    offered = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return [DisjunctiveLicense(name=one) for one in offered]


def _needed(name: str, packages: Iterable[Component]) -> list[Component]:
    """Those of the packages that one of them needs."""
    said = _metadata(name)
    wanted = map(Requirement, said.get_all("Requires-Dist") or [] if said else [])
    needed = {canonicalize_name(one.name) for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})}
    return [package for package in packages if canonicalize_name(package.name) in needed]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(bom(), "utf-8")
