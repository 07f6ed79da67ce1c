"""The few errors that a person can put right: their text is shown as it is, without a traceback."""


class TriageError(Exception):
    """Something a person can put right. ``str(error)`` says what is wrong, where, and what to do."""


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
