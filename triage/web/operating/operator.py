"""Who runs the check for the public, and what they say about it: ``operator.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

HOW_TO_BEGIN = "triage doctor --example > operator.yaml"
"""Writes an operator file to fill in."""


@dataclass(frozen=True)
class Operator:
    """Who answers for the check where it is shown to the public.

    Attributes:
        legal_name: as in the law of their country.
        country: where they are.
        place: id of the country whose numbers are shown until the visitor chooses.
        contact: for anybody; this and every other contact is a mailbox or an ``https`` address.
        privacy_contact: for questions about data.
        clinical_safety_contact: for whoever thinks that an outcome is wrong.
        incident_mailbox: read every day.
        security_contact: for whoever found a hole; it stands in ``security.txt``.
        reviewer_role: of the clinician who signed the rule set; as ``review`` there says. ``None`` for a leaflet.
        reviewed_on: the day of that sign-off.
        device_position: id of a place → in one sentence, whether this is a medical device there, and why.
        public_url: where visitors find it, without a slash at the end.
        hosts: the names by which visitors may call it.
        embed_parents: sites that may show the door to it in a frame.
    """

    legal_name: str
    country: str
    place: str
    contact: str
    privacy_contact: str
    clinical_safety_contact: str
    incident_mailbox: str
    security_contact: str
    reviewer_role: str | None
    reviewed_on: date | None
    device_position: Mapping[str, str]
    public_url: str
    hosts: tuple[str, ...]
    embed_parents: tuple[str, ...] = ()
