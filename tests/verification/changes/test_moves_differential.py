"""Every claim about who moves, on random pairs of small rule sets, against every answer sheet looked at one by one."""

import random
from math import prod

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.verification.changes.edited import SMALL, two_rulesets
from tests.verification.changes.pairs import Person, everybody, matrix
from triage.engine import reference
from triage.ruleset.model import RuleSet
from triage.verification.changes import conditions as conditions_module
from triage.verification.changes.accepted import may_lower
from triage.verification.changes.both import Both
from triage.verification.changes.conditions import conditions
from triage.verification.changes.example import example
from triage.verification.changes.moves import Move, moves
from triage.verification.changes.offers import offers
from triage.verification.changes.tally import Masses, meets
from triage.verification.counting import Count, at
from triage.verification.nodes import ALWAYS


class Pair:
    """Two rule sets as diagrams, and everybody who could answer them."""

    def __init__(self, old: RuleSet, new: RuleSet) -> None:
        self.both = Both(old, new)
        assume(prod(self.both.diagrams.sizes) <= SMALL)
        names = (self.both.old.names, self.both.new.names)
        self.people = everybody(self.both.union, (old, new), names)
        self.rows = [self.both.slots.row(person.full) for person in self.people]
        self.moves = moves(self.both)
        self.ids = [outcome.id for outcome in self.both.outcomes]

    def where(self, criterion: int) -> list[Person]:
        """The people for whom a criterion holds."""
        found = zip(self.people, self.rows, strict=True)
        return [person for person, row in found if at(self.both.diagrams, criterion, row) == ALWAYS]

    def named(self, move: Move) -> tuple[str, str]:
        return self.ids[move.old], self.ids[move.new]


def differential(check):
    many = settings(
        max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
    )
    return many(given(two_rulesets())(check))


@differential
def test_the_count_of_every_move_is_that_of_everybody_and_no_lowering_is_missed(rulesets):
    pair = Pair(*rulesets)
    sheets = Count(pair.both.diagrams, pair.both.sheets)
    counted = {pair.named(move): sheets.where(move.where) for move in pair.moves}
    expected = {named: count for named, count in matrix(pair.people).items() if named[0] != named[1]}
    assert counted == expected
    compared = pair.both.diagrams.without(ALWAYS, pair.both.not_compared)
    assert sheets.where(compared) == len({person.key for person in pair.people if person.compared})
    for move in pair.moves:
        assert [tuple(p.ranks) for p in pair.where(move.where)].count(pair.named(move)) == len(pair.where(move.where))
        assert move.lowers == (pair.ids.index(pair.named(move)[1]) < pair.ids.index(pair.named(move)[0]))


@differential
def test_the_sheets_that_are_not_compared_are_those_with_an_answer_that_the_other_does_not_know(rulesets):
    pair = Pair(*rulesets)
    left_out = {person.key for person in pair.where(pair.both.not_compared)}
    assert left_out == {person.key for person in pair.people if not person.compared}


@differential
def test_conditions_hold_for_all_who_move_and_among_the_people_they_are_for_for_nobody_who_stays(rulesets):
    pair = Pair(*rulesets)
    for move in pair.moves:
        release, side = (pair.both.old, 0) if move.lowers else (pair.both.new, 1)
        old, new = pair.named(move)
        reached: set[frozenset] = set()
        found = list(conditions(pair.both, move))
        for condition in found:
            meant = [
                p for p, row in zip(pair.people, pair.rows, strict=True) if _holds(pair, condition.tests, p, row, side)
            ]
            for person in meant:
                before, after = map(pair.ids.index, person.ranks)
                if move.lowers and person.ranks[1] == new and person.compared:
                    assert before >= move.old
                if not move.lowers and person.ranks[0] == old and person.compared:
                    assert after >= move.new
            moved = {p.key for p in meant if p.compared and tuple(p.ranks) == (old, new)}
            assert moved == {p.key for p in pair.where(condition.where)}
            assert moved, "a condition without anybody who moves"
            reached |= moved
        if len(found) < conditions_module.MOST_TRIED:
            assert reached == {p.key for p in pair.where(move.where)}
        assert release is (pair.both.old, pair.both.new)[side]


def _holds(pair: Pair, tests, person: Person, row, side: int) -> bool:
    """Whether a person is asked all that a condition names, and answers as it says."""
    return all(
        pair.both.slots.all[slot].question in person.asked[side] and row[slot] in values
        for slot, values in tests.items()
    )


@differential
def test_what_is_behind_a_move_is_all_that_gave_the_more_urgent_outcome_and_an_example_moves(rulesets):
    pair = Pair(*rulesets)
    for move in pair.moves:
        side = 0 if move.lowers else 1
        release = (pair.both.old, pair.both.new)[side]
        for person in pair.where(move.where):
            row = pair.both.slots.row(person.full)
            firing = {
                f.id
                for f in release.firings
                if at(pair.both.diagrams, f.when, row) and f.rank == max(move.old, move.new)
            }
            assert firing
            assert firing <= {f.id for f in move.behind}
        for firing in move.behind:
            assert meets(pair.both.diagrams, firing.when, move.where)
        example(pair.both, move)


@differential
def test_a_choice_that_one_file_lacks_may_lower_exactly_if_some_other_answer_of_the_same_person_falls(rulesets):
    pair = Pair(*rulesets)
    by_full = {frozenset(person.full.items()): person for person in pair.people}
    for alone in pair.both.alone:
        name, own = alone.question.id, frozenset([alone.choice.id])
        lacks = (pair.both.new if alone.in_old else pair.both.old).question_by_name[name]
        falls = False
        for person in pair.people:
            if person.full[name] != own or not _others_known(pair, person, name):
                continue
            for choice in lacks.choices:
                other = by_full[frozenset({**person.full, name: frozenset([choice.id])}.items())]
                if not (name in person.asked[0] & person.asked[1] and _others_known(pair, other, name)):
                    continue
                before, after = (person, other) if alone.in_old else (other, person)
                falls |= pair.ids.index(after.ranks[1]) < pair.ids.index(before.ranks[0])
        assert may_lower(pair.both, alone) == falls


def _others_known(pair: Pair, person: Person, name: str) -> bool:
    """Whether the person picks no choice of another question that the file that asks it does not know."""
    row = pair.both.slots.row(person.full)
    return not any(at(pair.both.diagrams, a.sheets, row) for a in pair.both.alone if a.question.id != name)


@differential
def test_guides_and_notes_gained_and_lost_are_those_of_everybody(rulesets):
    pair = Pair(*rulesets)
    found = {type(offer.extra).__name__ + offer.extra.id: offer for offer in offers(pair.both)}
    old, new = rulesets
    ids = {type(e).__name__ + e.id: e for r in rulesets for e in (*r.guides, *r.notes)}
    for key in ids:
        gained, lost = set(), set()
        for person in pair.people:
            if person.compared:
                before, after = (_shown(r, key, person, side, pair) for side, r in enumerate((old, new)))
                (gained if after > before else lost if before > after else set()).add(person.key)
        offer = found.get(key)
        assert gained == ({p.key for p in pair.where(offer.gained)} if offer else set())
        assert lost == ({p.key for p in pair.where(offer.lost)} if offer else set())


def _shown(ruleset: RuleSet, key: str, person: Person, side: int, pair: Pair) -> bool:
    extra = next((e for e in (*ruleset.guides, *ruleset.notes) if type(e).__name__ + e.id == key), None)
    if extra is None:
        return False
    names = (pair.both.old, pair.both.new)[side].names
    sheet = {}
    for question in ruleset.questions:
        if names[question.id] in person.asked[side]:
            picked = person.full[names[question.id]] & question.choice_by_id.keys()
            sheet[question.id] = frozenset(picked) or frozenset([question.none or question.choices[0].id])
    rank, outcome = ruleset.rank, person.ranks[side]
    meant = extra.when is None or reference.holds(ruleset, extra.when, sheet)
    return meant and (rank[outcome] <= rank[extra.up_to] if hasattr(extra, "up_to") else outcome in extra.outcomes)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(two_rulesets(), st.integers(0, 9999))
def test_the_share_of_people_who_move_is_the_sum_over_everybody(rulesets, seed):
    pair = Pair(*rulesets)
    chance, weights = random.Random(seed), []
    for size in pair.both.diagrams.sizes:
        drawn = [chance.random() for _ in range(size)]
        weights.append(tuple(one / sum(drawn) for one in drawn))
    masses = Masses(pair.both.diagrams, [weights])
    for move in pair.moves:
        exact = sum(
            prod(weights[slot][value] for slot, value in pair.both.slots.row(person.full).items())
            for person in pair.people
            if person.compared and tuple(person.ranks) == pair.named(move)
        )
        assert masses.of(move.where) == pytest.approx([exact])
