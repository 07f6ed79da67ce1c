"""The files that a person names on the command line, and the shipped ones when they name none."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.errors import TriageError, Unreadable
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
"""The rule set a command is about; the shipped one when it is left out."""

RULES = click.option(
    "--rules",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The rule set to use instead of the shipped rules.yaml.",
)

GUIDES = click.option(
    "--guides",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=None,
    help="The folder of the guides that are signed with the rule set, instead of the shipped ones.",
)


def ruleset_of(file: Path | None) -> RuleSet:
    """The rule set of a file, or the shipped one.

    Raises:
        TriageError: the file cannot be read, or is not sound.
    """
    return load_ruleset(file or shipped("rules.yaml"))


def text_of(file: Path) -> str:
    """What a file holds; ``-`` is standard input.

    Raises:
        TriageError: the file cannot be read, or is not UTF-8 text.
    """
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except OSError as error:
        raise Unreadable(file, error) from None
    except UnicodeDecodeError:
        raise TriageError(f"{file}: this file is no UTF-8 text. Save it again as UTF-8 in your editor") from None
