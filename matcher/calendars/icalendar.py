"""A calendar as an iCalendar file (RFC 5545), which calendar programs import."""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from matcher.calendars.wording import HOURS, TITLES

if TYPE_CHECKING:
    from matcher.calendars.calendar import SeasonCalendar

MOST_OCTETS = 75
"""A line of a file has at most so many, without its end."""


def icalendar(one: "SeasonCalendar") -> str:
    """Return what has a date as all-day events.

    The same matter has the same UID in every file of a season, also on another date, so that a later file changes the events
    of an earlier one. The stamp is the calendar's day, not the time of writing.
    """
    dated = one.dates[one.dates["date"] != ""]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mentor Matcher//matcher calendar//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(f'{one.program} {one.season}')}",
        *(line for row in dated.itertuples() for line in _event(one, row)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(one: "SeasonCalendar", row: Any) -> Iterator[str]:
    title = row.detail.split(":")[0] if row.what == HOURS else TITLES[row.what]
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(one, row)}"
    yield f"DTSTAMP:{_basic(one.day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(row.date)}"
    yield f"SUMMARY:{escaped(f'{title}: {row.name} ({row.mentor_id})')}"
    yield f"DESCRIPTION:{escaped(' '.join(filter(None, [f'{row.region}.', row.detail, row.advice])))}"
    yield f"CATEGORIES:{escaped(TITLES[row.what])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(one: "SeasonCalendar", row: Any) -> str:
    """Return what tells the matter from all others: whose it is and what, of which month's hours."""
    which = row.detail if row.what == HOURS else ""
    said = "\0".join((one.program, one.season, row.mentor_id, row.what, which))
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@mentor-matcher"


def _basic(day: str) -> str:
    return day.replace("-", "")


def escaped(text: str) -> str:
    """Return text as a value: with backslashes where signs mean something, without control characters."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)


def folded(line: str) -> str:
    """Return a line folded: none of its parts, UTF-8 and the leading space counted, is too long; no sign is cut."""
    parts, length = [""], 0
    for sign in line:
        size = len(sign.encode())
        if length + size > MOST_OCTETS:
            parts.append(" ")
            length = 1
        parts[-1] += sign
        length += size
    return "\r\n".join(parts)
