"""Answer sheets for tests: random ones, and random ones for which a criterion holds. All seeded."""

import random
from collections.abc import Iterator

from triage.engine import reference
from triage.engine.sheet import Answers, satisfying
from triage.errors import Unanswered
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import Question, RuleSet


def random_sheet(ruleset: RuleSet, chance: random.Random, worry: float = 0.15) -> dict[str, frozenset[str]]:
    """An answer to every question; each red-flag question departs from its reassuring choice with chance ``worry``."""
    return {question.id: _answer(question, chance, worry) for question in ruleset.questions}


def _answer(question: Question, chance: random.Random, worry: float) -> frozenset[str]:
    if question.reassuring and chance.random() >= worry:
        return frozenset([question.reassuring])
    ids = [choice.id for choice in question.choices if choice.id != question.none]
    if question.choose == "one":
        return frozenset([chance.choice(ids)])
    return frozenset(chance.sample(ids, chance.randint(1, min(3, len(ids)))))


def sheets_where(ruleset: RuleSet, criterion: Criterion, count: int, seed: int) -> Iterator[Answers]:
    """``count`` random sheets on which a criterion holds for the answers that count.

    Raises:
        AssertionError: no such sheet turns up, so a test with it would say nothing.
    """
    chance = random.Random(seed)
    found = 0
    for _ in range(200 * count):
        sheet = random_sheet(ruleset, chance, worry=chance.choice((0.0, 0.02, 0.3)))
        _make_hold(ruleset, criterion, sheet, chance)
        try:
            counted = reference.counted(ruleset, sheet)
        except Unanswered as error:  # every question has an answer
            raise AssertionError(error) from error
        if reference.holds(ruleset, criterion, counted):
            found += 1
            yield sheet
        if found == count:
            return
    raise AssertionError(f"only {found} sheets where {criterion} holds")


def _make_hold(ruleset: RuleSet, criterion: Criterion, sheet: dict[str, frozenset[str]], chance: random.Random) -> None:
    match criterion:
        case Picked(question=question_id, choices=choices):
            _pick(ruleset, question_id, choices, sheet, chance)
        case InGroup(group=group):
            _make_hold(ruleset, ruleset.groups[group], sheet, chance)
        case All(parts=parts):
            for part in parts:
                _make_hold(ruleset, part, sheet, chance)
        case AnyOf(parts=parts):
            _make_hold(ruleset, chance.choice(parts), sheet, chance)
        case AtLeast(n=n, parts=parts):
            for part in chance.sample(parts, n):
                _make_hold(ruleset, part, sheet, chance)


def _pick(
    ruleset: RuleSet,
    question_id: str,
    choices: tuple[str, ...],
    sheet: dict[str, frozenset[str]],
    chance: random.Random,
) -> None:
    question = ruleset.question_by_id[question_id]
    if question.ask_when is not None:
        _make_hold(ruleset, question.ask_when, sheet, chance)
    choice = chance.choice(sorted(satisfying(question, choices)))
    if question.choose == "one" or choice == question.none:
        sheet[question_id] = frozenset([choice])
    else:
        sheet[question_id] = sheet[question_id] - {question.none} | {choice}
