"""What fires on many answer sheets at once: arrays that hold a value for each sheet.

The sheets are worked through in blocks that fit into the processor's cache, and a test that many rules make is made
once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from triage.cohorts.columns import MISSING, UNREADABLE, bits_of
from triage.cohorts.query import firings
from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet

Bits = NDArray[np.int32]
"""The answers to one question, as bits: :data:`MISSING` for none, :data:`UNREADABLE` for one that is not allowed."""

Truths = NDArray[np.bool_]

NO_OUTCOME = 255
"""Stands for the rank of a sheet that has none."""

_BLOCK = 65_536
_WORD = 64


class Fired:
    """What fires on answer sheets, and what that comes to.

    Args:
        ruleset: what judges.

    Attributes:
        listed: everything that gives an outcome, most urgent first; choices before rules of the same outcome.
        words: the names of the arrays of bits that say what fires. Thing ``i`` of ``listed`` has a bit of its own:
            bit ``i % 64`` of array ``i // 64``.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.listed = firings(ruleset)
        self.words = tuple(f"fired_{index}" for index in range(len(self.listed) // _WORD + 1))

    def bit(self, index: int) -> tuple[str, int]:
        """The name of the array, and the bit there, that say whether thing ``index`` of :attr:`listed` fires."""
        return self.words[index // _WORD], 1 << index % _WORD

    def judge(self, answers: Mapping[str, Bits], count: int) -> dict[str, NDArray[np.generic]]:
        """Judge sheets.

        Args:
            answers: question id → the answers, one for each sheet.
            count: how many sheets there are, one or more.

        Returns:
            Arrays with a value for each sheet: ``outcome``, its rank or :data:`NO_OUTCOME`; ``unreadable`` and
            ``unanswered``, whether an answer is; and :attr:`words`.
        """
        starts = range(0, count, _BLOCK)
        judged = [self._judge({id_: a[start : start + _BLOCK] for id_, a in answers.items()}) for start in starts]
        return {name: np.concatenate([block[name] for block in judged]) for name in judged[0]}

    def _judge(self, answers: dict[str, Bits]) -> dict[str, NDArray[np.generic]]:
        sheets = _Sheets(self.ruleset, answers)
        troubles = reduce(np.bitwise_or, sheets.answers.values())
        outcome = np.zeros(len(troubles), np.uint8)
        octets = np.zeros((len(self.words) * _WORD // 8, len(troubles)), np.uint8)
        for index, thing in enumerate(self.listed):
            fires = sheets.holds(thing.criterion).view(np.uint8)
            np.maximum(outcome, fires * np.uint8(thing.rank), out=outcome)
            octets[index // 8] |= fires << index % 8
        unreadable, unanswered = (troubles & UNREADABLE) != 0, (troubles & MISSING) != 0
        outcome[unreadable | unanswered] = NO_OUTCOME
        words = np.ascontiguousarray(octets.T).view("<u8")
        judged = {"outcome": outcome, "unreadable": unreadable, "unanswered": unanswered}
        return judged | {name: words[:, index] for index, name in enumerate(self.words)}


class _Sheets:
    """Some answer sheets side by side.

    Attributes:
        answers: question id → the answers that count: 0 where a question does not apply. One that cannot be read
            stays so, whether its question applies or not.
    """

    def __init__(self, ruleset: RuleSet, answers: dict[str, Bits]) -> None:
        self.ruleset = ruleset
        self.answers = answers
        self._tests: dict[tuple[str, int], Truths] = {}
        self._groups: dict[str, Truths] = {}
        for question in ruleset.questions:
            if question.ask_when is not None:
                given = answers[question.id]
                answers[question.id] = np.where(self.holds(question.ask_when), given, given & UNREADABLE)

    def holds(self, criterion: Criterion) -> Truths:
        """Where a criterion holds for the answers that count."""
        match criterion:
            case Picked(question=id_, choices=choices):
                question = self.ruleset.question_by_id[id_]
                bits = bits_of(question)
                return self._test(id_, sum(bits[choice] for choice in satisfying(question, choices)))
            case InGroup(group=group):
                if group not in self._groups:
                    self._groups[group] = self.holds(self.ruleset.groups[group])
                return self._groups[group]
            case All(parts=parts):
                return reduce(np.logical_and, map(self.holds, parts))
            case AnyOf(parts=parts):
                return reduce(np.logical_or, map(self.holds, parts))
            case AtLeast(n=n, parts=parts):
                return reduce(np.add, (self.holds(part).astype(np.uint16) for part in parts)) >= n

    def _test(self, question: str, bits: int) -> Truths:
        """Where an answer has one of some bits."""
        test = question, bits
        if test not in self._tests:
            self._tests[test] = (self.answers[question] & bits) != 0
        return self._tests[test]
