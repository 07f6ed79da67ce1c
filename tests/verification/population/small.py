"""A crowd and a rule set so small that everybody in it can be listed."""

from __future__ import annotations

from tests.engine.random_rulesets import OUTCOMES, PLACE
from triage.ruleset.model import RuleSet
from triage.verification.population.cohort import Cohort
from triage.verification.population.cohort_file import cohort_from

COHORT = """\
version: "1"
tiers: [guides, soon, same_day, emergency]
counts_as: {routine: soon, days: soon}
age_bands: {young: [18, 49], old: [50, 90]}
classes:
- id: ordinary
  label: Ordinary
  share: {value: rest}
  target: guides
  female: {value: 0.6}
  age: {bands: [[18, 19, 0.25], [48, 53, 0.75]]}
- id: ill
  label: Ill
  share: {value: 0.1}
  target: emergency
  floor: same_day
  female: {value: 0.3}
  age: {bands: [[40, 60, 1]]}
  answers:
    numb: {p: {"yes": 0.7, not_sure: 0.1}}
    signs: {lines: {fever: 0.5}}
defaults:
  numb: {p: {"yes": 0.02, not_sure: 0.05}, rest: "no"}
  pregnant: {p: {maybe: 0.1}, rest: "no", only_if: "female and 18<=age<=49"}
  signs: {lines: {fever: 0.03}, lines_by_age: {thin: {young: 0.01, old: 0.2}}}
  cancer: {p_by_age: {young: {"yes": 0.01, not_sure: 0}, old: {"yes": 0.1, not_sure: 0.02}}, rest: "no"}
warnings:
  numb: ["yes", not_sure]
  signs: [fever]
  cancer: ["yes", not_sure]
scenarios:
- {id: base, label: As written}
- {id: some, label: Some say yes more readily, over_endorse: {share: 0.1, odds: 4}}
- {id: double, label: Twice the odds, over_endorse: {share: 1, odds: 2, only_defaults: true}}
- {id: vague, label: Asked vaguely, set_defaults: {numb: {"yes": 0.2}}}
- {id: clear, label: Half of the doubt cleared, resolve_not_sure: 0.5}
- {id: deny, label: A tenth denied, deny: 0.1}
alarm_budget:
- {outcomes: [emergency], at_most: 0.05}
- {outcomes: [guides], at_least: 0.6}
"""


def small_cohort() -> Cohort:
    """The crowd."""
    return cohort_from(COHORT, "small.yaml")


def _asks(name: str, *choices: str, **more: object) -> dict[str, object]:
    return {"id": name, "label": name, "text": f"{name}?", "choices": [_choice(c) for c in choices], **more}


def _choice(written: str) -> dict[str, str]:
    name, _, outcome = written.partition(">")
    return {"id": name, "text": name} | ({"outcome": outcome} if outcome else {})


def small_ruleset() -> RuleSet:
    """A rule set that asks this crowd, with a question and a choice that the cohort is silent on."""
    first = [
        _asks("age_years", "under_20", "20_49", "50_plus", order="none"),
        _asks("numb", "no", "not_sure>soon", "yes>emergency", reassuring="no"),
        _asks("pregnant", "no", "maybe", order="none"),
    ]
    second = [
        _asks("signs", "none", "not_sure>soon", "fever>soon", "thin", choose="any", none="none", reassuring="none"),
        _asks("cancer", "no", "not_sure", "yes", ask_when={"age_years": "50_plus"}),
        _asks("unheard_of", "no", "not_sure>soon", "yes>emergency", reassuring="no"),
    ]
    rules = [
        ("fever-and-thin", "emergency", {"all": [{"signs": "fever"}, {"signs": "thin"}]}),
        ("fever-when-pregnant", "same_day", {"all": [{"signs": "fever"}, {"pregnant": "maybe"}]}),
        ("cancer-and-doubt", "same_day", {"all": [{"cancer": ["yes", "not_sure"]}, {"numb": ["yes", "not_sure"]}]}),
    ]
    return RuleSet.model_validate(
        {
            "version": "0",
            "intended_use": "Tests.",
            "outcomes": [{"id": o, "name": o, "heading": o, "means": o, "told": o} for o in OUTCOMES],
            "pages": [
                {"id": "first", "title": "First", "questions": first},
                {"id": "second", "title": "Second", "questions": second},
            ],
            "rules": [{"id": i, "outcome": o, "when": w, "because": "Made up.", "sources": []} for i, o, w in rules],
            "places": [PLACE],
        }
    )
