"""The few errors that a person can put right: their text is shown as it is, without a traceback."""

from __future__ import annotations

_REMEDIES = {
    FileNotFoundError: "Check its name, and the folder that it is in",
    IsADirectoryError: "Name a file",
    PermissionError: "Ask whoever owns it to let you read it",
}


class TriageError(Exception):
    """Something a person can put right. ``str(error)`` says what is wrong, where, and what to do."""


class Unreadable(TriageError):
    """A file cannot be opened or read.

    Args:
        file: its name.
        error: what the machine said.
    """

    def __init__(self, file: object, error: OSError) -> None:
        remedy = _REMEDIES.get(type(error), "Check that it can be opened")
        super().__init__(f"{file}: this file cannot be read: {error.strerror}. {remedy}")


class UnknownAnswer(TriageError):
    """An answer names a question or a choice that the rule set does not have, or picks in a way it forbids.

    Attributes:
        question: id of the question, as given.
    """

    def __init__(self, question: str, reason: str) -> None:
        super().__init__(f"{question}: {reason}")
        self.question = question


class Unanswered(TriageError):
    """A question that applies has no answer, so there is no outcome. Missing is never "no".

    Attributes:
        question: id of the first question, in page order, that has no answer.
    """

    def __init__(self, question: str) -> None:
        super().__init__(f"{question}: this question applies and has no answer, so there is no outcome")
        self.question = question
