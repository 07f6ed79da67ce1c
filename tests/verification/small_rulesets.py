"""Hypothesis strategies: rule sets so small that every answer sheet can be looked at, with guarantees and guides."""

from math import prod

from hypothesis import strategies as st

from tests.engine.random_rulesets import OUTCOMES, PLACE, rulesets
from triage.ruleset import mentions
from triage.ruleset.model import RuleSet

MOST_SHEETS = 700


def answers_to(question: dict) -> int:
    """How many answers a question has."""
    count = len(question["choices"])
    return count if question["choose"] == "one" else 2 ** (count - 1)


@st.composite
def small_rulesets(draw: st.DrawFn) -> RuleSet:
    """A rule set with up to MOST_SHEETS full sheets."""
    data = _cut(draw(rulesets()))
    questions = [question for page in data["pages"] for question in page["questions"]]
    if draw(st.booleans()):
        _take_prices(questions, reassured=draw(st.booleans()))
    criteria = _criteria(questions)
    for before, page in enumerate(data["pages"][1:], start=1):
        earlier = [question for done in data["pages"][:before] for question in done["questions"]]
        for question in page["questions"]:
            if draw(st.integers(0, 3)) == 0:
                question["ask_when"] = draw(_criteria(earlier) | _nobody(earlier))
    data["rules"] += [
        _rule(index, draw(st.sampled_from(OUTCOMES[1:])), draw(criteria)) for index in range(draw(st.integers(0, 5)))
    ]
    data["guarantees"] = [
        {"id": f"t{index}", "says": "Drawn.", "whenever": draw(criteria | _nobody(questions))}
        | {draw(st.sampled_from(("at_least", "at_most", "exactly"))): draw(st.sampled_from(OUTCOMES))}
        for index in range(draw(st.integers(0, 3)))
    ]
    outcome = st.sampled_from(OUTCOMES)
    data["guides"] = [
        {"id": f"h{index}", "up_to": draw(outcome), "when": draw(criteria), "reason": "Drawn."}
        for index in range(draw(st.integers(0, 2)))
    ]
    data["notes"] = [
        {"id": f"n{index}", "outcomes": [draw(outcome)], "when": draw(criteria), "text": "Drawn."}
        for index in range(draw(st.integers(0, 1)))
    ]
    return RuleSet.model_validate(data)


def _take_prices(questions: list[dict], *, reassured: bool) -> None:
    """Leave all outcomes to rules, so that more hangs on them."""
    for question in questions:
        for choice in question["choices"]:
            choice.pop("outcome", None)
        if not reassured:
            question.pop("reassuring", None)


def _rule(index: int, outcome: str, criterion: dict) -> dict:
    return {"id": f"s{index}", "outcome": outcome, "when": criterion, "because": "Drawn.", "sources": []}


def _cut(ruleset: RuleSet) -> dict:
    """The rule set as plain data, without the last questions, and without what names them."""
    data = ruleset.model_dump(mode="json", exclude_none=True)
    questions = [question for page in data["pages"] for question in page["questions"]]
    while prod(map(answers_to, questions)) > MOST_SHEETS:
        questions.pop()
    kept = {question["id"] for question in questions}
    for page in data["pages"]:
        page["questions"] = [question for question in page["questions"] if question["id"] in kept]
    data["pages"] = [page for page in data["pages"] if page["questions"]]
    data["rules"] = [
        r for r, rule in zip(data["rules"], ruleset.rules, strict=True) if _names(ruleset, rule.when) <= kept
    ]
    data["groups"] = {g: data["groups"][g] for g, part in ruleset.groups.items() if _names(ruleset, part) <= kept}
    return data


def _names(ruleset: RuleSet, criterion: object) -> set[str]:
    return {leaf.question for leaf in mentions.picked(ruleset, [criterion])}


def _criteria(questions: list[dict]) -> st.SearchStrategy:
    leaf = st.sampled_from(questions).flatmap(_leaf)
    return st.recursive(leaf, _combined, max_leaves=6)


def _leaf(question: dict) -> st.SearchStrategy:
    ids = [choice["id"] for choice in question["choices"]]
    return st.lists(st.sampled_from(ids), min_size=1, unique=True).map(lambda picked: {question["id"]: picked})


def _nobody(questions: list[dict]) -> st.SearchStrategy:
    """What no sheet satisfies, where the first question takes one choice and is no context question."""
    ids = [choice["id"] for choice in questions[0]["choices"]]
    return st.just({"all": [{questions[0]["id"]: ids[0]}, {questions[0]["id"]: ids[-1]}]})


def _combined(part: st.SearchStrategy) -> st.SearchStrategy:
    parts = st.lists(part, min_size=1, max_size=3)
    return (
        parts.map(lambda p: {"all": p})
        | parts.map(lambda p: {"any": p})
        | parts.flatmap(lambda p: st.integers(1, len(p)).map(lambda n: {"at_least": {"n": str(n), "of": p}}))
    )


def _soft(name: str, **more: object) -> dict:
    ids = ("no", "not_sure", "yes")
    return {"id": name, "label": name, "text": f"{name}?", **more, "choices": [{"id": i, "text": i} for i in ids]}


def telling_ruleset() -> RuleSet:
    """A rule set in which much can be skipped: parts of a rule that are settled, and questions that cannot open."""
    kind = {"id": "kind", "label": "kind", "text": "kind?", "order": "none"}
    pages = [
        [kind | {"choices": [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]}, _soft("first")],
        [_soft("second"), _soft("other")],
        [_soft("third"), _soft("gated", ask_when={"kind": "b"})],
    ]
    settled = {"all": [{"any": [{"first": "yes"}, {"second": "yes"}]}, {"third": "yes"}]}
    opened = {"all": [{"other": "yes"}, {"gated": "yes"}]}
    return RuleSet.model_validate(
        {
            "version": "0",
            "intended_use": "Tests.",
            "outcomes": [{"id": o, "name": o, "heading": o, "means": o, "told": o} for o in OUTCOMES],
            "pages": [{"id": f"p{n}", "title": "Page", "questions": questions} for n, questions in enumerate(pages)],
            "rules": [_rule(0, "soon", settled), _rule(1, "same_day", opened)],
            "places": [PLACE],
        }
    )
