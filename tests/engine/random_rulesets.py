"""Hypothesis strategies: small random rule sets with every kind of question, and answer sheets for a rule set."""

from collections.abc import Mapping

from hypothesis import strategies as st

from triage.ruleset.model import NOT_SURE, Question, RuleSet

OUTCOMES = ("guides", "soon", "same_day", "emergency")
PLACE = {
    "id": "here",
    "name": "Here",
    "emergency_number": "112",
    "closed": "call 112",
    "doctor": "a doctor",
    "your_doctor": "your doctor",
    "hospital": "a hospital",
    "text_relay": "None.",
    "crisis": [],
    "source": "none",
    "status": "not_checked",
}


@st.composite
def rulesets(draw: st.DrawFn) -> RuleSet:
    """A rule set of 2 to 4 pages and up to 12 questions, with groups, gates and up to 8 rules."""
    earlier: list[dict] = []
    pages = []
    for number in range(draw(st.integers(2, 4))):
        questions = [draw(_question(f"q{number}_{index}", tuple(earlier))) for index in range(draw(st.integers(1, 3)))]
        pages.append({"id": f"p{number}", "title": f"Page {number}", "questions": questions})
        earlier += questions
    groups = {f"g{index}": draw(_criterion(tuple(earlier), ())) for index in range(draw(st.integers(0, 2)))}
    rules = [
        {
            "id": f"r{index}",
            "outcome": draw(st.sampled_from(OUTCOMES[1:])),
            "when": draw(_criterion(tuple(earlier), tuple(groups))),
            "because": "Drawn.",
            "sources": [],
        }
        for index in range(draw(st.integers(0, 8)))
    ]
    outcomes = [{"id": o, "name": o, "heading": o, "means": o, "told": o} for o in OUTCOMES]
    return RuleSet.model_validate(
        {
            "version": "0",
            "intended_use": "Tests.",
            "outcomes": outcomes,
            "pages": pages,
            "groups": groups,
            "rules": rules,
            "places": [PLACE],
        }
    )


@st.composite
def _question(draw: st.DrawFn, name: str, earlier: tuple[dict, ...]) -> dict:
    kind = draw(st.sampled_from(("one", "one", "any", "context")))
    drawn = [f"c{index}" for index in range(draw(st.integers(1, 3)))]
    question = {"id": name, "label": name, "text": f"{name}?"}
    if kind == "context":
        question |= {"order": "none", "choices": [{"id": c, "text": c} for c in (*drawn, NOT_SURE)]}
    else:
        worrying = [NOT_SURE, *drawn]
        prices = [draw(st.sampled_from((None, None, *OUTCOMES[1:]))) for _ in worrying]
        choices = [{"id": "no", "text": "No"}] + [
            {"id": c, "text": c} | ({"outcome": price} if price else {})
            for c, price in zip(worrying, prices, strict=True)
        ]
        question |= {"choose": kind, "reassuring": "no", "choices": choices}
        question |= {"none": "no"} if kind == "any" else {}
    if earlier and draw(st.booleans()):
        question["ask_when"] = draw(_picked(earlier))
    return question


@st.composite
def _picked(draw: st.DrawFn, questions: tuple[dict, ...]) -> dict:
    question = draw(st.sampled_from(questions))
    ids = [choice["id"] for choice in question["choices"]]
    return {question["id"]: draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))}


def _criterion(questions: tuple[dict, ...], groups: tuple[str, ...]) -> st.SearchStrategy:
    leaf = _picked(questions) | st.sampled_from(groups) if groups else _picked(questions)
    return st.recursive(leaf, _combined, max_leaves=5)


def _combined(part: st.SearchStrategy) -> st.SearchStrategy:
    parts = st.lists(part, min_size=1, max_size=3)
    return (
        parts.map(lambda p: {"all": p})
        | parts.map(lambda p: {"any": p})
        | parts.flatmap(lambda p: st.integers(1, len(p)).map(lambda n: {"at_least": {"n": str(n), "of": p}}))
    )


@st.composite
def sheets(draw: st.DrawFn, ruleset: RuleSet) -> Mapping[str, frozenset[str]]:
    """An answer to every question of the rule set, whether it applies or not."""
    return {question.id: draw(_answer(question)) for question in ruleset.questions}


def _answer(question: Question) -> st.SearchStrategy[frozenset[str]]:
    ids = [choice.id for choice in question.choices]
    if question.choose == "one":
        return st.sampled_from(ids).map(lambda c: frozenset([c]))
    ticks = st.frozensets(st.sampled_from([c for c in ids if c != question.none]), min_size=1)
    return ticks | st.just(frozenset([question.none]))
