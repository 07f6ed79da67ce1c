"""A comparison of two rule sets as one page that stands alone: its style is inside, and it needs no script."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from triage.resources import shipped
from triage.verification.changes.edits import edit_groups
from triage.verification.changes.report import WARNING, verdict
from triage.verification.changes.told import Changes


def changes_page(changes: Changes) -> str:
    """The page. Everything that comes from a rule set is escaped."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("changes.html").render(
        changes=changes,
        verdict=verdict(changes),
        warning=WARNING,
        deciding=edit_groups(changes.edits),
        words=edit_groups(changes.words),
    )
