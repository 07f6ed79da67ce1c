"""What becomes of each mutant, on random small rule sets, against every answer sheet looked at one by one."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.random_rulesets import OUTCOMES, sheets
from tests.verification.brute_force import Everybody
from tests.verification.small_rulesets import small_rulesets, telling_ruleset
from triage.engine import reference
from triage.engine.compiled import compile_ruleset
from triage.engine.sheet import Answers
from triage.ruleset.model import Guarantee, RuleSet
from triage.verification.mutation.mutants import AskedWhen, GroupMeans, mutants, mutated
from triage.verification.mutation.mutate import mutation
from triage.verification.mutation.report import mutation_lines
from triage.verification.mutation.verdict import Fate, Mutation, Tried
from triage.verification.vignettes import Vignette, run_vignettes
from triage.verification.words import answers_phrase


@st.composite
def vignettes(draw: st.DrawFn, ruleset: RuleSet) -> Vignette:
    """Mostly right, now and then about a rule, a known miss or plainly wrong."""
    answers = draw(sheets(ruleset))
    right = reference.outcome_of(ruleset, answers)
    names = st.sampled_from([None, *(rule.id for rule in ruleset.rules)])
    known_miss = draw(st.sampled_from([None, None, "Drawn."]))
    expected = [right] * 6 + list(OUTCOMES) if known_miss is None else [o for o in OUTCOMES if o != right]
    return Vignette(
        sentence="Drawn.",
        answers=answers,
        expect=(draw(st.sampled_from(expected)),),
        acceptable=tuple(draw(st.lists(st.sampled_from(OUTCOMES), max_size=1))),
        source="",
        file="",
        line=0,
        case=None,
        serious=None,
        because=draw(names),
        not_because=draw(names),
        known_miss=known_miss,
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_rulesets(), st.data(), st.randoms(use_true_random=False))
def test_the_verdict_on_a_mutant_is_what_looking_at_everybody_gives(ruleset, data, chance):
    watching = data.draw(st.lists(vignettes(ruleset), min_size=3, max_size=3))
    found = mutation(ruleset, watching)
    assert [one.mutant for one in found.tried] == list(mutants(ruleset))
    _looked_at(found, watching, Everybody(ruleset), _one_of_each_kind(found, chance))


@pytest.mark.parametrize("watched", range(10))
def test_the_same_holds_of_every_mutant_where_groups_and_questions_hang_on_others(watched):
    ruleset = nested_ruleset()
    everybody = Everybody(ruleset)
    watching = list(_telling_vignettes(everybody))[16 * watched : 16 * watched + 3] if watched else []
    found = mutation(ruleset, watching)
    _looked_at(found, watching, everybody, list(found.tried))
    assert {one.fate for one in found.tried} == set(Fate)


def nested_ruleset() -> RuleSet:
    """A group within a group, a question that hangs on another that hangs on a third, and a rule that never decides."""
    data = telling_ruleset().model_dump(mode="json", exclude_none=True)
    kind, first, second, _, third, gated = (q for page in data["pages"] for q in page["questions"])
    third["ask_when"] = {"gated": ["not_sure", "yes"]}
    for page, questions in zip(data["pages"], ([kind, first], [gated], [third, second]), strict=True):
        page["questions"] = questions
    surely = {"first": "yes"}
    data["groups"] = {
        "inner": {"first": ["not_sure", "yes"]},
        "outer": {"any": ["inner", {"second": "yes"}]},
        "surely": surely,
        "shown": {"all": [surely, {"second": "yes"}, {"third": ["not_sure", "yes"]}]},
    }
    counted = {"at_least": {"n": "2", "of": [surely, {"third": "yes"}, {"second": "yes"}]}}
    criteria = {
        "deep": ("soon", {"all": ["outer", {"third": ["not_sure", "yes"]}]}),
        "counted": ("same_day", counted),
        "certain": ("soon", {"all": ["surely", {"gated": "not_sure"}]}),
        "covered": ("soon", {"all": ["surely", {"third": "yes"}, {"second": "yes"}]}),
    }
    data["rules"] = [
        {"id": name, "outcome": outcome, "when": when, "because": "Planted.", "sources": []}
        for name, (outcome, when) in criteria.items()
    ]
    data["guarantees"] = [
        {"id": "low", "says": "Planted.", "whenever": {"third": "yes"}, "at_most": "same_day"},
        {"id": "high", "says": "Planted.", "whenever": {"all": ["surely", {"second": "yes"}]}, "at_least": "same_day"},
    ]
    data["guides"] = [
        {"id": "some", "up_to": "guides", "when": "shown", "reason": "Planted."},
        {"id": "more", "up_to": "soon", "when": "shown", "reason": "Planted."},
    ]
    return RuleSet.model_validate(data)


def _telling_vignettes(everybody: Everybody) -> Iterator[Vignette]:
    """Of every sheet: what alone decides, or what does not fire, or a miss that is known."""
    names = [rule.id for rule in everybody.ruleset.rules]
    for number, (key, sheet) in enumerate(everybody.full.items()):
        rank, fired = everybody.rank[key], everybody.fired[key]
        right, top = everybody.ruleset.outcomes[rank].id, [name for name, own in fired.items() if own == rank]
        if number % 3 == 0:
            yield _vignette(sheet, expect=everybody.ruleset.outcomes[rank + 1].id, known_miss="Planted.")
        elif number % 3 == 1 and len(top) == 1:
            yield _vignette(sheet, expect=right, because=top[0])
        else:
            yield _vignette(sheet, expect=right, not_because=next((n for n in names if n not in fired), None))


def _vignette(
    answers: Answers,
    *,
    expect: str,
    because: str | None = None,
    not_because: str | None = None,
    known_miss: str | None = None,
) -> Vignette:
    """A vignette of that outcome."""
    return Vignette("Planted.", answers, (expect,), (), "", "", 0, None, None, because, not_because, known_miss)


def _looked_at(found: Mutation, watching: list[Vignette], everybody: Everybody, tried: list[Tried]) -> None:
    for one in tried:
        other = Everybody(mutated(everybody.ruleset, one.mutant.change))
        falls = [key for key, rank in everybody.rank.items() if other.rank[key] < rank]
        rises = [key for key, rank in everybody.rank.items() if other.rank[key] > rank]
        assert (one.lowers, one.raises) == (bool(falls), bool(rises)), one.mutant.says
        if not falls and not rises:
            assert one.fate is Fate.HARMLESS
            assert set(one.also) == _shown_apart(everybody, other)
        elif _complains(watching, everybody, other) or _breaks(everybody, other):
            assert one.fate is Fate.KILLED, one.mutant.says
        else:
            assert one.fate is Fate.SURVIVED, f"{one.mutant.says} {one.by}"
            _tells_the_truth(found, one, everybody, other)


def _one_of_each_kind(found: Mutation, chance: Random) -> list[Tried]:
    """Each that is looked at takes a look at every sheet, so that all would take long."""
    return [chance.choice([one for one in found.tried if one.mutant.kind == kind]) for kind in found.kinds]


def _complains(watching: list[Vignette], everybody: Everybody, other: Everybody) -> bool:
    before = run_vignettes(compile_ruleset(everybody.ruleset), watching)
    after = run_vignettes(compile_ruleset(other.ruleset), watching)
    return any(b.complaint is None and a.complaint for b, a in zip(before, after, strict=True))


def _breaks(everybody: Everybody, other: Everybody) -> bool:
    return any(_holds(everybody, g) and not _holds(other, g) for g in everybody.ruleset.guarantees)


def _holds(everybody: Everybody, guarantee: Guarantee) -> bool:
    ranks = everybody.ruleset.rank
    least = ranks[guarantee.at_least or guarantee.exactly or everybody.ruleset.outcomes[0].id]
    most = ranks[guarantee.at_most or guarantee.exactly or everybody.ruleset.outcomes[-1].id]
    about = [rank for key, rank in everybody.rank.items() if everybody.holds(guarantee.whenever, key)]
    return bool(about) and all(least <= rank <= most for rank in about)


def _shown_apart(everybody: Everybody, other: Everybody) -> set[str]:
    found = set()
    for key, (_, guides, notes) in everybody.result.items():
        _, new_guides, new_notes = other.result[key]
        found |= {f"guide '{name}'" for name in {*guides} ^ {*new_guides}}
        found |= {f"note '{name}'" for name in {*notes} ^ {*new_notes}}
    return found


def _tells_the_truth(found: Mutation, one: Tried, everybody: Everybody, other: Everybody) -> None:
    """The telling sheets are of real people, and no person nearer to the calm sheet would do."""
    for told, sign in ((one.fall, -1), (one.rise, 1)):
        telling = {key: rank for key, rank in everybody.rank.items() if sign * (other.rank[key] - rank) > 0}
        assert (told is None) == (not telling)
        if told is None:
            continue
        people = [key for key in telling if everybody.counted[key] == told.example.answers]
        assert told.example.outcome in {everybody.ruleset.outcomes[telling[key]].id for key in people}
        assert told.mutant in {everybody.ruleset.outcomes[other.rank[key]].id for key in people}
        newly = [{q: a for q, a in other.counted[key].items() if q not in told.example.answers} for key in people]
        assert told.asked in newly
        if not isinstance(one.mutant.change, AskedWhen):
            departures = len(everybody.departures(told.example.answers, found.calm))
            assert departures == everybody.fewest(lambda key, telling=telling: key in telling, found.calm)


def test_a_report_tells_the_answer_to_a_question_that_only_the_mutant_asks():
    ruleset = nested_ruleset()
    found = mutation(ruleset, [])
    lines = list(mutation_lines(ruleset, found))
    opened = [one for one in found.raising if one.rise and one.rise.asked]
    assert opened
    for one in opened:
        sheet = {**one.rise.example.answers, **one.rise.asked}
        assert reference.outcome_of(mutated(ruleset, one.mutant.change), sheet) == one.rise.mutant
        said = lines[lines.index(f"Raises somebody, and nothing notices: {one.mutant.says}") + 1]
        worrying = {question: picked for question, picked in one.rise.asked.items() if picked != found.calm[question]}
        assert worrying
        assert said.endswith(f"and, asked only then, {answers_phrase(ruleset, worrying)}")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_rulesets())
def test_a_suggested_vignette_kills_what_it_claims_and_only_questions_asked_of_more_people_are_left(ruleset):
    found = mutation(ruleset, [])
    killed = []
    for suggestion in found.suggested:
        assert reference.outcome_of(ruleset, suggestion.answers) == suggestion.outcome
        for mutant in suggestion.kills:
            assert reference.outcome_of(mutated(ruleset, mutant.change), suggestion.answers) != suggestion.outcome
        killed += suggestion.kills
    assert len(set(killed)) == len(killed)
    left = {one.mutant for one in (*found.lowering, *found.raising)} - set(killed)
    assert all(isinstance(mutant.change, AskedWhen | GroupMeans) for mutant in left)
    assert not left & {one.mutant for one in found.lowering if not one.raises}
