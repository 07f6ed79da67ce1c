"""What ``triage check`` found: a code, where it is, what is wrong, and what to do about it."""

from dataclasses import dataclass

from triage.ruleset.criteria import YamlPath


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a rule set.

    Attributes:
        code: stable kebab-case name, such as ``unknown-choice``.
        path: keys and list positions that lead to the place, from the top of the file.
        message: what is wrong, in a sentence without a full stop.
        remedy: what to do, in a sentence without a full stop.
        at_key: whether the place is the last key of ``path`` itself and not the value behind it.
    """

    code: str
    path: YamlPath
    message: str
    remedy: str
    at_key: bool = False

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'file'}: {self.message} [{self.code}]"
