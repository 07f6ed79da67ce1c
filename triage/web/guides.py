"""Reading matter: the list of guides, and each guide."""

from __future__ import annotations

from flask import Blueprint, abort

from triage.web.rendering import render
from triage.web.site import site

blueprint = Blueprint("guides", __name__)


@blueprint.get("/guides")
def index() -> str:
    """Every guide with its summary."""
    return render("guides/index.html", guides=site().guides.values())


@blueprint.get("/guides/<guide_id>")
def guide(guide_id: str) -> str:
    """One guide, followed by what to watch for."""
    found = site().guides.get(guide_id)
    if found is None:
        abort(404)
    return render("guides/guide.html", guide=found)
