"""The rule set on one sheet of paper: what a reader can sort out without answering questions.

Paper cannot weigh thirty answers, so the leaflet errs to the more urgent side. Each answer that means something by
itself is a line. Two lines, or a line and something of the reader's background, count one box higher. Combinations
that need more than that have a line of their own. Doubt counts as the most urgent line of its question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from triage.engine.explain import Told
from triage.engine.reference import holds
from triage.engine.ways import Pair, Way, ways
from triage.ruleset.model import NOT_SURE, Rule, RuleSet

OTHERWISE, VISIT, TODAY, NOW = range(4)
"""The boxes of the sheet, from the least urgent."""


@dataclass(frozen=True)
class Line:
    """Something that may fit the reader.

    Attributes:
        outcome: id of the outcome that it means.
        parts: what must come together. Of each part, one answer is enough.
    """

    outcome: str
    parts: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True)
class Leaflet:
    """What the sheet says.

    Attributes:
        lines: outcome id → its lines, most urgent outcome first: single answers in page order, then combinations.
        background: answers, question by question, that count only beside a line: then the box above holds.
        left_out: rules of which the sheet does not show every way to meet them. Their outcome is never more than a
            visit within 2 weeks, and the last box says when to ask for one.
    """

    lines: Mapping[str, tuple[Line, ...]]
    background: tuple[tuple[Told, ...], ...]
    left_out: tuple[Rule, ...]


def box_of(ruleset: RuleSet, outcome: str) -> int:
    """Which box an outcome stands in: the two most urgent have one each, those between them and reading share one."""
    from_top = len(ruleset.outcomes) - 1 - ruleset.rank[outcome]
    return max(NOW - from_top, VISIT) if ruleset.rank[outcome] else OTHERWISE


def leaflet_of(ruleset: RuleSet) -> Leaflet:
    """The leaflet of a rule set."""
    alone = _alone(ruleset)
    background = _background(ruleset, alone)
    together: dict[Line, None] = {}
    left_out = []
    for rule in ruleset.rules:
        missed = [way for way in ways(ruleset, rule.when) if _falls_short(ruleset, rule, way, alone, background)]
        if missed and _may_be_left_out(ruleset, rule):
            left_out.append(rule)
        elif missed:
            together |= dict.fromkeys(_combined(ruleset, rule, missed))
    background -= {(told.question.id, told.choice.id) for told in _by_itself(together)}
    single = [Line(alone[pair], ((told(ruleset, pair),),)) for pair in alone if pair[1] != NOT_SURE]
    return Leaflet(
        {
            outcome.id: tuple(line for line in (*single, *_needed(together)) if line.outcome == outcome.id)
            for outcome in reversed(ruleset.outcomes[1:])
        },
        parts_of(ruleset, background),
        tuple(left_out),
    )


def _by_itself(lines: Collection[Line]) -> Iterator[Told]:
    """What is a line of its own by now, and so is no background: nothing counts twice."""
    for line in lines:
        if len(line.parts) == 1:
            yield from line.parts[0]


def told(ruleset: RuleSet, pair: Pair) -> Told:
    """A pair of ids as the question and the choice."""
    question = ruleset.question_by_id[pair[0]]
    return Told(question, question.choice_by_id[pair[1]])


def _alone(ruleset: RuleSet) -> dict[Pair, str]:
    """Each choice that means an outcome by itself, through its own outcome or a rule that needs nothing else."""
    found = {}
    for question in ruleset.questions:
        for choice in question.choices:
            only = {question.id: frozenset({choice.id})}
            given = [rule.outcome for rule in ruleset.rules if holds(ruleset, rule.when, only)]
            given += [choice.outcome] if choice.outcome else []
            if given:
                found[question.id, choice.id] = max(given, key=ruleset.rank.__getitem__)
    return found


def _background(ruleset: RuleSet, alone: Mapping[Pair, str]) -> frozenset[Pair]:
    """The fewest answers, taken in order, beside which one line counts a box higher wherever a rule asks for that.

    Answers about the person and their signs come first. Age, pregnancy and how long it has lasted are taken only where
    nothing else of a rule is there: nearly everybody has one of them.
    """
    found: set[Pair] = set()
    for context_too in (False, True):
        for rule in ruleset.rules:
            for way in ways(ruleset, rule.when):
                lines = {pair for pair in way if pair in alone}
                others = [pair for pair in _in_page_order(ruleset, way - lines) if pair[1] != NOT_SURE]
                if len(lines) != 1 or not others or not found.isdisjoint(others):
                    continue
                if max(box_of(ruleset, alone[pair]) for pair in lines) >= box_of(ruleset, rule.outcome):
                    continue
                fit = [pair for pair in others if context_too or not ruleset.question_by_id[pair[0]].is_context]
                found.update(fit[:1])
    return frozenset(found)


def _falls_short(
    ruleset: RuleSet, rule: Rule, way: Way, alone: Mapping[Pair, str], background: Collection[Pair]
) -> bool:
    """Whether lines and background alone would send somebody with these answers to a lower box than the rule does."""
    boxes = {pair: box for pair in way if (box := _box_alone(ruleset, pair, alone))}
    if not boxes:
        return True
    several = len({question for question, _ in boxes}) > 1
    beside = any(_counts_beside(pair, background) for pair in way)
    return min(max(boxes.values()) + (several or beside), NOW) < box_of(ruleset, rule.outcome)


def _box_alone(ruleset: RuleSet, pair: Pair, alone: Mapping[Pair, str]) -> int:
    """The box of one answer; doubt counts as the most urgent line of its question."""
    question, choice = pair
    lines = [alone[other] for other in alone if other[0] == question and choice in (NOT_SURE, other[1])]
    return max((box_of(ruleset, outcome) for outcome in lines), default=OTHERWISE)


def _counts_beside(pair: Pair, background: Collection[Pair]) -> bool:
    return pair in background or (pair[1] == NOT_SURE and any(other[0] == pair[0] for other in background))


def _may_be_left_out(ruleset: RuleSet, rule: Rule) -> bool:
    """Whether the rule means the least urgent visit, for which the last box says when to ask."""
    return ruleset.rank[rule.outcome] <= 1


def _combined(ruleset: RuleSet, rule: Rule, missed: Collection[Way]) -> Iterator[Line]:
    """Lines for the ways that fall short: one for each set of questions, with the answers to each of them.

    Where a way takes several answers to one question, those that all ways share stand for them, so that a line may fit
    others too. A way that holds nothing else has a line of its own.
    """
    shared = frozenset.intersection(*missed)
    by_questions: dict[frozenset[str], set[Pair]] = defaultdict(set)
    for way in missed:
        several = {question for question, _ in way if sum(other == question for other, _ in way) > 1}
        kept = {pair for pair in way if pair[0] not in several or pair in shared}
        if not kept:
            yield Line(rule.outcome, tuple((told(ruleset, pair),) for pair in _in_page_order(ruleset, way)))
            continue
        by_questions[frozenset(question for question, _ in kept)] |= kept
    for pairs in by_questions.values():
        yield Line(rule.outcome, _telling(parts_of(ruleset, pairs)))


def _telling(parts: tuple[tuple[Told, ...], ...]) -> tuple[tuple[Told, ...], ...]:
    """Without parts that half the answers to a context question meet, such as "under 6 weeks": then it fits more."""
    return tuple(
        part
        for part in parts
        if not part[0].question.is_context or 2 * len(part) < sum(c.id != NOT_SURE for c in part[0].question.choices)
    )


def parts_of(ruleset: RuleSet, pairs: Collection[Pair]) -> tuple[tuple[Told, ...], ...]:
    """Answers question by question, in page order. Doubt stands there only where nothing else does."""
    grouped: dict[str, list[Told]] = defaultdict(list)
    for pair in _in_page_order(ruleset, pairs):
        if pair[1] != NOT_SURE or not any(other[0] == pair[0] and other[1] != NOT_SURE for other in pairs):
            grouped[pair[0]].append(told(ruleset, pair))
    return tuple(map(tuple, grouped.values()))


def _needed(lines: Collection[Line]) -> list[Line]:
    """The lines without those that another line of the same outcome makes superfluous."""
    return [line for line in lines if not any(_covers(other, line) for other in lines if other != line)]


def _covers(wide: Line, narrow: Line) -> bool:
    return wide.outcome == narrow.outcome and all(
        any(set(part) <= set(other) for part in narrow.parts) for other in wide.parts
    )


def _in_page_order(ruleset: RuleSet, pairs: Collection[Pair]) -> list[Pair]:
    place = {
        (question.id, choice.id): (number, index)
        for number, question in enumerate(ruleset.questions)
        for index, choice in enumerate(question.choices)
    }
    return sorted(pairs, key=place.__getitem__)
