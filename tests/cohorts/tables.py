"""Answer sheets written as tables, and what is said of each row alone."""

import csv
import random
from pathlib import Path

from tests.answer_sheets import random_sheet
from triage.engine.assess import assess
from triage.engine.sheet import read_answers
from triage.errors import Unanswered, UnknownAnswer
from triage.ruleset.model import RuleSet

SPOILT = ("", "", "nonsense", "No", " no", "no ", "yes;no", "no;not_sure", ";", "not-sure")


def sheets(ruleset: RuleSet, count: int, seed: int, spoilt: float = 0.0) -> list[dict[str, str]]:
    """Rows of text, of which a share ``spoilt`` has cells that are empty, unknown, or no answer to their question."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        sheet = random_sheet(ruleset, chance, worry=chance.choice((0.0, 0.02, 0.1, 0.4)))
        row = {question: ";".join(chance.sample(sorted(picked), len(picked))) for question, picked in sheet.items()}
        if chance.random() < spoilt:
            for question in chance.sample(sorted(row), chance.randint(1, min(3, len(row)))):
                row[question] = chance.choice([*SPOILT, f"{row[question]};", f"{row[question]};no"])
        rows.append({"id": f"p{number}"} | row)
    return rows


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows with a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def one_by_one(compiled, rows: list[dict[str, str]]) -> list[tuple[str | None, str | None, str | None]]:
    """For each row: outcome, what fired, and the problem, as the engine says it of this row alone."""
    return [_alone(compiled, {name: cell for name, cell in row.items() if name != "id" and cell}) for row in rows]


def _alone(compiled, cells: dict[str, str]) -> tuple[str | None, str | None, str | None]:
    try:
        answers = read_answers(compiled.ruleset, {name: cell.split(";") for name, cell in cells.items()})
        if any(len(answers[name]) < len(cell.split(";")) for name, cell in cells.items()):
            raise UnknownAnswer("", "a choice stands twice")
        found = assess(compiled, answers)
    except UnknownAnswer:
        return None, None, "unknown-answer"
    except Unanswered:
        return None, None, "unanswered"
    return found.outcome.id, ";".join(found.because), None
