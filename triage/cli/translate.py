"""``triage translate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from triage.cli.files import RULES, ruleset_of
from triage.errors import TriageError
from triage.resources import shipped
from triage.ruleset.skeleton import skeleton
from triage.ruleset.translation import CODE, LONGEST_CODE, Translation, load_translation, read_translation

ENGLISH = "en"


@click.command("translate")
@click.argument("language")
@click.option("--name", default=None, help="How the language calls itself, for a new file.")
@click.option("--right-to-left", is_flag=True, help="The language is written from right to left, for a new file.")
@RULES
def command(language: str, name: str | None, right_to_left: bool, rules: Path | None) -> None:
    """Write or renew rules.LANGUAGE.yaml, with each English text above the place for its translation.

    What is translated stays; where the English has changed since, the file says so.
    """
    _refuse_what_is_no_other_language(language)
    source = rules or shipped("rules.yaml")
    file = source.parent / f"{source.stem}.{language}{source.suffix}"
    known = load_translation(file) if file.exists() else _new(language, name, right_to_left)
    text = skeleton(ruleset_of(rules), known)
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise TriageError(f"{file}: this file cannot be written: {error.strerror}") from None
    click.echo(f"{file}: written. What is left to do: triage check {source}")


def _refuse_what_is_no_other_language(code: str) -> None:
    if not re.fullmatch(CODE, code) or len(code) > LONGEST_CODE:
        raise TriageError(f"'{code[:LONGEST_CODE]}' is no code of a language: write one such as de, cy or pt-BR")
    if code == ENGLISH:
        raise TriageError("the rule set is in English itself: name another language, such as de")


def _new(language: str, name: str | None, right_to_left: bool) -> Translation:
    if name is None or not name.strip() or not name.isprintable():
        raise TriageError(f"there is no '{language}' yet: say in a line how it calls itself, as in --name Deutsch")
    plain: dict[str, object] = {
        "language": language,
        "name": name,
        "direction": "rtl" if right_to_left else "ltr",
        "texts": {},
    }
    return read_translation(json.dumps(plain, ensure_ascii=False), f"triage translate {language}")
