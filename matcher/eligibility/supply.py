"""Whether there can be enough seats, told before anything is matched."""

import numpy as np

from matcher.eligibility.candidates import Rules
from matcher.roster import Problem, numbers, texts

SHOWN = 10


def supply_warnings(rules: Rules) -> list[Problem]:
    """Return a warning where those who can serve have fewer seats than those who can be served need."""
    roster = rules.roster
    eligible = rules.mentees.eligible
    needed = np.where(eligible, numbers(roster.mentees, "mentors_needed"), 0).astype(np.int64)
    if rules.seats.sum() >= needed.sum():
        return []
    seat_regions, regions = texts(roster.mentors, "region"), texts(roster.mentees, "region")
    short = []
    for region in sorted(set(regions[eligible])):
        seats, wanted = int(rules.seats[seat_regions == region].sum()), int(needed[regions == region].sum())
        if seats < wanted:
            short.append(f"{region} ({seats} for {wanted})")
    shown, more = short[:SHOWN], len(short) - SHOWN
    where = ", ".join(shown) + (f" and {more} more regions" if more > 0 else "")
    total = int(rules.seats.sum())
    rule = (
        f"Those who can serve have {total} seat{'' if total == 1 else 's'}; those who can be served need "
        f"{int(needed.sum())}."
    )
    return [Problem("warning", "mentors", None, "capacity", "", rule, f"Fewer than needed in {where}.")]
