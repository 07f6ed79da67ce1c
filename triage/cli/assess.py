"""``triage assess``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of, text_of
from triage.engine.compiled import compile_ruleset
from triage.engine.paper import Sheet, assess_sheet, read_sheets
from triage.ruleset.model import RuleSet


@click.command("assess")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON list.")
@RULES
def command(file: Path, as_json: bool, rules: Path | None) -> None:
    """Assess complete answer sheets: FILE is a JSON list of {"id", "answers": {question: choice or [choices]}}.

    An entry with an unknown id, or without an answer to a question that applies, gets an error instead of an outcome,
    and the exit status is 1.
    """
    compiled = compile_ruleset(ruleset_of(rules))
    results = [assess_sheet(compiled, sheet) for sheet in read_sheets(text_of(file), str(file))]
    click.echo(json.dumps(results, indent=1) if as_json else "\n".join(_in_words(compiled.ruleset, results)))
    sys.exit(1 if any("error" in result for result in results) else 0)


def _in_words(ruleset: RuleSet, results: list[Sheet]) -> Iterator[str]:
    for result in results:
        if "error" in result:
            yield f"{result['id']}: no outcome. {result['error']}"
            continue
        yield f"{result['id']}: {ruleset.outcome_by_id[result['outcome']].name} ({result['outcome']})"
        yield f"  because: {', '.join(result['because']) or 'nothing raised it'}"
        yield f"  asked {len(result['asked'])} questions: {', '.join(result['asked'])}"
