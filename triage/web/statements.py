"""What we owe whoever uses or runs this: how well it works for everybody, and what an operator must know."""

from __future__ import annotations

from flask import Blueprint

from triage.web.rendering import render

blueprint = Blueprint("statements", __name__)


@blueprint.get("/accessibility")
def accessibility() -> str:
    """What was tested, when, and what was not."""
    return render("about.html")


@blueprint.get("/operators")
def operators() -> str:
    """Duties of whoever offers the check to the public."""
    return render("about.html")
