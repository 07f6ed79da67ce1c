"""Cohort files, read strictly: every share between 0 and 1, no class without ages, every answer with its chances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.resources import shipped
from triage.ruleset.document import Document
from triage.ruleset.load import by_place, file_bytes
from triage.ruleset.problem import Problems
from triage.ruleset.read import read
from triage.verification.population.answering import Answering
from triage.verification.population.answers_file import ABOUT, TOLERANCE, answering, number, share, texts
from triage.verification.population.cohort import Bands, Cohort, Kind
from triage.verification.population.scenarios_file import budget, scenarios, warnings
from triage.verification.written import Written

_WHOLE = (
    "version", "tiers", "counts_as", "age_bands", "classes", "defaults", "warnings", "scenarios", "alarm_budget"
)  # fmt: skip
_CLASS = ("id", "label", "share", "target", "female", "age")

OLDEST = 120
"""The highest age that a cohort may name, in years."""


class CohortProblems(Problems):
    """A cohort file that must not be used."""


def read_cohort(path: Path | None = None) -> Cohort:
    """The cohort of a file, or the shipped one. What a class does not answer is taken from ``defaults``.

    Raises:
        CohortProblems: the file is no cohort; says everything that is wrong with it.
        TriageError: the file cannot be opened.
    """
    place = path or shipped("cohort.yaml")
    return cohort_from(file_bytes(place), place.name if path is None else str(path))


def cohort_from(source: str | bytes, name: str) -> Cohort:
    """The cohort that a text describes.

    Args:
        source: the file's bytes, or its text.
        name: how messages call the file.

    Raises:
        CohortProblems: it is no cohort.
    """
    document = read(source, name)
    if document.problems:
        raise CohortProblems(sorted(document.problems, key=by_place))
    cohort = _cohort(Written(document, (), document.data), document)
    if document.problems or cohort is None:
        raise CohortProblems(sorted(document.problems, key=by_place))
    return cohort


def _cohort(whole: Written, document: Document) -> Cohort | None:
    parts = whole.keyed(_WHOLE, (*_WHOLE, "population"))
    if document.problems:
        return None
    tiers = texts(parts["tiers"])
    counts_as = {outcome: part.name_of("tier", tiers) or "" for outcome, part in parts["counts_as"].named().items()}
    bands = {name: _years(part) for name, part in parts["age_bands"].named().items()}
    if not bands:
        parts["age_bands"].refuse("empty-list", "there is no age band", "write 'young: [18, 49]' and so on")
    if not tiers or not bands:
        return None
    defaults = {question: answering(part, bands, None) for question, part in parts["defaults"].named().items()}
    return Cohort(
        name=document.name,
        version=parts["version"].text(),
        tiers=tiers,
        counts_as=counts_as,
        kinds=_Classes(tiers, bands, defaults).kinds(parts["classes"]),
        warnings=warnings(parts["warnings"], defaults),
        scenarios=scenarios(parts["scenarios"], defaults),
        budget=budget(parts["alarm_budget"]),
    )


def _years(part: Written) -> tuple[int, int]:
    low, high = _numbers(part, 2, "a first and a last year: [18, 49]")
    if low > high:
        part.refuse("wrong-order", "the first year is after the last", "write the younger age first")
    return int(low), int(high)


def _numbers(part: Written, count: int, form: str) -> list[float]:
    items = part.items()
    if len(items) != count:
        part.refuse("wrong-kind", f"this needs {count} numbers", f"write {form}")
        return [0.0] * count
    return [number(item, OLDEST) for item in items]


@dataclass(frozen=True)
class _Classes:
    """The classes of a file being read."""

    tiers: tuple[str, ...]
    bands: Bands
    defaults: Mapping[str, Answering]

    def kinds(self, written: Written) -> tuple[Kind, ...]:
        items = written.items()
        shares = [self._share(item) for item in items]
        known = sum(stated for stated in shares if stated is not None)
        if shares.count(None) != 1:
            written.refuse("wrong-rest", "one class takes the rest of all people", "write 'value: rest' in one class")
        if known > 1 + TOLERANCE:
            written.refuse("too-much", f"the classes make up {known:.4f} of all people", "let them add up to 1 at most")
        found = [
            self._kind(item, 1 - known if stated is None else stated)
            for item, stated in zip(items, shares, strict=True)
        ]
        self._refuse_twice(items, found)
        return tuple(found)

    def _refuse_twice(self, items: list[Written], kinds: list[Kind]) -> None:
        ids = [kind.id for kind in kinds]
        for index, (item, name) in enumerate(zip(items, ids, strict=True)):
            if name in ids[:index]:
                item.refuse("duplicate-id", f"two classes are called '{name}'", "give one another id")

    def _share(self, item: Written) -> float | None:
        """The class's share of all people; ``None`` for the class that takes the rest."""
        stated = item.named().get("share")
        value = stated.named().get("value") if stated else None
        if value is None or value.data == "rest":
            return None if value else 0.0
        return share(value)

    def _kind(self, item: Written, of_all: float) -> Kind:
        parts = item.keyed(_CLASS, (*_CLASS, "max_ok", "floor", "use_defaults", "answers"))
        for key in ("share", "female"):
            if key in parts:
                parts[key].keyed(("value",), ("value", *ABOUT))
        female = parts["female"].named().get("value") if "female" in parts else None
        target, floor = self._tier(parts.get("target")), self._tier(parts.get("floor"))
        return Kind(
            id=parts["id"].text() if "id" in parts else "",
            label=parts["label"].text() if "label" in parts else "",
            share=of_all,
            target=target,
            floor=floor,
            benign=target == self.tiers[0],
            female=share(female) if female else 0.0,
            ages=self._ages(parts["age"]) if "age" in parts else (),
            bands=self.bands,
            answers=self._answers(parts.get("answers")),
        )

    def _tier(self, part: Written | None) -> str:
        return (part.name_of("tier", self.tiers) if part else None) or self.tiers[0]

    def _ages(self, part: Written) -> tuple[tuple[int, int, float], ...]:
        bands = part.keyed(("bands",), ("bands", *ABOUT)).get("bands")
        found = []
        for item in bands.items() if bands else []:
            low, high, weight = _numbers(item, 3, "a first year, a last year and a share: [18, 29, 0.17]")
            known = all(any(a <= age <= b for a, b in self.bands.values()) for age in range(int(low), int(high) + 1))
            if low > high or not known:
                item.refuse("unknown-age", "no age band holds all these years", "see 'age_bands'")
            found.append((int(low), int(high), weight))
        if bands and abs(sum(weight for *_, weight in found) - 1) > 1e-6:
            bands.refuse("not-one", "the shares of the ages do not add up to 1", "make them")
        return tuple(found)

    def _answers(self, part: Written | None) -> dict[str, Answering]:
        own = part.named() if part else {}
        for written in own.values():
            written.name_of("question", self.defaults, at_key=True)
        return {
            question: answering(own[question], self.bands, default) if question in own else default
            for question, default in self.defaults.items()
        }
