"""What is to be done, by date; what is to be done now has none."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from matcher.calendars import certificates, interns
from matcher.calendars.months import after_months
from matcher.calendars.wording import BEGINS, ENDED, ENDS, HOURS, NOT_KNOWN, RENEWAL, TITLES, advice
from matcher.policy.internship import Internship
from matcher.policy.words import counted

COLUMNS = ["date", "what", "mentor_id", "name", "region", "detail", "advice"]
Person = Mapping[Any, Any]


class Matter(NamedTuple):
    """Something to be done for a mentor; without a date, now."""

    date: str
    what: str
    person: Person
    detail: str


def dates_table(
    held: pd.DataFrame, internships: pd.DataFrame, asked: Internship, day: np.datetime64
) -> pd.DataFrame:
    """Return all matters from `day` on: first those of now, by kind, then the others by date.

    Parameters
    ----------
    held, internships
        The calendar's tables `certificates` and `interns`.
    """
    matters = [
        *(one for person in held.to_dict("records") for one in _certificate(person)),
        *(one for person in internships.to_dict("records") for one in _now(person)),
        *(one for person in internships.to_dict("records") for one in _dated(person, asked) if one.date >= str(day)),
    ]  # fmt: skip
    place, told = {what: number for number, what in enumerate(TITLES)}, advice(asked)
    matters.sort(key=lambda one: (one.date, place[one.what], one.person["mentor_id"]))
    rows = [
        (date, what, *(person[name] for name in COLUMNS[2:5]), detail, told[what])
        for date, what, person, detail in matters
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def _certificate(person: Person) -> Iterator[Matter]:
    has = f"Has {person['mentee_names']}." if person["mentees"] else ""
    match person["status"]:
        case certificates.ENDED:
            yield Matter("", ENDED, person, f"Ended on {person['until']}. {has}".rstrip())
        case certificates.UNKNOWN:
            yield Matter("", NOT_KNOWN, person, has)
        case certificates.DUE:
            yield Matter(person["until"], RENEWAL, person, has)


def _now(person: Person) -> Iterator[Matter]:
    for what in filter(None, person["open"].split(";")):
        if what != interns.LATE:
            yield Matter("", what, person, _DETAILS[what](person) if what in _DETAILS else "")


def _time(person: Person) -> str:
    if not person["start"]:
        return ""
    began = "Begins" if person["status"] == interns.PLANNED else "Began"
    ends = "ended" if person["status"] == interns.OVER else "ends"
    return f"{began} on {person['start']}, {ends} on {person['ends']}."


_DETAILS: Mapping[str, Callable[[Person], str]] = {
    interns.STAGE: lambda person: f"Was to begin on {person['start']}.",
    interns.NO_PROTEGE: _time,
    interns.SEVERAL: lambda person: f"Has {person['protege_names']}.",
    interns.CERTIFY: lambda person: (
        f"Ended on {person['ends']}; a certificate given on that day is valid until {person['valid_until']}."
    ),
}
"""What is said of one person's open matter."""


def _dated(person: Person, asked: Internship) -> Iterator[Matter]:
    """Yield the dates of an internship: its first day, the hours after each month, its last day."""
    if not person["start"]:
        return
    whom = f"with {person['protege_names']}" if person["proteges"] else "no protégé yet"
    yield Matter(person["start"], BEGINS, person, f"Ends on {person['ends']}; {whom}.")
    yield from _hours(person, asked)
    valid = f"A certificate given on this day is valid until {person['valid_until']}."
    yield Matter(person["ends"], ENDS, person, valid)


def _hours(person: Person, asked: Internship) -> Iterator[Matter]:
    numbers = np.arange(1, asked.months)
    days = after_months(np.full(len(numbers), np.datetime64(person["start"])), numbers)
    for number, day in zip(numbers.tolist(), days, strict=True):
        so_far = f"{asked.hours * number // asked.months} of {counted(asked.hours, 'hour')}"
        yield Matter(
            str(day), HOURS, person, f"{so_far}: {number} of {counted(asked.months, 'month')} are over."
        )
