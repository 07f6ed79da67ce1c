"""Days and times as people write them, in the words of a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime


def day(gettext: Callable[[str], str], date: date) -> str:
    """As in 22 November 2026."""
    return gettext("%(day)s %(month)s %(year)s") % {
        "day": date.day,
        "month": _months(gettext)[date.month - 1],
        "year": date.year,
    }


def moment(gettext: Callable[[str], str], time: datetime) -> str:
    """As in Sunday 22 November 2026, 12:00 UTC."""
    return gettext("%(weekday)s %(date)s, %(time)s") % {
        "weekday": _weekdays(gettext)[time.weekday()],
        "date": day(gettext, time),
        "time": f"{time:%H:%M %Z}",
    }


def _months(gettext: Callable[[str], str]) -> tuple[str, ...]:
    return (
        gettext("January"),
        gettext("February"),
        gettext("March"),
        gettext("April"),
        gettext("May"),
        gettext("June"),
        gettext("July"),
        gettext("August"),
        gettext("September"),
        gettext("October"),
        gettext("November"),
        gettext("December"),
    )


def _weekdays(gettext: Callable[[str], str]) -> tuple[str, ...]:
    return (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )
