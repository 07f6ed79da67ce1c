"""Reading matter: the list of guides, a search, and each guide."""

from __future__ import annotations

from flask import Blueprint, abort, request

from triage.web import csrf
from triage.web.listing import page_data
from triage.web.rendering import render
from triage.web.search import MOST_SIGNS
from triage.web.site import site

blueprint = Blueprint("guides", __name__)


@blueprint.get("/guides")
def index() -> str:
    """Every guide with its summary."""
    return render("guides/index.html", guides=site().guides.values(), asked="", found=None, most_signs=MOST_SIGNS)


@blueprint.post("/guides")
def search() -> str:
    """The guides that hold the words one typed, above the list of all.

    A form that is sent, since what one looks for may be an illness: an address with it would stay in the browser's
    history and in the logs on the way. It changes nothing and gives no cookie, so it needs no token. But another site
    must not have words of its own shown here, as if they were ours.
    """
    if csrf.from_another_site():
        abort(400)
    made = site()
    asked = request.form.get("q", "").strip()[:MOST_SIGNS]
    return render(
        "guides/index.html",
        guides=made.guides.values(),
        asked=asked,
        found=made.shelf.holding(asked) if asked else None,
        most_signs=MOST_SIGNS,
    )


@blueprint.get("/guides/<guide_id>")
def guide(guide_id: str) -> str:
    """One guide, followed by what to watch for."""
    made = site()
    found = made.guides.get(guide_id)
    if found is None:
        abort(404)
    return render("guides/guide.html", guide=found, page_data=page_data(made, found))
