"""What search engines are told: where the reading matter is, which of its addresses counts, and what a guide is.

Never that anything here is a test, a calculator or a procedure: that would be a medical claim made to machines.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, url_for
from markupsafe import escape
from werkzeug.wrappers import Response

from triage.errors import TriageError
from triage.web.reading import Guide
from triage.web.security import READING_MATTER
from triage.web.site import Site, sites

blueprint = Blueprint("listing", __name__)

_GUIDE = "guides.guide"

PUBLIC_URL = "public_url"
"""Where the app keeps what :func:`checked_public_url` gave."""


def checked_public_url(given: str | None) -> str | None:
    """The beginning of the addresses by which the public finds the check, or ``None`` when nobody said it.

    It is never taken from a request: whoever sends one writes there what they like.

    Args:
        given: such as ``https://example.org``.

    Raises:
        TriageError: it is no such address.
    """
    if given is None:
        return None
    parts = urlsplit(given)
    bare = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in bare or given.rstrip("/") != bare:
        raise TriageError(f"{given}: write the public address as https://example.org, with nothing after the name")
    return bare


def page_data(made: Site, guide: Guide) -> dict[str, object]:
    """A guide as a ``MedicalWebPage`` of schema.org; a date and a reviewer only while a clinician's sign-off holds."""
    public_url = current_app.extensions[PUBLIC_URL]
    address = {"url": f"{public_url}{url_for(_GUIDE, guide_id=guide.id)}"} if public_url else {}
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": str(guide.title),
        "description": str(guide.summary),
        "inLanguage": "en" if guide.is_english else made.language.code,
        "audience": {"@type": "Patient"},
        **address,
        **_review(made),
    }


def _review(made: Site) -> dict[str, object]:
    review = made.english.review
    if review is None or not made.sign_off.holds:
        return {}
    by = {"@type": "Person", "jobTitle": f"{review.role} ({review.registration_body})"}
    return {"lastReviewed": review.date.isoformat(), "reviewedBy": by}


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be looked at. What must not be listed says so itself, which nobody could read if it were shut."""
    public_url = current_app.extensions[PUBLIC_URL]
    sitemap = f"Sitemap: {public_url}{url_for('listing.sitemap')}\n" if public_url else ""
    return Response(f"User-agent: *\nAllow: /\n{sitemap}", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page that may be listed, in every language; see sitemaps.org. There is none without a public address."""
    public_url = current_app.extensions[PUBLIC_URL]
    if not public_url:
        abort(404)
    listed = "".join(f"<url><loc>{escape(public_url + address)}</loc></url>\n" for address in _addresses())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Response(f"{head}{listed}</urlset>\n", mimetype="application/xml")


def _addresses() -> Iterator[str]:
    for code, made in sites().items():
        language = None if made.language.is_english else code
        for endpoint in sorted(READING_MATTER - {_GUIDE}):
            yield url_for(endpoint, lang=language)
        for guide in made.guides:
            yield url_for(_GUIDE, guide_id=guide, lang=language)
