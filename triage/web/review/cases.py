"""The vignettes as a reviewer sees them: those that the rules get wrong first."""

from __future__ import annotations

from dataclasses import dataclass

from triage.engine.compiled import CompiledRuleSet
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.verification.vignettes import Table, Verdict, Vignette, read_vignettes, run_vignettes, table
from triage.web.review.charts import Bar, bar, levels


@dataclass(frozen=True)
class Cases:
    """What the rules did with the vignettes.

    Attributes:
        verdicts: one for each vignette, in the order of the files.
        table: what they add up to.
        bars: for each group of expected outcomes, which outcomes its vignettes got.
        why_not: why the vignettes could not be run, or ``None``.
    """

    verdicts: tuple[Verdict, ...]
    table: Table
    bars: tuple[Bar, ...]
    why_not: str | None = None

    @property
    def vignettes(self) -> tuple[Vignette, ...]:
        """The vignettes themselves."""
        return tuple(verdict.vignette for verdict in self.verdicts)


def run_cases(compiled: CompiledRuleSet) -> Cases:
    """Run the shipped vignettes. Those of another rule set cannot be run, which is said and stops nothing."""
    ruleset = compiled.ruleset
    try:
        verdicts = run_vignettes(compiled, read_vignettes(shipped("vignettes"), ruleset))
    except TriageError:
        why_not = "The vignettes at hand were written for another rule set, and name something that this one lacks."
        return Cases((), table(ruleset, ()), (), why_not)
    found = table(ruleset, verdicts)
    return Cases(verdicts, found, _bars(ruleset, found))


def _bars(ruleset: RuleSet, found: Table) -> tuple[Bar, ...]:
    """Expected against got, the most urgent expectation first."""
    level = levels([outcome.id for outcome in ruleset.outcomes])
    names = {outcome.id: outcome.name for outcome in ruleset.outcomes}
    expected = sorted({expect for expect, _ in found.matrix}, key=lambda ids: [level[id] for id in ids.split("/")])
    return tuple(
        bar(
            " or ".join(names[id] for id in expect.split("/")),
            [(names[id], level[id], found.matrix.get((expect, id), 0)) for id in level],
        )
        for expect in expected
    )
