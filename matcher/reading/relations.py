"""What must hold between the cells of a row and between tables."""

from collections.abc import Sequence

import numpy as np

from matcher.reading.tables import TypedTable
from matcher.roster.roster import numbers, texts


def check_mentors(mentors: TypedTable) -> None:
    """Check a mentor's dates against each other."""
    frame = mentors.frame
    starts, ends = frame["available_from"].to_numpy(), frame["available_until"].to_numpy()
    for place in np.flatnonzero(starts > ends):
        value = str(ends[place].astype("datetime64[D]"))
        mentors.error(place, "available_until", value, "This is before available_from.", "A later date.")


def check_mentees(mentees: TypedTable) -> None:
    """Check that who goes first says why."""
    urgent, reasons = texts(mentees.frame, "urgent"), texts(mentees.frame, "urgent_reason")
    for place in np.flatnonzero((urgent == "yes") & (reasons == "")):
        mentees.error(place, "urgent_reason", "", "Someone urgent needs a reason.", "Say why in a few words.")


def check_place(table: TypedTable) -> None:
    """Warn where only half of a position is given."""
    latitude, longitude = (np.isnan(numbers(table.frame, name)) for name in ("latitude", "longitude"))
    faulty = {name: table.rows_with_errors(name) for name in ("latitude", "longitude")}
    for place in np.flatnonzero(latitude != longitude):
        missing = "latitude" if latitude[place] else "longitude"
        if table.row(place) not in faulty[missing]:
            table.warn(place, missing, "", f"There is no {missing}; the distance counts as unknown.")


def check_once(table: TypedTable, keys: Sequence[str], suggestion: str) -> None:
    """Check that no two rows are about the same; what is faulty in a key already is passed over."""
    first: dict[tuple[str, ...], int] = {}
    for place, key in enumerate(zip(*(texts(table.frame, name) for name in keys), strict=True)):
        if all(key) and first.setdefault(key, place) != place:
            rule = f"{' and '.join(key)} stand in row {table.row(first[key])} already."
            table.error(place, keys[-1], key[-1], rule, suggestion)


def warn_about_nobody(table: TypedTable) -> None:
    """Warn where a list of people has titles and nothing else."""
    if not len(table.frame):
        table.warn(None, "", "", f"There is nobody in the list of {table.name}.", "Write one row a person.")


def warn_about_supply(mentors: TypedTable, mentees: TypedTable, default_capacity: int | None) -> None:
    """Warn of regions without any mentor, and of fewer seats than mentees."""
    mentor_regions, regions = texts(mentors.frame, "region"), texts(mentees.frame, "region")
    for region in sorted(set(regions) - set(mentor_regions) - {""}):
        count = int(np.sum(regions == region))
        rule = (
            f"Nobody of '{region}' is a mentor; {count} {'mentee is' if count == 1 else 'mentees are'} there."
        )
        mentees.warn(None, "region", region, rule, "Look for mentors there, or for some in other regions.")
    if default_capacity is None:
        return
    capacity = numbers(mentors.frame, "capacity")
    seats = np.where(np.isnan(capacity), default_capacity, capacity)
    needed = np.nan_to_num(numbers(mentees.frame, "mentors_needed"), nan=1.0)
    if seats.sum() < needed.sum():
        short = [
            f"{region} ({int(seats[mentor_regions == region].sum())} for {int(needed[regions == region].sum())})"
            for region in sorted(set(regions) - {""})
            if seats[mentor_regions == region].sum() < needed[regions == region].sum()
        ]
        rule = f"There are {int(seats.sum())} seats for {int(needed.sum())} that are needed."
        hint = f"Fewer seats than needed in {', '.join(short)}." if short else ""
        mentors.warn(None, "capacity", "", rule, hint)
