"""``triage explain``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of, text_of
from triage.engine.paper import read_sheets
from triage.engine.sheet import read_answers
from triage.errors import TriageError, Unanswered, UnknownAnswer
from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.verification.encode import Encoded
from triage.verification.explaining.parts import explain_group, explain_guarantee, explain_outcome
from triage.verification.explaining.people import PersonExplained, explain_person
from triage.verification.explaining.plain_data import plain
from triage.verification.explaining.questions import explain_choice, explain_question
from triage.verification.explaining.report import Explained, explained_lines
from triage.verification.explaining.rules import explain_rule
from triage.verification.explaining.subjects import Subject, find
from triage.verification.vignettes import Vignette, read_vignettes


@click.command("explain")
@click.argument("subject")
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
@click.option(
    "--vignettes", "cases", type=click.Path(path_type=Path), default=None, help="The written cases to look at."
)
@RULES
def command(subject: str, as_json: bool, cases: Path | None, rules: Path | None) -> None:
    """Explain a part of the rule set, or one person's outcome.

    SUBJECT is the id of a rule, question, outcome, group or guarantee (as kind:id where two have it), a choice as
    question=choice, or a file of answers like those of 'triage assess', with one person; - is standard input.
    """
    ruleset = ruleset_of(rules)
    if subject == "-" or subject.endswith(".json"):
        encoded = Encoded(ruleset)
        found: Explained = _one_person(encoded, Path(subject))
    else:
        named = find(ruleset, subject)
        encoded = Encoded(ruleset)
        found = _explained(encoded, named, _vignettes(ruleset, cases, rules))
    click.echo(json.dumps(plain(found), indent=1) if as_json else "\n".join(explained_lines(encoded, found)))


def _one_person(encoded: Encoded, file: Path) -> PersonExplained:
    sheets = read_sheets(text_of(file), str(file))
    if len(sheets) != 1:
        raise TriageError(f"{file}: this has {len(sheets)} people. Put one in: they are explained one at a time")
    given = {question: picked for question, picked in sheets[0]["answers"].items() if picked not in (None, "", [])}
    try:
        return explain_person(encoded, read_answers(encoded.ruleset, given))
    except (UnknownAnswer, Unanswered) as error:
        raise TriageError(f"{file}: {error}. See the questions and their choices with: triage questions") from None


def _vignettes(ruleset: RuleSet, cases: Path | None, rules: Path | None) -> tuple[Vignette, ...]:
    """The written cases: those that are named, or the shipped ones, which are for the shipped rule set."""
    if cases is None and rules is not None:
        return ()
    return read_vignettes(cases or shipped("vignettes"), ruleset)


def _explained(encoded: Encoded, subject: Subject, vignettes: tuple[Vignette, ...]) -> Explained:
    match subject.kind:
        case "rule":
            return explain_rule(encoded, vignettes, subject.id)
        case "question":
            return explain_question(encoded, vignettes, subject.id)
        case "choice":
            question, _, choice = subject.id.partition("=")
            return explain_choice(encoded, vignettes, question, choice)
        case "outcome":
            return explain_outcome(encoded, subject.id)
        case "group":
            return explain_group(encoded, vignettes, subject.id)
        case "guarantee":
            return explain_guarantee(encoded, subject.id)
