"""What a rule set does to a crowd: for people, as tables, and for programs, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from triage.verification.population.interval import Interval
from triage.verification.population.result import WARNING, Budgeted, ClassShares, Driver, Population
from triage.verification.table import table

_SHOWN = 12
"""How many choices and rules of one outcome the tables show. Plain data have all."""


def population_lines(found: Population) -> Iterator[str]:
    """The tables, one after another, behind a warning."""
    yield WARNING
    yield _how(found)
    yield from found.unshared
    yield f"Each class, in % of its people, exact. Target and floor: % at that outcome or above.\n\n{_classes(found)}"
    yield "Alarm budget for people with nothing serious\n\n" + "\n".join(_budget(found, line) for line in found.budget)
    for outcome, causes in found.drivers.items():
        yield _drivers(found, outcome, causes)
    yield f"Scenarios: people with nothing serious, in % of {found.benign_people:,} drawn\n\n{_benign(found)}"
    yield (
        f"Scenarios: people at their class's target or above, in % of {found.serious_people:,} drawn from each class, "
        f"as 95% intervals\n\n{_serious(found)}"
    )


def _how(found: Population) -> str:
    return (
        f"Rule set {found.version}, crowd {found.cohort} {found.cohort_version}. Exact shares took "
        f"{found.exact_seconds:.1f} seconds. {found.people:,} people were drawn for the scenarios (seed {found.seed}); "
        f"all took {found.seconds:.1f} seconds. Intervals are of 95% (Wilson), and only say how sure the draw is."
    )


def _classes(found: Population) -> str:
    rows = [_class_row(line) for line in found.classes]
    serious_apart = sum(line.share for line in found.classes if line.benign)
    rows += [
        ("Nothing serious, together", _percent(serious_apart), *_in_percent(found.benign), "", "", "", ""),
        ("All visitors", _percent(1), *_in_percent(found.visitors), "", "", "", ""),
    ]
    return table(("class", "of visitors", *found.outcomes, "target", "at it", "floor", "at it"), rows)


def _class_row(line: ClassShares) -> tuple[str, ...]:
    reached = ("", "", "", "")
    if not line.benign:
        reached = (line.target, f"{100 * line.at_target:.1f}", line.floor, f"{100 * line.at_floor:.1f}")
    return line.label, _percent(line.share), *_in_percent(line.by_outcome), *reached


def _percent(share: float) -> str:
    return f"{100 * share:.3g}"


def _in_percent(shares: Mapping[str, float]) -> list[str]:
    return [f"{100 * likely:.1f}" for likely in shares.values()]


def _budget(found: Population, line: Budgeted) -> str:
    names = " or ".join(f"“{found.outcomes[outcome]}”" for outcome in line.budget.outcomes)
    bounds = (("at most", line.budget.at_most), ("at least", line.budget.at_least))
    wanted = " and ".join(f"{word} {100 * bound:.3g}%" for word, bound in bounds if bound is not None)
    return f"{names}: {100 * line.share:.1f}%, wanted {wanted}: {'kept' if line.kept else 'NOT KEPT'}"


def _drivers(found: Population, outcome: str, causes: tuple[Driver, ...]) -> str:
    rows = [(f"{100 * cause.alone:.2f}", f"{100 * cause.fired:.2f}", cause.says) for cause in causes[:_SHOWN]]
    left = f"\n... and {len(causes) - _SHOWN} more" if len(causes) > _SHOWN else ""
    head = f"What sends people with nothing serious to “{found.outcomes[outcome]}”, in % of them, exact"
    if not rows:
        return f"{head}\n\n(nothing)"
    return f"{head}. Alone: they would have a less urgent outcome without it\n\n{_table_of_causes(rows)}{left}"


def _table_of_causes(rows: list[tuple[str, str, str]]) -> str:
    return table(("alone", "in all", "what"), rows)


def _benign(found: Population) -> str:
    rows = [(line.id, *map(_interval, line.benign.values()), line.label) for line in found.scenarios]
    return table(("scenario", *found.outcomes, "what it changes"), rows)


def _interval(share: Interval) -> str:
    return f"{100 * share.share:.1f} ({100 * share.low:.1f}-{100 * share.high:.1f})"


def _serious(found: Population) -> str:
    labels = {line.id: line.label for line in found.classes}
    rows = [
        (labels[id_], *(_range(scenario.serious[id_].at_target) for scenario in found.scenarios))
        for id_ in (line.id for line in found.classes if not line.benign)
    ]
    return table(("class", *(scenario.id for scenario in found.scenarios)), rows)


def _range(share: Interval) -> str:
    return f"{100 * share.low:.1f}-{100 * share.high:.1f}"


def population_data(found: Population) -> dict[str, Any]:
    """The result as plain data, for JSON, behind the warning. Shares are from 0 to 1."""
    data: dict[str, Any] = {"warning": WARNING, "people": found.people, **_plain(found)}
    for line, plain in zip(found.budget, data["budget"], strict=True):
        plain["kept"] = line.kept
    return data


def _plain(part: object) -> Any:
    if isinstance(part, Interval):
        return part._asdict()
    if is_dataclass(part):
        return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, Mapping):
        return {key: _plain(value) for key, value in part.items()}
    return [_plain(item) for item in part] if isinstance(part, tuple) else part
