"""What the rules cost, without any web."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile

from tests.benchmarks.result import Measured
from tests.benchmarks.stopwatch import measure
from triage.engine.assess import assess
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.engine.journey import journey
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet
from triage.verification.prove import prove


def core(ruleset: RuleSet, sheets: list[Answers]) -> Iterator[Measured]:
    """Measure the engine on complete sheets, and on the same sheets part-filled.

    Args:
        ruleset: the rule set.
        sheets: answers to every question of it.
    """
    compiled = compile_ruleset(ruleset)
    part_filled = [part for sheet in sheets for part in _page_views(compiled, sheet)]
    took = measure(
        {
            "assess": lambda: [assess(compiled, sheet) for sheet in sheets],
            "matter": lambda: [journey(compiled, part) for part in part_filled],
        }
    )
    proofs = measure({"proofs": lambda: prove(compiled.ruleset)}, rounds=5)["proofs"] * 1e3
    one, view = took["assess"] / len(sheets) * 1e6, took["matter"] / len(part_filled) * 1e6
    sampled = f"mean of {len(sheets)} people of the cohort"
    yield Measured("assess one complete sheet", f"{one:.1f} µs", "<= 10 µs", one <= 10, sampled)
    yield Measured(
        "what can still matter, a page view", f"{view:.0f} µs", "<= 150 µs", view <= 150, f"{sampled}, every page"
    )
    yield Measured("proofs P1 to P8", f"{proofs:.0f} ms", "<= 300 ms", proofs <= 300, "every property, every sheet")


def _page_views(compiled: CompiledRuleSet, sheet: Answers) -> Iterator[Answers]:
    """What is known at each page that the person sees, and at the end."""
    whole = journey(compiled, sheet)
    for until in takewhile(lambda page: page <= len(compiled.ruleset.pages), count()):
        if until in whole.asked or until == len(compiled.ruleset.pages):
            known = {q.id for page, asked in whole.asked.items() if page < until for q in asked}
            yield {question: picks for question, picks in whole.answers.items() if question in known}
