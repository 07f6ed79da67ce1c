"""The shipped rules are held in place: no slip that would lower somebody's outcome goes unnoticed."""

import pytest

from triage.resources import shipped
from triage.verification.mutation.mutants import AskedWhen, GroupMeans
from triage.verification.mutation.mutate import mutation
from triage.verification.mutation.verdict import Mutation
from triage.verification.vignettes import read_vignettes


@pytest.fixture(scope="module")
def found(rules) -> Mutation:
    return mutation(rules, read_vignettes(shipped("vignettes"), rules))


def test_no_mutant_that_lowers_somebody_survives(found):
    assert [one.mutant.says for one in found.lowering] == []
    assert found.lowering_score.share == 1
    assert found.holds


def test_what_else_survives_only_asks_more_people_a_question(found):
    assert [one.mutant.says for one in found.raising if not isinstance(one.mutant.change, AskedWhen | GroupMeans)] == []
    assert found.suggested == ()


def test_scores_add_up_to_all_mutants(found):
    assert found.score.of + len(found.harmless) == len(found.tried)
    assert sum(one.of for one in found.kinds.values()) == found.score.of
    assert sum(one.killed for one in found.kinds.values()) == found.score.killed


def test_without_the_pins_the_suggestions_would_hold_them_in_place_again(rules, found):
    judged = [vignette for vignette in read_vignettes(shipped("vignettes"), rules) if not vignette.pin]
    bare = mutation(rules, judged)
    killed = {mutant for suggestion in bare.suggested for mutant in suggestion.kills}
    assert bare.score.killed < found.score.killed
    assert {one.mutant for one in bare.lowering} <= killed
    assert bare.score.killed + len(killed) == found.score.killed
