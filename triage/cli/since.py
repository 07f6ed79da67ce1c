"""The version that changes are shown against."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.revisions import ruleset_at
from triage.web.review.changed import Before

SINCE = click.option(
    "--since", default=None, help="Another version to show changes against: a git revision, REVISION:FILE, or a file."
)


def before(since: str | None, rules: Path | None) -> Before | None:
    """The version that a person named; ``None`` when they named none.

    Args:
        since: a file, ``REVISION:FILE``, or a revision alone, which is then of the rule set's own file.
        rules: the rule set's file; ``rules.yaml`` in this folder when ``None``.

    Raises:
        TriageError: there is no such version, or it is not sound.
    """
    if since is None:
        return None
    known = ":" in since or Path(since).exists()
    return Before(since, ruleset_at(since if known else f"{since}:{rules or 'rules.yaml'}"))
