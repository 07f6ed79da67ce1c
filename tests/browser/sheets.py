"""What the visitors of the browser tests answer: the reassuring choice, except where their case says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import NOT_SURE, Question

Sheet = Mapping[str, str | list[str]]

CONTEXT = {"age_years": "16_44", "pregnancy": "no", "pain_duration": "under_2w"}
"""Answers to the questions that have no reassuring choice."""

CASES: dict[str, dict[str, str | list[str]]] = {
    "guides": {},
    "routine": {"both_legs": "long_unchecked"},
    "soon": {"night_pain": "no_position_helps"},
    "days": {"weight_loss": "yes"},
    "same_day": {"fever_chills": "no_clear_cause"},
    "emergency": {"saddle_numbness": "yes"},
}
"""For each outcome one plain case: outcome id → the answers that are not reassuring."""

NOT_SURE_ABOUT_ANYTHING = {
    question.id: NOT_SURE
    for question in load_ruleset(shipped("rules.yaml")).questions
    if NOT_SURE in question.choice_by_id
}
"""Not sure wherever one may be."""

LONG_JOURNEY = {"age_years": "45_49", "pregnancy": "late", "pain_duration": "over_3m"}
"""Answers that open as many questions as one person can be asked."""

MUCH_TO_SAY: dict[str, dict[str, str | list[str]]] = {
    "much to say, guides": LONG_JOURNEY
    | {
        "risk_list": ["aneurysm", "diabetes", "not_sure", "osteoporosis", "recent_infection", "spine_procedure"],
    },
    "much to say, routine": LONG_JOURNEY
    | {
        "pregnancy": "early_or_maybe",
        "leg_weakness": "long_unchecked",
        "lump_shape": "not_sure",
        "began_before_45": "yes",
    },
    "much to say, soon": LONG_JOURNEY
    | {
        "pregnancy": "not_sure",
        "weight_loss": "not_sure",
        "risk_list": "steroids",
        "began_before_45": "not_sure",
        "axspa_signs": ["buttock", "ibd", "morning_stiff", "not_sure", "nsaid_48h", "psoriasis"],
    },
    "much to say, days": LONG_JOURNEY
    | {"pregnancy": "postnatal", "weight_loss": "not_sure", "risk_list": "osteoporosis", "minor_trauma": "yes"},
    "much to say, same_day": LONG_JOURNEY
    | {
        "age_years": "16_44",
        "pregnancy": "postnatal",
        "leg_weakness": "long_unchecked",
        "sexual_change": "prefer_not",
        "weight_loss": "yes",
        "unwell_weeks": "not_sure",
        "cancer_history": "past",
        "risk_list": ["aneurysm", "not_sure"],
        "daily_life": "a_lot",
        "axspa_signs": [
            "better_moving",
            "buttock",
            "ibd",
            "joints_heels",
            "morning_stiff",
            "not_sure",
            "psoriasis",
            "red_eye",
            "wakes_late_night",
        ],
    },
    "much to say, emergency": LONG_JOURNEY
    | {
        "sudden_severe": "not_sure",
        "age_years": "50_59",
        "unwell_weeks": "yes",
        "risk_list": [
            "aneurysm",
            "blood_thinner",
            "immune",
            "line_dialysis",
            "not_sure",
            "recent_infection",
            "spine_procedure",
        ],
    },
    "not sure about anything": NOT_SURE_ABOUT_ANYTHING,
}
"""Answer sheets with nearly every question asked and many answers that need words: the longest print-outs."""

ON_THE_FIRST_PAGE = {"very_unwell": "yes"}
"""Answers that need nothing more to be an emergency."""


def picks_for(question: Question, sheet: Sheet) -> list[str]:
    """The ids of the choices that a visitor with this sheet picks."""
    picked = sheet.get(question.id) or CONTEXT.get(question.id) or question.reassuring
    assert picked, f"no answer for {question.id}"
    return [picked] if isinstance(picked, str) else list(picked)
