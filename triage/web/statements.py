"""What we owe whoever uses, shows or runs this: what it rests on, how it works for everybody, and on which terms."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, request

from triage.errors import TriageError
from triage.resources import shipped
from triage.verification.vignettes import read_vignettes, run_vignettes
from triage.web.framing import parents
from triage.web.operators import operator
from triage.web.rendering import render
from triage.web.security import headers_of_this_response
from triage.web.sheets import address, for_this_page_only
from triage.web.site import Site, site
from triage.web.tested import Tested, read_tested

blueprint = Blueprint("statements", __name__)


@blueprint.get("/about")
def about() -> str:
    """How it works, what it is for and not for, what it rests on, and who checked it."""
    return render("about.html", operator=operator(), vignettes=_vignettes(site()))


@blueprint.get("/accessibility")
def accessibility() -> str:
    """What was tested, when, and what was not."""
    return render("accessibility.html", operator=operator(), tested=_tested())


@blueprint.get("/operators")
def operators() -> str:
    """Duties of whoever offers the check to the public."""
    return render("operators.html", operator=operator())


@blueprint.get("/embed")
def embed() -> str:
    """For publishers: what to paste, on which terms, and what this very visit shows of cookies and headers."""
    for_this_page_only()
    return render(
        "embed.html",
        address=address(),
        known=operator(),
        parents=parents(),
        headers=headers_of_this_response(),
        sent=sorted(request.cookies),
    )


@lru_cache(maxsize=1)
def _tested() -> Tested:
    return read_tested(shipped("accessibility.yaml"))


@lru_cache(maxsize=16)
def _vignettes(made: Site) -> tuple[int, int] | None:
    """How many written cases there are, and how many get what their authors expect. Pins judge nothing: left out.

    ``None`` for a rule set that the shipped cases are not written for.
    """
    try:
        written = [case for case in read_vignettes(shipped("vignettes"), made.ruleset) if not case.pin]
    except TriageError:
        return None
    verdicts = run_vignettes(made.compiled, written)
    return len(verdicts), sum(verdict.triage == "agrees" for verdict in verdicts)
