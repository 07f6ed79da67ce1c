"""``triage sql``."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of
from triage.errors import TriageError


@click.command("sql")
@click.option("--dialect", default="duckdb", show_default=True, help="duckdb, postgres, spark, bigquery, trino …")
@click.option("--table", default="answers", show_default=True, help="The table of answer sheets.")
@click.option("--keep", multiple=True, default=("id",), show_default=True, help="A column to hand through.")
@RULES
def command(dialect: str, table: str, keep: tuple[str, ...], rules: Path | None) -> None:
    """Print the rule set as one SQL query over a table of answer sheets: a row a person, a column a question.

    A cell holds a choice id as text, or several joined with ";". A row with an answer that the form would not accept,
    or without one that applies, gets no outcome, and "_problem" says which.
    """
    try:
        from triage.cohorts.query import outcome_sql  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise TriageError(f"this needs the package '{error.name}': pip install 'back-pain-check[cohorts]'") from None
    click.echo(outcome_sql(ruleset_of(rules), dialect, table, keep) + ";")
