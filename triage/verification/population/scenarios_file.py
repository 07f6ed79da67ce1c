"""The parts of a cohort file besides its classes: warning answers, scenarios, and the alarm budget."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from triage.verification.population.answering import Answering
from triage.verification.population.answers_file import ABOUT, TOLERANCE, number, share, texts
from triage.verification.population.scenario import Budget, OverEndorse, Scenario
from triage.verification.written import Written

_SCENARIO = ("id", "label", "over_endorse", "set_defaults", "resolve_not_sure", "deny", *ABOUT)


def warnings(part: Written, defaults: Mapping[str, Answering]) -> dict[str, frozenset[str]]:
    """The warning answers of each question, which must be answers that the cohort gives."""
    found = {}
    for question, written in part.named().items():
        if written.name_of("question", defaults, at_key=True):
            named = [item.name_of("choice", _choices(defaults[question])) for item in written.items()]
            found[question] = frozenset(choice for choice in named if choice)
    return found


def _choices(how: Answering) -> Collection[str]:
    return {choice for chances in how.chances.values() for choice, _ in chances} - {how.rest}


def scenarios(part: Written, defaults: Mapping[str, Answering]) -> tuple[Scenario, ...]:
    """The scenarios, of which the first is the base."""
    found: list[Scenario] = []
    for item in part.items():
        parts = item.keyed(("id", "label"), _SCENARIO)
        scenario = _scenario(parts, defaults)
        if scenario.id in {other.id for other in found}:
            item.refuse("duplicate-id", f"two scenarios are called '{scenario.id}'", "give one another id")
        if not found and parts.keys() - {"id", "label", *ABOUT}:
            item.refuse("no-base", "the first scenario is the base, and changes nothing", "write '- {id: base, ...}'")
        found.append(scenario)
    return tuple(found)


def _scenario(parts: Mapping[str, Written], defaults: Mapping[str, Answering]) -> Scenario:
    return Scenario(
        id=parts["id"].text() if "id" in parts else "",
        label=parts["label"].text() if "label" in parts else "",
        over_endorse=_over_endorse(parts["over_endorse"]) if "over_endorse" in parts else None,
        set_defaults=_set_defaults(parts["set_defaults"], defaults) if "set_defaults" in parts else {},
        resolve_not_sure=share(parts["resolve_not_sure"]) if "resolve_not_sure" in parts else 0.0,
        deny=share(parts["deny"]) if "deny" in parts else 0.0,
    )


def _over_endorse(part: Written) -> OverEndorse:
    parts = part.keyed(("share", "odds"), ("share", "odds", "only_defaults"))
    only = parts.get("only_defaults")
    if only is not None and only.data not in ("true", "false"):
        only.refuse("wrong-word", "this is neither true nor false", "write true or false")
    return OverEndorse(
        share=share(parts["share"]) if "share" in parts else 0.0,
        odds=number(parts["odds"], 1000) if "odds" in parts else 1.0,
        only_defaults=only is not None and only.data == "true",
    )


def _set_defaults(part: Written, defaults: Mapping[str, Answering]) -> dict[str, dict[str, float]]:
    found = {}
    for question, written in part.named().items():
        if not written.name_of("question", defaults, at_key=True):
            continue
        how = defaults[question]
        named = written.keyed((), sorted(_choices(how)))
        found[question] = {choice: share(chance) for choice, chance in named.items()}
        most = max(sum((dict(chances) | found[question]).values()) for chances in how.chances.values())
        if how.rest is not None and most > 1 + TOLERANCE:
            written.refuse("too-much", f"with the other answers this adds up to {most:g}", "lower it", at_key=True)
    return found


def budget(part: Written) -> tuple[Budget, ...]:
    """The alarm budget."""
    return tuple(_budget(item) for item in part.items())


def _budget(item: Written) -> Budget:
    parts = item.keyed(("outcomes",), ("outcomes", "at_most", "at_least", *ABOUT))
    if len(parts.keys() & {"at_most", "at_least"}) != 1 and isinstance(item.data, dict):
        item.refuse("missing-key", "this needs either 'at_most' or 'at_least'", "write at_most: 0.05")
    at_most, at_least = (share(parts[key]) if key in parts else None for key in ("at_most", "at_least"))
    return Budget(texts(parts["outcomes"]) if "outcomes" in parts else (), at_most, at_least)
