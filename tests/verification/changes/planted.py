"""The shipped rule set as plain data, to be edited, and compared with itself before the edit."""

from collections.abc import Callable
from copy import deepcopy

from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.verification.changes.compare import compare
from triage.verification.changes.told import Changes
from triage.verification.population.cohort_file import read_cohort

SHIPPED = load_ruleset(shipped("rules.yaml"))
COHORT = read_cohort()
_DATA = SHIPPED.model_dump(mode="json", exclude_none=True)


def edited(edit: Callable[[dict], object]) -> RuleSet:
    """The shipped rule set after an edit of its plain data."""
    data = deepcopy(_DATA)
    edit(data)
    return RuleSet.model_validate(data)


def changed(edit: Callable[[dict], object]) -> Changes:
    """What an edit of the shipped rule set does to people."""
    return compare(SHIPPED, edited(edit), COHORT)


def rule(data: dict, name: str) -> dict:
    return next(rule for rule in data["rules"] if rule["id"] == name)


def question(data: dict, name: str) -> dict:
    return next(question for page in data["pages"] for question in page["questions"] if question["id"] == name)


def choice(data: dict, name: str, picked: str) -> dict:
    return next(choice for choice in question(data, name)["choices"] if choice["id"] == picked)
