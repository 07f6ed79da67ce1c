"""One table: what each criterion means, for the plain evaluator and for the compiled form alike."""

import pytest

from triage.engine import reference
from triage.engine.compiled import compile_ruleset
from triage.engine.sheet import read_answers
from triage.ruleset.fields import criterion_from

CASES = [
    ("one choice, picked", {"numb": "yes"}, {"numb": "yes"}, True),
    ("one choice, another picked", {"numb": "yes"}, {"numb": "no"}, False),
    ("one of several choices", {"numb": ["not_sure", "yes"]}, {"numb": "not_sure"}, True),
    ("a question without an answer", {"numb": "yes"}, {}, False),
    ("unsure does not satisfy a question with an order of worry", {"numb": "yes"}, {"numb": "not_sure"}, False),
    ("unsure satisfies a context question", {"age": "old"}, {"age": "not_sure"}, True),
    ("one tick among several", {"risks": "steroids"}, {"risks": ["steroids", "diabetes"]}, True),
    ("a group", "old", {"age": "old"}, True),
    ("a group of a group", "old_or_numb", {"age": "old"}, True),
    ("all parts", {"all": [{"numb": "yes"}, "old"]}, {"numb": "yes", "age": "old"}, True),
    ("all parts but one", {"all": [{"numb": "yes"}, "old"]}, {"numb": "yes", "age": "young"}, False),
    ("any part", {"any": [{"numb": "yes"}, "old"]}, {"numb": "no", "age": "old"}, True),
    ("no part", {"any": [{"numb": "yes"}, "old"]}, {"numb": "no", "age": "young"}, False),
    (
        "at least two entries that name one question",
        {"at_least": {"n": "2", "of": [{"risks": "steroids"}, {"risks": "diabetes"}]}},
        {"risks": ["steroids", "diabetes"]},
        True,
    ),
    (
        "one entry counts once",
        {"at_least": {"n": "2", "of": [{"risks": ["steroids", "diabetes"]}, {"numb": "yes"}]}},
        {"risks": ["steroids", "diabetes"], "numb": "no"},
        False,
    ),
]


@pytest.mark.parametrize(("criterion", "given", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_criterion_holds_exactly_when_it_says_so(small_ruleset, criterion, given, expected):
    answers = read_answers(small_ruleset, given)
    parsed = criterion_from(criterion)
    compiled = compile_ruleset(small_ruleset)
    assert reference.holds(small_ruleset, parsed, answers) is expected
    assert bool(compiled.node_of(parsed).test(compiled.layout.pack(answers))) is expected
