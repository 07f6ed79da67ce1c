"""The ``triage`` command. One file for each command, imported only when it is used: none pays for another's start."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from triage import VERSION
from triage.errors import TriageError

COMMANDS = (
    "serve",
    "doctor",
    "static",
    "check",
    "sign",
    "translate",
    "prove",
    "diff",
    "mutate",
    "explain",
    "review",
    "questions",
    "assess",
    "vignettes",
    "population",
    "evaluate",
    "sql",
)
"""The commands, in the order of the help. Each is ``command`` in the file of its name."""


class _Commands(click.Group):
    """Finds a command by its file, and shows the errors that a person can put right without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"triage.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TriageError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=_Commands)
@click.version_option(VERSION, prog_name="triage")
def main() -> None:
    """Back pain check: who to contact and how soon, or which guides to read. Not a diagnosis."""
