"""What must hold between the cells of a row and between tables."""

from collections.abc import Sequence

import numpy as np

from matcher.reading.tables import TypedTable
from matcher.roster.roster import numbers, texts
from matcher.roster.text import split_list


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


def check_requests(mentees: TypedTable) -> None:
    """Check that every request has a moment, where they are served in their order."""
    faulty = mentees.rows_with_errors("requested_at")
    for place in np.flatnonzero(np.isnat(mentees.frame["requested_at"].to_numpy())):
        if mentees.row(place) not in faulty:
            rule = "'requested_at' is missing; this policy serves in the order of requests."
            mentees.error(place, "requested_at", "", rule, "Write when the request came in.")


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


def warn_about_regions(mentors: TypedTable, mentees: TypedTable) -> None:
    """Warn of regions without any mentor."""
    regions = texts(mentees.frame, "region")
    for region in sorted(set(regions) - set(texts(mentors.frame, "region")) - {""}):
        count = int(np.sum(regions == region))
        rule = (
            f"Nobody of '{region}' is a mentor; {count} {'mentee is' if count == 1 else 'mentees are'} there."
        )
        mentees.warn(None, "region", region, rule, "Look for mentors there, or for some in other regions.")


def warn_about_contradictory_wishes(mentees: TypedTable) -> None:
    """Warn where a mentee both wishes for a mentor and avoids that one; the lists hold ids by now."""
    wishes, avoided = texts(mentees.frame, "preferred_mentors"), texts(mentees.frame, "avoided_mentors")
    for place in np.flatnonzero((wishes != "") & (avoided != "")):
        never = set(split_list(avoided[place]))
        for mentor in split_list(wishes[place]):
            if mentor in never:
                rule = "This mentor is both wished for and avoided; avoided counts."
                mentees.warn(place, "preferred_mentors", mentor, rule, "Keep one of the two.")
