"""The shipped rule set and another version of it, and what each tells people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from triage.engine.reference import outcome_of
from triage.engine.sheet import Answers
from triage.resources import shipped
from triage.ruleset.load import load_text
from triage.ruleset.model import RuleSet
from triage.web.words import PlaceWords, words_for

MARK = "in version two"
"""Stands in the name of every page and outcome of the other version, so that each page says which one made it."""


@dataclass(frozen=True)
class Version:
    """A rule set and the words of its results."""

    ruleset: RuleSet
    words: PlaceWords

    def heading(self, sheet: Answers) -> str:
        """What the plain evaluator makes of a sheet, as the heading of its result, spoken by a screen reader."""
        told = self.words.outcomes[outcome_of(self.ruleset, sheet)]
        return f"{told.name}: {told.heading}"


def version(source: str) -> Version:
    """A version of the rule set, from its text."""
    ruleset = load_text(source, "rules.yaml")
    place = ruleset.place_by_id["uk"]
    return Version(ruleset, words_for(ruleset, place, place))


def both() -> tuple[Version, Version]:
    """The shipped version, and the other one."""
    return version(shipped_rules()), version(other_rules())


def shipped_rules() -> str:
    """The text of the rule set as it is shipped."""
    return shipped("rules.yaml").read_text("utf-8")


def other_rules() -> str:
    """Another version: marked, with the first two questions changed over, and one answer that means more.

    The questions that change over have the same choices. If what was kept of one version were read with the other, the
    answer to one would become the answer to the other, and nothing else would show it.
    """
    asked, rest = shipped_rules().split("\ngroups:\n")
    text = re.sub(r"(?m)^(  (?:title|name): )(.+)$", rf"\1\2, {MARK}", asked) + f"\ngroups:\n{rest}"
    first, second = (_question(text, name) for name in ("very_unwell", "chest_breath"))
    text = text.replace(first + second, second + first)
    return text.replace(first, first.replace("outcome: same_day", "outcome: emergency"))


def _question(text: str, name: str) -> str:
    found = re.search(rf"(?ms)^  - id: {name}$.*?(?=^  - id: )", text)
    assert found, f"the shipped file no longer has: {name}"
    return found[0]
