"""The review pack: all parts of a review in one HTML file that needs no script, no style sheet and no other file."""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import render_template
from markupsafe import Markup

from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.ruleset.signoff import guide_files
from triage.verification.prove import prove
from triage.web.factory import create_app
from triage.web.review.changed import Before
from triage.web.review.contents import Contents
from triage.web.review.pages import english
from triage.web.review.parts import PACK, PARTS

_STYLES = ("style.css", "review.css")


def review_pack(ruleset: RuleSet, cohort: Path | None = None, since: Before | None = None) -> str:
    """The pack as HTML.

    Args:
        ruleset: what to review.
        cohort: the file of the made-up crowd; the shipped one when ``None``.
        since: the version that changes are shown against, if there is one.

    Raises:
        TriageError: no app can be made of the rule set, or the file is no cohort. That a property does not hold is no
            such reason: the pack shows it.
        TooBig: the rule set has no exact form.
    """
    app = create_app(ruleset, secret_keys=[secrets.token_bytes(32)], judge=prove)
    with app.app_context():
        made = english()
        return render_template(
            "review/pack.html",
            words=made.words[made.default_place],
            parts=[part for part in PARTS if part.in_pack],
            review=Contents(
                made.compiled, made.proof, guide_files(shipped("guides")), lambda: made.clock().date(), cohort, since
            ),
            to=PACK,
            level=3,
            style=_style(Path(str(app.static_folder))),
        )


def _style(folder: Path) -> Markup:
    """Our own style sheets, as they stand in the file."""
    text = "\n".join((folder / name).read_text("utf-8") for name in _STYLES)
    return Markup(text.replace("</", r"<\/"))  # noqa: S704 - our own files
