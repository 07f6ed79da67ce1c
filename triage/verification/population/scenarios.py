"""The crowd of a scenario: the same classes with other chances. Every change is one of chances, so masses stay exact.

Only questions with warning answers change, apart from ``set_defaults``. What a warning answer is, the cohort says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from triage.ruleset.model import NOT_SURE
from triage.verification.population.answering import Answering, Group
from triage.verification.population.cohort import Cohort, Kind
from triage.verification.population.scenario import OverEndorse, Scenario

Given = dict[str, float]
"""How likely each choice is: of one choice they add up to 1, of lines each stands alone."""


def in_scenario(cohort: Cohort, scenario: Scenario) -> Cohort:
    """The crowd of a scenario. A class of which only some people change becomes two, which share its id."""
    return replace(cohort, kinds=tuple(kind for base in cohort.kinds for kind in _kinds(cohort, base, scenario)))


def _kinds(cohort: Cohort, base: Kind, scenario: Scenario) -> Iterator[Kind]:
    kind = _changed(base, lambda question, how: _answering(cohort, base, scenario, question, how))
    over = scenario.over_endorse
    if over is None:
        yield kind
        return
    if over.share < 1:
        yield replace(kind, part=kind.part * (1 - over.share))
    if over.share > 0:
        ready = _changed(kind, lambda question, how: _endorsing(cohort.warnings.get(question), over, how))
        yield replace(ready, part=kind.part * over.share)


def _changed(kind: Kind, change: Callable[[str, Answering], Answering]) -> Kind:
    return replace(kind, answers={question: change(question, how) for question, how in kind.answers.items()})


def _answering(cohort: Cohort, kind: Kind, scenario: Scenario, question: str, how: Answering) -> Answering:
    if question in scenario.set_defaults and not how.own:
        how = _remade(how, lambda given: _set(given, how.rest, scenario.set_defaults[question]))
    warnings = cohort.warnings.get(question)
    if warnings is None:
        return how
    if scenario.resolve_not_sure and how.rest != NOT_SURE:
        how = _remade(how, lambda given: _resolved(given, how, warnings, scenario.resolve_not_sure))
    if scenario.deny and how.own and not kind.benign:
        how = _remade(how, lambda given: _denied(given, how.rest, warnings, scenario.deny))
    return how


def _remade(how: Answering, change: Callable[[Given], Given]) -> Answering:
    """The same with other chances, which now say all: nothing is left to ``rest``."""
    return replace(how, chances={band: tuple(change(how.given(Group(band, True))).items()) for band in how.chances})


def _set(given: Given, rest: str | None, chances: Mapping[str, float]) -> Given:
    found = given | dict(chances)
    if rest is not None:
        found[rest] = 1 - sum(likely for choice, likely in found.items() if choice != rest)
    return found


def _endorsing(warnings: frozenset[str] | None, over: OverEndorse, how: Answering) -> Answering:
    if warnings is None or (over.only_defaults and how.own):
        return how
    return _remade(how, lambda given: _at_odds(given, how.rest is None, warnings, over.odds))


def _at_odds(given: Given, lines: bool, warnings: frozenset[str], odds: float) -> Given:
    """The odds of giving a warning answer, against giving none, times ``odds``; of lines, of each by itself."""
    scaled = {choice: likely * (odds if choice in warnings else 1) for choice, likely in given.items()}
    if lines:
        return {line: scaled[line] / (1 - likely + scaled[line]) for line, likely in given.items()}
    total = sum(scaled.values())
    return {choice: likely / total for choice, likely in scaled.items()}


def _resolved(given: Given, how: Answering, warnings: frozenset[str], part: float) -> Given:
    cleared = part * given.get(NOT_SURE, 0.0)
    if not cleared:
        return given
    found = given | {NOT_SURE: given[NOT_SURE] - cleared}
    clear = max(sorted(warnings - {NOT_SURE}), key=lambda choice: given.get(choice, 0.0)) if how.own else how.rest
    if clear is not None:
        before = given.get(clear, 0.0)
        found[clear] = before + cleared if how.rest is not None else before + (1 - before) * cleared
    return found


def _denied(given: Given, rest: str | None, warnings: frozenset[str], part: float) -> Given:
    found = {choice: likely * (1 - part) if choice in warnings else likely for choice, likely in given.items()}
    if rest is not None:
        found[rest] += sum(given.values()) - sum(found.values())
    return found
