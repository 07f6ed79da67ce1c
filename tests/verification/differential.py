"""What the diagrams claim of a small rule set, against everybody who could answer it. One function for each claim."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import isclose, prod

from tests.verification.brute_force import Everybody, Key, answers_to
from triage.engine import reference
from triage.engine.compiled import compile_ruleset
from triage.engine.journey import journey
from triage.ruleset.model import NOT_SURE, Question
from triage.verification.counting import at
from triage.verification.encode import Encoded, Levels
from triage.verification.population.exact import by_outcome
from triage.verification.properties.alive import covering
from triage.verification.properties.doubt import doubt
from triage.verification.properties.effect import effect, same_values
from triage.verification.properties.exhaustive import all_sheets, sheets_by_outcome
from triage.verification.properties.journeys import same_as_asking_all
from triage.verification.properties.monotone import monotone
from triage.verification.properties.promises import guarantees
from triage.verification.properties.reachable import reachable
from triage.verification.search import nearest
from triage.verification.skipping import Journeys
from triage.verification.slots import Row
from triage.verification.verdict import Failure, Verdict

SOUND = Verdict("P6", "")


def outcomes(encoded: Encoded, everybody: Everybody) -> None:
    """The outcome of every sheet, how many sheets have each, and how much they weigh."""
    slots = encoded.slots
    for key, sheet in everybody.full.items():
        row = slots.row(sheet)
        assert slots.answers(row) == sheet
        assert at(encoded.diagrams, encoded.outcome, row) == everybody.rank[key]
        assert _rank(encoded, encoded.levels, row) == everybody.rank[key]
        fired = {firing.id: firing.rank for firing in encoded.firings if at(encoded.diagrams, firing.when, row)}
        assert fired == everybody.fired[key]
    ranks = list(everybody.distinct.values())
    names = [outcome.id for outcome in everybody.ruleset.outcomes]
    assert sheets_by_outcome(encoded) == {name: ranks.count(rank) for rank, name in enumerate(names)}
    assert all_sheets(encoded) == len(ranks)
    _weighs(encoded, everybody)


def _rank(encoded: Encoded, levels: Levels, row: Row) -> int:
    """The only rank whose level a row reaches without reaching the next."""
    reached = [bool(at(encoded.diagrams, level, row)) for level in levels]
    (rank,) = [rank for rank, (level, above) in enumerate(pairwise(reached)) if level and not above]
    return rank


def _weighs(encoded: Encoded, everybody: Everybody) -> None:
    weights = [[(value + 1) / (size * (size + 1) / 2) for value in range(size)] for size in encoded.diagrams.sizes]
    expected = [0.0] * (encoded.worst + 1)
    for key, sheet in everybody.full.items():
        likely = prod(weights[slot][value] for slot, value in encoded.slots.row(sheet).items())
        expected[everybody.rank[key]] += likely
    (found,) = by_outcome(encoded, [weights])
    assert all(isclose(one, other, abs_tol=1e-9) for one, other in zip(found, expected, strict=True))


def nearest_people(encoded: Encoded, everybody: Everybody) -> None:
    """The nearest sheet on which something fires, or which gets less than an outcome."""
    calm = encoded.slots.calm
    for firing in encoded.firings:
        row = nearest(encoded, firing.when)
        fewest = everybody.fewest(lambda key, id=firing.id: id in everybody.fired[key], calm)
        assert (row is None) == (fewest is None)
        assert row is None or len(everybody.departures(encoded.slots.answers(row), calm)) == fewest
    for rank in range(1, encoded.worst + 1):
        row = nearest(encoded, encoded.levels[rank])
        fewest = everybody.fewest(lambda key, rank=rank: everybody.rank[key] >= rank, calm)
        assert (row is None) == (fewest is None)
        assert row is None or len(everybody.departures(encoded.slots.answers(row), calm)) == fewest


def no_answer_lowers(encoded: Encoded, everybody: Everybody) -> None:
    """P2: the answers that lower the outcome, and the nearest person for each."""
    calm = encoded.slots.calm
    expected = set()
    for question in everybody.ruleset.questions:
        for low, high in _must_not_lower(question):
            lowering = _lowering(everybody, question, low, high)
            fewest = everybody.fewest(lowering, calm, question.id)
            if fewest is not None:
                expected.add((question.id, low, high, fewest))
        expected |= _ticks_that_lower(encoded, everybody, question)
    for failure in monotone(encoded).failures:
        found = _pair(everybody, failure, calm)
        if question_of(everybody, failure).choose == "one":
            assert found in expected
            expected.discard(found)
        else:
            assert found[3] in {fewest for question, _, _, fewest in expected if question == failure.question}
    rest = {question for question, *_ in expected}
    assert rest <= {failure.question for failure in monotone(encoded).failures}
    assert all(everybody.ruleset.question_by_id[question].choose == "any" for question in rest)


def question_of(everybody: Everybody, failure: Failure) -> Question:
    """The question that a failure is about."""
    return everybody.ruleset.question_by_id[str(failure.question)]


def _must_not_lower(question: Question) -> set[tuple[frozenset[str], frozenset[str]]]:
    """Pairs of answers to a question that takes one, of which the second must not be worth less."""
    ids = [choice.id for choice in question.choices]
    pairs = [] if question.is_context or question.choose == "any" else list(pairwise(ids))
    if question.reassuring and question.choose == "one":
        pairs += [(question.reassuring, choice) for choice in ids if choice != question.reassuring]
    return {(frozenset([low]), frozenset([high])) for low, high in pairs}


def _lowering(
    everybody: Everybody, question: Question, low: frozenset[str], high: frozenset[str]
) -> Callable[[Key], bool]:
    def lowers(key: Key) -> bool:
        before, after = (everybody.changed(key, question.id, picked) for picked in (low, high))
        return everybody.rank[before] > everybody.rank[after]

    return lowers


def _ticks_that_lower(encoded: Encoded, everybody: Everybody, question: Question) -> set[tuple]:
    found = set()
    none = frozenset([str(question.none)])
    for low in answers_to(question) if question.choose == "any" else ():
        for high in answers_to(question):
            one_more = not question.is_context and len(high - none) == len(low - none) + 1 and low - none <= high
            if one_more or low == frozenset([str(question.reassuring)]) != high:
                fewest = everybody.fewest(_lowering(everybody, question, low, high), encoded.slots.calm, question.id)
                if fewest is not None:
                    found.add((question.id, low, high, fewest))
    return found


def _pair(everybody: Everybody, failure: Failure, calm: object) -> tuple:
    """The question of a failure, the two answers compared, and in how many other places its example departs."""
    low, high = failure.examples
    question = str(failure.question)
    places = set().union(*(everybody.departures(e.answers, calm, question) for e in (low, high)))
    ranks = everybody.ruleset.rank
    assert ranks[low.outcome] > ranks[high.outcome]
    return question, low.answers[question], high.answers[question], len(places)


def rules_decide(encoded: Encoded, everybody: Everybody) -> None:
    """P3: which rules and choices never decide, and what covers them."""
    for firing in encoded.firings:
        fires = [fired for fired in everybody.fired.values() if firing.id in fired]
        rivals = [{id for id, rank in fired.items() if rank >= firing.rank and id != firing.id} for fired in fires]
        if not fires:
            continue
        cover = covering(encoded, firing)
        assert (cover is None) == any(not others for others in rivals)
        if cover is not None:
            names = {other.id for other in cover}
            assert all(names & others for others in rivals)
            assert all(any(not names - {left} & others for others in rivals) for left in names)


def questions_matter(encoded: Encoded, everybody: Everybody) -> None:
    """P4: which questions and choices change nothing."""
    dead = {failure.question for failure in effect(encoded).failures}
    for question in everybody.ruleset.questions:
        changes = any(
            everybody.result[key] != everybody.result[everybody.changed(key, question.id, picked)]
            for key in everybody.full
            for picked in answers_to(question)[1:]
        )
        asked = any(question.id in counted for counted in everybody.counted.values())
        assert (question.id in dead) == (asked and not changes)
        if question.choose == "one":
            (slot,) = encoded.slots.of[question.id]
            groups = {tuple(group) for group in same_values(encoded, slot)}
            assert groups == _alike(everybody, question)


def _alike(everybody: Everybody, question: Question) -> set[tuple[int, ...]]:
    groups: dict[tuple, list[int]] = {}
    for value, choice in enumerate(question.choices):
        picked = frozenset([choice.id])
        results = tuple(everybody.result[everybody.changed(key, question.id, picked)] for key in everybody.full)
        groups.setdefault(results, []).append(value)
    return {tuple(group) for group in groups.values()}


def guarantees_hold(encoded: Encoded, everybody: Everybody) -> None:
    """P5: which guarantees break, and the nearest person for each."""
    calm, ranks = encoded.slots.calm, everybody.ruleset.rank
    said = {failure.says.split("'")[1]: failure for failure in guarantees(encoded, SOUND).failures}
    for guarantee in everybody.ruleset.guarantees:
        least, most = guarantee.at_least or guarantee.exactly, guarantee.at_most or guarantee.exactly
        low, high = ranks[least] if least else 0, ranks[most] if most else len(ranks)
        about = {key for key in everybody.full if everybody.holds(guarantee.whenever, key)}
        too_low = {key for key in about if everybody.rank[key] < low}
        broken = too_low or {key for key in about if everybody.rank[key] > high}
        assert (guarantee.id in said) == (bool(broken) or not about)
        if broken:
            (example,) = said[guarantee.id].examples
            fewest = everybody.fewest(broken.__contains__, calm)
            assert len(everybody.departures(example.answers, calm)) == fewest


def journeys_agree(encoded: Encoded, everybody: Everybody) -> None:
    """P6: whom the engine asks what, and with which outcome it ends."""
    journeys = Journeys(encoded)
    compiled = compile_ruleset(everybody.ruleset)
    for key, sheet in everybody.full.items():
        row = encoded.slots.row(sheet)
        walked = journey(compiled, sheet)
        asked = {question.id for page in walked.asked.values() for question in page}
        assert {name for name, diagram in journeys.asked.items() if at(encoded.diagrams, diagram, row)} == asked
        assert walked.assessment is not None
        assert _rank(encoded, journeys.levels, row) == everybody.ruleset.rank[walked.assessment.outcome.id]
        assert everybody.rank[key] == everybody.ruleset.rank[walked.assessment.outcome.id]
    verdict = same_as_asking_all(encoded, journeys)
    assert verdict.failures == ()
    assert {note.split("'")[1] for note in verdict.notes} == set(_guides_missed(everybody))


def _guides_missed(everybody: Everybody) -> Iterator[str]:
    """The guides that somebody's whole sheet offers, and their journey does not."""
    compiled = compile_ruleset(everybody.ruleset)
    for key, sheet in everybody.full.items():
        told = journey(compiled, sheet).answers
        offered = everybody.result[key][1]
        for guide in everybody.ruleset.guides:
            if guide.id in offered and guide.when and not reference.holds(everybody.ruleset, guide.when, told):
                yield guide.id


def all_are_reached(encoded: Encoded, everybody: Everybody) -> None:
    """P7: what nobody reaches."""
    ruleset = everybody.ruleset
    fired = {id for fired in everybody.fired.values() for id in fired}
    expected = [o.name for rank, o in enumerate(ruleset.outcomes) if rank not in everybody.rank.values()]
    asked = {question for counted in everybody.counted.values() for question in counted}
    expected += [question.text for question in ruleset.questions if question.id not in asked]
    expected += [rule.id for rule in ruleset.rules if rule.id not in fired]
    results = everybody.result.values()
    expected += [g.id for g in ruleset.guides if not any(g.id in guides for _, guides, _ in results)]
    expected += [n.id for n in ruleset.notes if not any(n.id in notes for _, _, notes in results)]
    found = reachable(encoded, sheets_by_outcome(encoded)).failures
    assert len(found) == len(expected)
    assert all(any(name in failure.says for failure in found) for name in expected)


def doubt_is_safe(encoded: Encoded, everybody: Everybody) -> None:
    """P8: where "not sure" is worth less than it must be."""
    expected = set()
    for question in everybody.ruleset.questions:
        if NOT_SURE not in question.choice_by_id:
            continue
        low = [question.reassuring or question.none or question.choices[0].id]
        if question.is_context:
            low = [choice.id for choice in question.choices if choice.id != NOT_SURE]
        for choice in low:
            lowers = _lowering(everybody, question, frozenset([choice]), frozenset([NOT_SURE]))
            fewest = everybody.fewest(lowers, encoded.slots.calm, question.id)
            if fewest is not None:
                expected.add((question.id, frozenset([choice]), frozenset([NOT_SURE]), fewest))
    found = doubt(encoded).failures
    assert {_pair(everybody, failure, encoded.slots.calm) for failure in found} == expected


CHECKS: tuple[Callable[[Encoded, Everybody], None], ...] = (
    outcomes,
    nearest_people,
    no_answer_lowers,
    rules_decide,
    questions_matter,
    guarantees_hold,
    journeys_agree,
    all_are_reached,
    doubt_is_safe,
)
