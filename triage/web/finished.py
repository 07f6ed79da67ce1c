"""For whoever has an outcome. The others are sent to the page where they have to be first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import redirect
from werkzeug.wrappers import Response

from triage.engine.assess import Assessment
from triage.engine.journey import Journey, journey
from triage.web.earlier import instead
from triage.web.progress import where_next
from triage.web.session import current
from triage.web.site import Site, site

Page = Response | str
"""What a view hands back."""


def with_outcome(view: Callable[[Site, Journey, Assessment], Page]) -> Callable[[], Page]:
    """A view that is shown only at the end of a journey, and told what it came to.

    Args:
        view: takes the site, the visitor's journey and its assessment.
    """

    @wraps(view)
    def shown() -> Page:
        visit = current()
        if earlier := instead(visit):
            return earlier
        made = site()
        trip = journey(made.compiled, visit.remembered.answers)
        if trip.assessment is None:
            return redirect(where_next(made, trip), 303)
        return view(made, trip, trip.assessment)

    return shown
