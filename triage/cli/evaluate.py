"""``triage evaluate``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from triage.cli.files import RULES, ruleset_of
from triage.errors import TriageError

if TYPE_CHECKING:
    from triage.cohorts.agreement import Agreement, Part
    from triage.cohorts.evaluate import Evaluation

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("file", type=_FILE)
@click.option("-o", "--out", type=_FILE, required=True, help="Where the outcomes go: a .csv or .parquet file.")
@click.option("--keep", multiple=True, help="A column that is no question, such as an id, to hand through.")
@click.option("--label", default=None, help="A column of expected outcome ids, to compare with.")
@click.option("--chart", type=_FILE, default=None, help="With --label: where a chart goes, as an .svg file.")
@RULES
def command(
    file: Path, out: Path, keep: tuple[str, ...], label: str | None, chart: Path | None, rules: Path | None
) -> None:
    """Judge many answer sheets: FILE is CSV or Parquet with a column for each question (see `triage questions`).

    Every row gets an outcome and what fired. A row with an answer that the form would not accept, or without one that
    applies, gets no outcome; a second file, named after OUT, lists each such cell. The exit status is then 1.
    """
    if chart and not label:
        raise click.UsageError("--chart needs --label: it draws outcomes against labels")
    if chart and chart.suffix.lower() != ".svg":
        raise click.UsageError(f"--chart writes SVG: call the file {chart.with_suffix('.svg')}")
    errors = out.with_name(f"{out.stem}-errors.csv")
    _refuse_to_overwrite(file, out, errors, chart)
    kept = (*keep, *([label] if label else []))
    evaluation = _evaluated(file, kept, rules)
    found = _compared(evaluation, label) if label else None
    evaluation.write(out)
    click.echo("\n".join(_counts(evaluation)))
    errors.unlink(missing_ok=True)  # of an earlier run
    if evaluation.result.without:
        evaluation.write_bad_cells(errors)
        click.echo(f"{errors}: {evaluation.result.bad_cells:,} cells that no outcome could be given with", err=True)
    if found and label:
        click.echo("\n".join(_figures(found)))
        _draw(found, label, chart)
    sys.exit(1 if evaluation.result.without else 0)


def _evaluated(file: Path, keep: tuple[str, ...], rules: Path | None) -> Evaluation:
    try:
        from triage.cohorts.evaluate import Evaluation  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise TriageError(f"this needs the package '{error.name}': pip install 'back-pain-check[cohorts]'") from None
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"Judging {file.name}", total=100)
        return Evaluation(ruleset_of(rules), file, keep, lambda part: progress.update(task, completed=part))


def _counts(evaluation: Evaluation) -> Iterator[str]:
    result = evaluation.result
    yield f"{result.rows:,} answer sheets"
    for outcome, count in result.by_outcome.items():
        yield f"  {outcome:12} {count:>12,}"
    if result.without:
        yield f"  {'no outcome':12} {result.without:>12,}"


def _refuse_to_overwrite(file: Path, *written: Path | None) -> None:
    if any(out.resolve() == file.resolve() for out in written if out):
        raise TriageError(f"{file}: these are the answer sheets, and would be overwritten: give another name with -o")


def _compared(evaluation: Evaluation, label: str) -> Agreement:
    from triage.cohorts.agreement import agreement  # noqa: PLC0415 - not needed without labels

    try:
        return agreement(evaluation.ruleset, evaluation.labelled(label))
    except TriageError as error:
        raise TriageError(f"{evaluation.table.file}, column '{label}': {error}") from None


def _draw(found: Agreement, label: str, chart: Path | None) -> None:
    from triage.cohorts.chart import matrix_svg  # noqa: PLC0415 - not needed without labels

    if chart:
        try:
            chart.write_text(matrix_svg(found, label), "utf-8")
        except OSError as error:
            raise TriageError(f"{chart}: this file cannot be written: {error}") from None


def _figures(found: Agreement) -> Iterator[str]:
    from triage.cohorts.agreement import WARNING  # noqa: PLC0415

    yield f"\n{WARNING}"
    yield f"{found.judged:,} compared; left out: {found.unjudged:,} with no outcome, {found.unlabelled:,} with no label"
    for name, part in (("as labelled", found.exact), ("under-triage", found.under), ("over-triage", found.over)):
        yield f"  {name:14} {_share(part)}"
    for line in found.lines:
        yield f"  {line.outcome} or above"
        yield f"    sensitivity  {_share(line.sensitivity)}"
        yield f"    specificity  {_share(line.specificity)}"


def _share(part: Part) -> str:
    interval = part.interval
    if interval is None:
        return "none to count"
    share, low, high = (100 * figure for figure in interval)
    return f"{share:.1f}% ({low:.1f} to {high:.1f}), {part.count:,} of {part.of:,}"
