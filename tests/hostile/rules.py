"""Rule files that came to harm: each is refused with its place, or means something that can be proved.

``python -m tests.hostile.rules`` tries 2,000 on the shipped rule set, and as many on the small one.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from tests.answer_sheets import random_sheet
from tests.hostile.another_reader import Refused, differs, settled
from tests.hostile.mutations import mutated
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.engine.reference import outcome_of
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.fingerprint import fingerprint
from triage.ruleset.load import Draft, draft
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import RuleSetProblems
from triage.verification.changes.both import Both
from triage.verification.changes.moves import moves
from triage.verification.prove import prove

SPECIMEN = Path(__file__).parents[1] / "specimen.yaml"
REFUSED = "refused, with the place"
SAME = "means the same"
UNPROVED = "refused by the proof"
OTHER_LEVELS = "other outcomes: refused by triage diff"
LOWERS = "proved, lowers somebody: refused by triage diff"
SAFE = "proved, lowers nobody"
LOOSELY = "indented loosely; "
"""Before what came of a file that YAML 1.2 would have indented more. It is read as if it were."""


@dataclass
class Damage:
    """What came of many mutations of one file.

    Attributes:
        fates: what came of a mutation → how often.
        faults: what should not be, in words, with the mutation.
    """

    fates: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Original:
    """The rule set before it came to harm.

    Attributes:
        ruleset: what the file means.
        failing: property and question → how often it cannot be proved. Something cannot on the small one, by design.
    """

    ruleset: RuleSet
    failing: Counter[tuple[str, str | None]]

    @classmethod
    def of(cls, source: bytes) -> Original:
        """What a sound file means."""
        ruleset = draft(source, "rules.yaml").ruleset
        assert ruleset is not None
        return cls(ruleset, _failing(ruleset))


def damage(source: bytes, mutations: int, seed: int) -> Damage:
    """Mutate a file so often, and see what comes of each."""
    original, found = Original.of(source), Damage()
    for number in range(mutations):
        chance = random.Random(f"{seed} {number}")  # so that one that is found can be made again by itself
        name, mutant = mutated(chance, source)
        try:
            fate, faults = fate_of(original, mutant, chance)
        except Exception as error:
            fate, faults = "crashed", [f"{type(error).__name__}: {error}"]
        found.fates[fate] += 1
        found.faults += [f"mutation {number} of seed {seed} ({name}): {fault}" for fault in faults]
    return found


def fate_of(original: Original, mutant: bytes, chance: random.Random) -> tuple[str, list[str]]:
    """What comes of a mutated file, and what is wrong with that."""
    read = draft(mutant, "rules.yaml")
    if read.ruleset is None:
        return REFUSED, list(_misplaced(read, mutant))
    try:
        proper = settled(mutant)
    except Refused as error:
        return _meaning(original, read.ruleset), [f"only we read it: {error}"]
    difference = differs(read.document.data, proper)
    faults = [f"misread: {difference}"] if difference else []
    loosely = "" if proper == mutant else LOOSELY
    if fingerprint(read.ruleset) == fingerprint(original.ruleset):
        return loosely + SAME, faults
    meaning = loosely + _meaning(original, read.ruleset)
    return meaning, [*faults, *_evaluators_disagree(read.ruleset, chance)]


def _misplaced(read: Draft, mutant: bytes) -> Iterator[str]:
    """Refusals without a place in the file, without a reason, or without a remedy."""
    if not read.refusals:
        yield "refused without a reason"
    lines = mutant.count(b"\n") + 1
    for problem, text in zip(read.refusals, str(RuleSetProblems(read.refusals)).split("\n\n"), strict=False):
        span = problem.span
        if not (1 <= span.line <= lines and span.column >= 1 and problem.message and problem.remedy):
            yield f"refused at no place: {problem}"
        if not text.startswith((f"rules.yaml:{span.line}:{span.column}: ", "... and ")):
            yield f"a message without its place: {text[:100]}"


def _meaning(original: Original, changed: RuleSet) -> str:
    try:
        if _failing(changed) - original.failing:
            return UNPROVED
        both = Both(original.ruleset, changed)
        lowered = any(move.new < move.old for move in moves(both))
    except TriageError:
        return OTHER_LEVELS
    return LOWERS if lowered else SAFE


def _failing(ruleset: RuleSet) -> Counter[tuple[str, str | None]]:
    verdicts = prove(ruleset).verdicts
    return Counter((verdict.code, failure.question) for verdict in verdicts for failure in verdict.failures)


def _evaluators_disagree(ruleset: RuleSet, chance: random.Random) -> Iterator[str]:
    """The compiled form and the plain evaluator on some people: a strange rule set must not part them."""
    compiled = compile_ruleset(ruleset)
    for worry in (0.0, 0.1, 0.5):
        sheet = random_sheet(ruleset, chance, worry)
        if assess(compiled, sheet).outcome.id != outcome_of(ruleset, sheet):
            yield f"the evaluators disagree about {sheet}"


def main() -> None:
    """Mutate both files, print the figures, and fail if anything is wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--mutations", type=int, default=2_000, help="of each file (those of rules.yaml take 8 minutes)")
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    faults: list[str] = []
    for path in (SPECIMEN, shipped("rules.yaml")):
        began = perf_counter()
        found = damage(path.read_bytes(), chosen.mutations, chosen.seed)
        took = perf_counter() - began
        print(f"{chosen.mutations:,} mutations of {path.name}, seed {chosen.seed}, {took:.0f} s", flush=True)
        for fate, times in found.fates.most_common():
            print(f"  {fate}: {times:,}")
        faults += [f"{path.name}: {fault}" for fault in found.faults]
    for fault in faults[:30]:
        print(f"  FAULT {fault}")
    print(f"  faults: {len(faults)}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
