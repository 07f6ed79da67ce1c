"""What fires on many answer sheets at once: arrays that hold a value for each sheet.

The sheets are worked through in blocks that fit into the processor's cache, and a test that many rules make is made
once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from triage.cohorts.columns import bits_of
from triage.engine.sheet import satisfying
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import RuleSet
from triage.ruleset.red_flags import red_flags

Bits = NDArray[np.unsignedinteger]
"""The answers to one question, a number for each sheet: see :func:`triage.cohorts.columns.bits_of`."""

Truths = NDArray[np.bool_]

NO_OUTCOME = 255
"""Stands for the rank of a sheet that has none."""

_BLOCK = 65_536
_WORD = 64


@dataclass(frozen=True)
class Answers:
    """What answer sheets hold. Every array has a value for each sheet.

    Attributes:
        bits: question id → the answers, 0 where there is none that can be read.
        missing: question id → where there is no answer; only for questions that lack one.
        unreadable: where there is an answer that its question does not allow.
    """

    bits: Mapping[str, Bits]
    missing: Mapping[str, Truths]
    unreadable: Truths

    def part(self, sheets: slice) -> Answers:
        """Some of the sheets."""
        return Answers(
            {id_: array[sheets] for id_, array in self.bits.items()},
            {id_: array[sheets] for id_, array in self.missing.items()},
            self.unreadable[sheets],
        )


class Fired:
    """What fires on answer sheets, and what that comes to.

    Args:
        ruleset: what judges.

    Attributes:
        listed: the red flags, most urgent first; choices before rules of the same outcome.
        words: the names of the arrays of bits that say what fires. Red flag ``i`` of ``listed`` has a bit of its own:
            bit ``i % 64`` of array ``i // 64``.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.listed = red_flags(ruleset)
        self.words = tuple(f"fired_{index}" for index in range(len(self.listed) // _WORD + 1))

    def bit(self, index: int) -> tuple[str, int]:
        """The name of the array, and the bit there, that say whether red flag ``index`` of :attr:`listed` fires."""
        return self.words[index // _WORD], 1 << index % _WORD

    def judge(self, answers: Answers) -> dict[str, NDArray[np.generic]]:
        """Judge sheets, one or more.

        Returns:
            Arrays with a value for each sheet: ``outcome``, its rank or :data:`NO_OUTCOME`; ``unreadable`` and
            ``unanswered``, whether an answer is; and :attr:`words`.
        """
        starts = range(0, len(answers.unreadable), _BLOCK)
        judged = [self._judge(answers.part(slice(start, start + _BLOCK))) for start in starts]
        return {name: np.concatenate([block[name] for block in judged]) for name in judged[0]}

    def _judge(self, answers: Answers) -> dict[str, NDArray[np.generic]]:
        sheets = _Sheets(self.ruleset, answers)
        unreadable, unanswered = answers.unreadable, sheets.unanswered
        outcome = np.zeros(len(unreadable), np.uint8)
        octets = np.zeros((len(self.words) * 8, len(unreadable)), np.uint8)
        for index, flag in enumerate(self.listed):
            fires = sheets.holds(flag.criterion).view(np.uint8)
            np.maximum(outcome, fires * np.uint8(flag.rank), out=outcome)
            octets[index // 8] |= fires * np.uint8(1 << index % 8)
        outcome[unreadable | unanswered] = NO_OUTCOME
        judged = {"outcome": outcome, "unreadable": unreadable, "unanswered": unanswered}
        return judged | dict(zip(self.words, _words(octets), strict=True))


def _words(octets: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Eight rows of octets as one row of words, the first one lowest."""
    apart = np.empty((len(octets) // 8, octets.shape[1], 8), np.uint8)
    for index, octet in enumerate(octets):
        apart[index // 8, :, index % 8] = octet
    return apart.view("<u8")[:, :, 0]


class _Sheets:
    """Some answer sheets side by side.

    Attributes:
        unanswered: where a question that applies has no answer.
    """

    def __init__(self, ruleset: RuleSet, answers: Answers) -> None:
        self.ruleset = ruleset
        self.unanswered = np.zeros(len(answers.unreadable), np.bool_)
        self._counting: dict[str, Bits] = {}
        self._tests: dict[tuple[str, int], Truths] = {}
        self._groups: dict[str, Truths] = {}
        for question in ruleset.questions:
            bits, missing = answers.bits[question.id], answers.missing.get(question.id)
            if question.ask_when is not None:
                applies = self.holds(question.ask_when)
                bits = bits * applies
                missing = missing & applies if missing is not None else None
            self._counting[question.id] = bits
            if missing is not None:
                self.unanswered |= missing

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
            self._tests[test] = (self._counting[question] & bits) != 0
        return self._tests[test]
