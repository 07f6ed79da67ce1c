"""The verifier, broken on purpose: each mutant replaces one text in one of its modules."""

import inspect
import sys
from types import FunctionType, ModuleType

import pytest

from triage.verification import (
    compare,
    counting,
    criteria,
    diagram,
    encode,
    known,
    nodes,
    picks,
    search,
    shown,
    skipping,
    told,
)
from triage.verification.properties import alive, doubt, effect, monotone, promises, reachable

MUTANTS: tuple[tuple[ModuleType, str, str], ...] = (
    (nodes, "kids.count(kids[0]) == len(kids)", "kids.count(kids[0]) >= len(kids) - 1"),
    (nodes, "kids[values[slot]] if slot in values", "kids[0] if slot in values"),
    (nodes, "sorted(found)", "sorted(found)[1:]"),
    (diagram, "self._differences(kids_a, kids_b))", "self._differences(kids_b, kids_a))"),
    (diagram, "{(low, high): high for", "{(low, high): low for"),
    (diagram, "if not self._all_imply(kids_a, kids_b):", "if kids_a[0] and not self._all_imply(kids_a, kids_b):"),
    (diagram, "reverse=True), NEVER)", "reverse=True)[1:], NEVER)"),
    (criteria, "for count in range(min(n, done + 1), max(0, enough_left), -1):", "for count in range(1, n + 1):"),
    (criteria, "enough_left = n - len(parts) + done", "enough_left = n - len(parts) + done + 1"),
    (criteria, "min(n, done + 1)", "min(n, done)"),
    (encode, "self.applies[question_id], self.marked(", "ALWAYS, self.marked("),
    (criteria, "satisfying(self.ruleset.question_by_id[question], choices)", "choices"),
    (encode, "untouched(diagrams, slots, id_) if question.choose", "NEVER if question.choose"),
    (encode, "either(self.applies[question.id], left", "either(NEVER, left"),
    (encode, "[as_before, *own]", "[levels[rank], *own]"),
    (encode, "[as_before, *own]", "[raised[-1], *own]"),
    (picks, "reversed(slots.of[question_id])", "slots.of[question_id][:1]"),
    (picks, "int(choice in choices)", "int(choice not in choices)"),
    (counting, "found * prod(diagrams.sizes[slot:first]) if slot < first else found", "found"),
    (counting, "best[kid] + cost", "best[kid] - cost"),
    (search, "for rival in rivals if at(", "for rival in rivals[1:] if at("),
    (shown, "range(rank[extra.up_to] + 1)", "range(rank[extra.up_to])"),
    (shown, " or _with_some(encoded, extra, when, encoded.levels)", ""),
    (shown, "levels[rank + 1]) for rank", "levels[rank]) for rank"),
    (compare, "to[low], to[high]", "to[high], to[low]"),
    (monotone, "pairwise(ids)", "pairwise(ids[:-1])"),
    (monotone, "lowered(encoded, {slot: 0}, {slot: 1})", "lowered(encoded, {slot: 1}, {slot: 0})"),
    (monotone, "if question.reassuring and (found or question.is_context", "if found and (question.is_context"),
    (alive, "other.rank >= firing.rank", "other.rank > firing.rank"),
    (alive, "            cover = rest", "            pass"),
    (effect, "found += _told_apart(encoded, slot, group)", "found.append(group)"),
    (promises, "f.rank >= rank[least]", "f.rank > rank[least]"),
    (promises, " and rank[least] > 0", ""),
    (promises, "f.rank > rank[most]", "f.rank >= rank[most]"),
    (promises, "if whenever == NEVER:", "if False:"),
    (reachable, "encoded.applies[question.id] == NEVER", "False"),
    (doubt, "question.none or question.choices[0].id", "question.none or question.choices[-1].id"),
    (doubt, "[question.reassuring or question.none or question.choices[0].id]", "[question.choices[-1].id]"),
    (skipping, "for gated in self._gates[question]:", "for gated in ():"),
    (known, "self.possible(criterion), self.certain(criterion))", "self.possible(criterion), NEVER)"),
    (known, "return ALWAYS if gate is None else self.possible(gate)", "return ALWAYS"),
    (skipping, "if self._named[firing.id] & answered", "if self._named[firing.id] <= answered"),
    (skipping, "without(opened, self.levels[rank])", "without(opened, self.levels[1])"),
    (told, "self._answered(criterion, rank) if question in self.asked else NEVER", "self.encoded.criterion(criterion)"),
)  # fmt: skip


def name_of(mutant: tuple[ModuleType, str, str]) -> str:
    """What a mutant changes."""
    module, old, new = mutant
    return f"{module.__name__.rsplit('.', 1)[1]}: {old} -> {new}"


def break_verifier(patch: pytest.MonkeyPatch, mutant: tuple[ModuleType, str, str]) -> None:
    """Put a mutant in the place of the module's functions and methods, wherever the verifier or its tests use them."""
    module, old, new = mutant
    source = inspect.getsource(module)
    assert source.count(old) == 1, f"{name_of(mutant)}: this text is there {source.count(old)} times"
    broken = dict(vars(module))
    exec(compile(source.replace(old, new), str(module.__file__), "exec"), broken)
    users = [m for name, m in sys.modules.items() if name.startswith(("triage.verification", "tests.verification"))]
    for name, was in list(vars(module).items()):
        if getattr(was, "__module__", None) != module.__name__:
            continue
        if isinstance(was, FunctionType):
            for user in users:
                if vars(user).get(name) is was:
                    patch.setattr(user, name, broken[name])
        elif isinstance(was, type):
            for part, value in vars(broken[name]).items():
                if isinstance(value, FunctionType) or hasattr(value, "func"):
                    patch.setattr(was, part, value)
