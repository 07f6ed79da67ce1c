"""What is behind a move, in words: the choice or rule, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator

from triage.ruleset.criteria import Criterion, InGroup, leaves
from triage.ruleset.model import RuleSet
from triage.verification.changes.both import Both
from triage.verification.changes.moves import Move
from triage.verification.encode import Firing
from triage.verification.words import cause, listed, quoted


def what_happened(both: Both, move: Move, firing: Firing) -> str:
    """A choice or rule that is behind a move, with what happened to it, as a clause."""
    others = both.new.firings if move.lowers else both.old.firings
    other = next((other for other in others if other.id == firing.id), None)
    name = cause(firing)
    if other is None:
        return f"{name} {_gone(firing) if move.lowers else _come(firing)}"
    old, new = (firing, other) if move.lowers else (other, firing)
    if old.rank != new.rank:
        before, after = (quoted(both.outcomes[rank].name) for rank in (old.rank, new.rank))
        return f"{name} now gives {after}, and gave {before}"
    return f"{name} is now about {_people(both, old, new)}{_through(both, old, new)}"


def _gone(firing: Firing) -> str:
    return "was taken out" if firing.question is None else "gives nothing by itself any more"


def _come(firing: Firing) -> str:
    return "is new" if firing.question is None else "did not give anything by itself before"


def _people(both: Both, old: Firing, new: Firing) -> str:
    if both.diagrams.implies(new.when, old.when):
        return "fewer people"
    return "more people" if both.diagrams.implies(old.when, new.when) else "other people"


def _through(both: Both, old: Firing, new: Firing) -> str:
    """Why a choice or rule is about other people though its own words are the same."""
    if old.criterion != new.criterion:
        return ""
    reasons = sorted(set(_reasons(both.old.ruleset, both.new.ruleset, new.criterion, set())))
    return f", because of {listed(reasons)}" if reasons else ""


def _reasons(old: RuleSet, new: RuleSet, criterion: Criterion, seen: set[str]) -> Iterator[str]:
    """The groups and questions inside a criterion that changed; of a group its own change, else what is inside."""
    for _, leaf in leaves(criterion):
        name = leaf.group if isinstance(leaf, InGroup) else leaf.question
        if name in seen:
            continue
        seen.add(name)
        if isinstance(leaf, InGroup):
            if old.groups.get(name) != new.groups[name]:
                yield f"a change of the group '{name}'"
            yield from _reasons(old, new, new.groups[name], seen)
        else:
            yield from _of_question(old, new, name, seen)


def _of_question(old: RuleSet, new: RuleSet, name: str, seen: set[str]) -> Iterator[str]:
    before, after = old.question_by_id.get(name), new.question_by_id[name]
    if before is None:
        yield f"the new question {quoted(after.text)}"
    elif before.ask_when != after.ask_when:
        yield f"a change of who is asked {quoted(after.text)}"
    elif before.is_context != after.is_context:
        yield f"a change of what doubt means on {quoted(after.text)}"
    elif before.choice_by_id.keys() != after.choice_by_id.keys():
        yield f"other choices of {quoted(after.text)}"
    if after.ask_when is not None:
        yield from _reasons(old, new, after.ask_when, seen)
