"""``python -m tests.benchmarks.ready``: the shipped file read, proved and compiled, in a process of its own."""

from __future__ import annotations

from triage.engine.compiled import compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.verification.prove import proved

if __name__ == "__main__":
    ruleset = load_ruleset(shipped("rules.yaml"))
    proved(ruleset)
    compile_ruleset(ruleset)
