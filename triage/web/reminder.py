"""A reminder without an account: a calendar file, made on the spot, that says nothing of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from flask import Blueprint, Response, current_app, redirect, request, url_for

from triage.engine.assess import Assessment
from triage.engine.journey import Journey
from triage.web.finished import Page, with_outcome
from triage.web.listing import PUBLIC_URL
from triage.web.progress import where_next
from triage.web.site import Site, site

blueprint = Blueprint("reminder", __name__)

_AFTER = {"same_day": timedelta(hours=24), "days": timedelta(days=3)}
_ELSE_AFTER = timedelta(weeks=2)
_LASTS = timedelta(minutes=15)
_LONGEST_LINE = 75
_EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Reminder//EN
BEGIN:VEVENT
UID:{id}
DTSTAMP:{now}
DTSTART:{due}
DTEND:{over}
SUMMARY:{reminder}
DESCRIPTION:{changed} {start}
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:{reminder}
TRIGGER:PT0S
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@blueprint.get("/reminder")
@with_outcome
def reminder(made: Site, trip: Journey, _: Assessment) -> Page:
    """The calendar file for the visitor's outcome; or the page where the visitor has to be first."""
    if trip.so_far.id == made.most_urgent:
        return redirect(where_next(made, trip), 303)
    now = made.clock()
    response = Response(_calendar(now, now + _AFTER.get(trip.so_far.id, _ELSE_AFTER)), mimetype="text/calendar")
    response.headers["Content-Disposition"] = "attachment; filename=reminder.ics"
    return response


def _calendar(now: datetime, due: datetime) -> str:
    """An event as in RFC 5545. Who sees the calendar learns the check's address, and nothing else."""
    gettext = site().gettext
    filled = _EVENT.format(
        id=uuid4(),
        now=_time(now),
        due=_time(due),
        over=_time(due + _LASTS),
        reminder=_text(gettext("Reminder")),
        changed=_text(gettext("Has anything changed?")),
        start=_text(_address()),
    )
    return "".join(f"{folded}\r\n" for line in filled.splitlines() for folded in _folded(line))


def _address() -> str:
    """Where the operator says the check is; else the request's host, with https where that is certain.

    It never says http: a proxy in front may speak https for us, and a calendar turns a bare host into a link too.
    """
    public_url = current_app.extensions[PUBLIC_URL]
    if public_url:
        return f"{public_url}/"
    start = url_for("pages.start", _external=True, _scheme="https")
    is_https = request.is_secure or current_app.config["PREFERRED_URL_SCHEME"] == "https"
    return start if is_https else start.removeprefix("https://").removesuffix("/")


def _time(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Text with the signs escaped that mean something in a calendar file (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of up to 75 bytes, each but the first begun with a blank (RFC 5545, 3.1)."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _LONGEST_LINE:
            yield piece
            piece = " "
        piece += sign
    yield piece
