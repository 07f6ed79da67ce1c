"""Rule sets that a person names on the command line: a file, or a file at a git revision, ``HEAD~1:rules.yaml``."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from triage.errors import TriageError
from triage.ruleset.characters import MOST_BYTES
from triage.ruleset.load import draft, load_ruleset
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import RuleSetProblems

_SECONDS = 20


def ruleset_at(place: str) -> RuleSet:
    """The rule set of a file, or of ``REVISION:FILE`` where there is no file of that name.

    Raises:
        TriageError: the file, the revision or git is missing, or the file is not sound.
    """
    if ":" not in place or Path(place).exists():
        return load_ruleset(Path(place))
    found = draft(_from_git(place), place)
    if found.ruleset is None:
        raise RuleSetProblems(found.refusals)
    return found.ruleset


def _from_git(place: str) -> bytes:
    """The file at a revision, as git has it."""
    git = shutil.which("git")
    if git is None:
        raise TriageError(f"{place}: there is no such file, and git, which could have it, is not installed")
    revision, _, path = place.partition(":")
    if not revision or revision.startswith("-") or not path:
        raise TriageError(f"{place}: write REVISION:FILE, such as HEAD~1:rules.yaml")
    if Path(path).is_absolute():
        raise TriageError(f"{place}: name the file as it is called inside the repository")
    command = [git, "--no-pager", "show", "--no-textconv", "--end-of-options", f"{revision}:{_here(path)}"]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise TriageError(f"{place}: git could not be asked: {error}") from None
    if ran.returncode:
        lines = ran.stderr.decode("utf-8", "replace").strip().splitlines() or ["it does not say why"]
        raise TriageError(f"{place}: git does not have this: {lines[0]}")
    return ran.stdout[: MOST_BYTES + 1]


def _here(path: str) -> str:
    """The path seen from the folder that the command runs in, as git wants it said."""
    return path if path.startswith(("./", "../")) else f"./{path}"
