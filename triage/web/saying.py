"""What a person can say or show, on the phone or at a reception desk: two sentences are hard to find when in pain."""

from __future__ import annotations

from triage.engine.assess import Assessment
from triage.engine.explain import what_decided
from triage.web.site import Site

_MOST_SIGNS = 3


def to_say(made: Site, place: str, assessment: Assessment) -> tuple[str, ...]:
    """The sentences, in the language of a site; none where the outcome asks for no visit.

    Args:
        made: whose words to use.
        place: id of the country.
        assessment: what the person answered, and its outcome.
    """
    asks = made.words[place].outcomes[assessment.outcome.id].say
    if asks is None:
        return ()
    told = what_decided(made.ruleset, assessment)
    signs = dict.fromkeys(one.choice.i_say for one in told if one.choice.i_say)
    return (made.gettext("I have back pain."), *list(signs)[:_MOST_SIGNS], asks)
