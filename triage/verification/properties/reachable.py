"""P7: every outcome, question, rule, guide and note is for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.verification.encode import Encoded
from triage.verification.nodes import NEVER
from triage.verification.shown import is_shown
from triage.verification.verdict import Failure, Verdict
from triage.verification.words import cause, quoted


def reachable(encoded: Encoded, by_outcome: Mapping[str, int]) -> Verdict:
    """Look for a sheet for each.

    Args:
        encoded: the rule set.
        by_outcome: outcome id → how many answer sheets get it.
    """
    found = [Failure(f"Nobody gets the outcome {quoted(_name(encoded, o))}.") for o, n in by_outcome.items() if not n]
    for question in encoded.ruleset.questions:
        if encoded.applies[question.id] == NEVER:
            found.append(Failure(f"Nobody is asked {quoted(question.text)}.", question.id))
    for firing in encoded.firings:
        if firing.when == NEVER and firing.question is None:
            found.append(Failure(f"No answer sheet satisfies {cause(firing)}."))
    found += _never_shown(encoded)
    claim = "Every outcome, question, rule, guide and note is reached by some answer sheet."
    return Verdict("P7", claim, tuple(found))


def _name(encoded: Encoded, outcome: str) -> str:
    return encoded.ruleset.outcome_by_id[outcome].name


def _never_shown(encoded: Encoded) -> Iterator[Failure]:
    for guide in encoded.ruleset.guides:
        if not is_shown(encoded, guide):
            yield Failure(f"The guide '{guide.id}' is offered to nobody.")
    for note in encoded.ruleset.notes:
        if not is_shown(encoded, note):
            yield Failure(f"The note '{note.id}' is shown to nobody.")
