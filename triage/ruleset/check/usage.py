"""Whether everything that is named is used: what nothing rests on misleads who reviews the file."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset import mentions
from triage.ruleset.criteria import YamlPath
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Problem


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every group, source, decision and safety net that nothing uses."""
    used = {group for path, criterion in mentions.criteria(ruleset) for _, group in mentions.groups(criterion, path)}
    for name in ruleset.groups.keys() - used:
        yield _unused("group", ("groups", name), name)
    sources = {source for _, source in mentions.sources(ruleset)}
    for name in ruleset.bibliography.keys() - sources:
        yield _unused("source", ("bibliography", name), name)
    decided = {decision for _, decision in mentions.decisions(ruleset)}
    for index, decision in enumerate(ruleset.decisions):
        if decision.id not in decided and decision.unmarked is None:
            yield _unused("decision", ("decisions", index, "id"), decision.id, at_key=False)
    watched = {name for outcome in ruleset.outcomes for name in outcome.watch}
    for name in ruleset.safety_net.keys() - watched:
        yield _unused("safety-net", ("safety_net", name), name)


def _unused(kind: str, path: YamlPath, name: str, *, at_key: bool = True) -> Problem:
    message = f"nothing uses the {kind.replace('-', ' ')} '{name}'"
    remedy = (
        "mark what it is about, or say in 'unmarked' why nothing is" if kind == "decision" else "use it, or delete it"
    )
    return Problem(f"unused-{kind}", path, message, remedy, at_key=at_key, about=name)
