"""A rule set small enough to hold in the head: three pages, five questions, two rules."""

import pytest

from tests.engine.random_rulesets import PLACE
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.ruleset.model import RuleSet


def _choices(*ids: str, **outcomes: str) -> list[dict]:
    return [
        {"id": i, "text": i, "you_said": f"you said {i}"} | ({"outcome": outcomes[i]} if i in outcomes else {})
        for i in ids
    ]


@pytest.fixture(scope="session")
def small_ruleset() -> RuleSet:
    flag = {"label": "l", "text": "t?", "reassuring": "no"}
    context = {"label": "l", "text": "t?", "order": "none"}
    tremble = {"yes": "same_day", "not_sure": "soon"}
    return RuleSet.model_validate(
        {
            "version": "0",
            "intended_use": "Tests.",
            "outcomes": [
                {"id": o, "name": o, "heading": o, "means": o, "told": o}
                for o in ("guides", "soon", "same_day", "emergency")
            ],
            "pages": [
                {
                    "id": "first",
                    "title": "First",
                    "questions": [
                        {
                            "id": "numb",
                            **flag,
                            "choices": _choices("no", "not_sure", "yes", yes="emergency", not_sure="soon"),
                        },
                        {"id": "age", **context, "choices": _choices("young", "old", "not_sure")},
                    ],
                },
                {
                    "id": "second",
                    "title": "Second",
                    "questions": [
                        {"id": "weak", **flag, "choices": _choices("no", "not_sure", "yes", **tremble)},
                        {
                            "id": "falls",
                            **flag,
                            "ask_when": {"age": "old"},
                            "choices": _choices("no", "not_sure", "yes", **tremble),
                        },
                    ],
                },
                {
                    "id": "third",
                    "title": "Third",
                    "questions": [
                        {
                            "id": "risks",
                            **flag,
                            "choose": "any",
                            "none": "no",
                            "choices": _choices("no", "not_sure", "diabetes", "steroids"),
                        }
                    ],
                },
            ],
            "groups": {"old": {"age": "old"}, "old_or_numb": {"any": ["old", {"numb": "yes"}]}},
            "rules": [
                {
                    "id": "weak-on-steroids",
                    "outcome": "emergency",
                    "when": {"all": [{"weak": "yes"}, {"risks": "steroids"}]},
                    "because": "x",
                    "sources": [],
                },
                {
                    "id": "old-with-diabetes",
                    "outcome": "soon",
                    "when": {"all": ["old", {"risks": "diabetes"}]},
                    "because": "x",
                    "sources": [],
                },
            ],
            "places": [PLACE],
        }
    )


@pytest.fixture(scope="session")
def small(small_ruleset: RuleSet) -> CompiledRuleSet:
    return compile_ruleset(small_ruleset)
