"""Hypothesis strategies: two small rule sets, one of which was made from the other by a few edits."""

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.engine.random_rulesets import OUTCOMES
from tests.verification.small_rulesets import MOST_SHEETS, small_rulesets
from tests.verification.small_rulesets import _criteria as criteria
from triage.ruleset.model import RuleSet

SOFT = [{"id": name, "text": name} for name in ("no", "not_sure", "yes")]


@st.composite
def two_rulesets(draw: st.DrawFn) -> tuple[RuleSet, RuleSet]:
    """A rule set before and after one to four edits."""
    ruleset = draw(small_rulesets())
    data = ruleset.model_dump(mode="json", exclude_none=True)
    for _ in range(draw(st.integers(1, 4))):
        _edit(draw, data)
    try:
        edited = RuleSet.model_validate(data)
    except ValidationError:
        assume(False)
        raise
    return (ruleset, edited) if draw(st.booleans()) else (edited, ruleset)


def _edit(draw: st.DrawFn, data: dict) -> None:
    questions = [question for page in data["pages"] for question in page["questions"]]
    rules, question = data["rules"], draw(st.sampled_from(questions))
    kinds = ["price", "choice", "gate", "extra question", "another kind", "guide", "context"]
    kinds += ["rule out", "rule's outcome", "rule's criterion", "shuffle", "renamed rule"] * (2 * bool(rules))
    match draw(st.sampled_from(kinds)):
        case "rule out":
            rules.remove(draw(st.sampled_from(rules)))
        case "rule's outcome":
            draw(st.sampled_from(rules))["outcome"] = draw(st.sampled_from(OUTCOMES[1:]))
        case "rule's criterion":
            draw(st.sampled_from(rules))["when"] = draw(criteria(questions))
        case "shuffle":
            rules[:] = draw(st.permutations(rules))
        case "renamed rule":
            draw(st.sampled_from(rules))["id"] = f"named{draw(st.integers(0, 99))}"
        case "price":
            choice = draw(st.sampled_from(question["choices"]))
            choice.pop("outcome", None)
            if choice["id"] != question.get("reassuring") and question.get("order") != "none" and draw(st.booleans()):
                choice["outcome"] = draw(st.sampled_from(OUTCOMES[1:]))
        case "choice" if all(choice["id"] != "extra" for choice in question["choices"]):
            question["choices"].insert(1, {"id": "extra", "text": "extra"})
        case "gate":
            _gate(draw, data)
        case "extra question" if len(questions) < 4:
            more = {
                "id": f"more{len(questions)}",
                "label": "more",
                "text": "more?",
                "choices": [dict(choice) for choice in SOFT],
            }
            data["pages"][-1]["questions"].append(more)
            rules.append(
                {"id": "seen", "outcome": "soon", "when": {more["id"]: "yes"}, "because": "Drawn.", "sources": []}
            )
        case "another kind" if question.get("choose") == "any":
            question["choose"] = "one"
            del question["none"]
        case "guide" if data["guides"]:
            data["guides"][0]["up_to"] = draw(st.sampled_from(OUTCOMES))
        case "context" if not question.get("reassuring"):
            question["order"] = "none" if question.get("order") != "none" else "worry"


def _gate(draw: st.DrawFn, data: dict) -> None:
    at = draw(st.integers(0, len(data["pages"]) - 1))
    question = draw(st.sampled_from(data["pages"][at]["questions"]))
    earlier = [question for page in data["pages"][:at] for question in page["questions"]]
    question.pop("ask_when", None)
    if earlier and draw(st.booleans()):
        question["ask_when"] = draw(criteria(earlier))


SMALL = 2 * MOST_SHEETS
"""The most full sheets of both together that a test looks at one by one."""
