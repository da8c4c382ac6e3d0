"""Whether there can be enough seats, told before anything is matched."""

from collections.abc import Iterator

import numpy as np

from matcher.arrays import Ints
from matcher.eligibility.candidates import Rules
from matcher.roster import Problem, numbers, texts
from matcher.roster.text import few

SHOWN = 10


def supply_warnings(rules: Rules) -> list[Problem]:
    """Return a warning where those who can serve have fewer seats than those who can be served need."""
    roster = rules.roster
    eligible = rules.mentees.eligible
    needed = np.where(eligible, numbers(roster.mentees, "mentors_needed"), 0).astype(np.int64)
    if rules.seats.sum() >= needed.sum():
        return []
    short = [
        f"{region} ({seats} for {wanted})"
        for region, seats, wanted in _by_region(rules, needed)
        if seats < wanted
    ]
    where = few(short, SHOWN) + (" regions" if len(short) > SHOWN else "")
    total = int(rules.seats.sum())
    rule = (
        f"Those who can serve have {total} seat{'' if total == 1 else 's'}; those who can be served need "
        f"{int(needed.sum())}."
    )
    return [Problem("warning", "mentors", None, "capacity", "", rule, f"Fewer than needed in {where}.")]


def _by_region(rules: Rules, needed: Ints) -> Iterator[tuple[str, int, int]]:
    """Yield for each region of somebody who can be served the seats there, and how many are needed."""
    both = [texts(rules.roster.table(table), "region") for table in ("mentors", "mentees")]
    regions, place = np.unique(np.concatenate(both), return_inverse=True)
    split = len(both[0])
    seats, wanted = np.zeros((2, len(regions)), dtype=np.int64)
    np.add.at(seats, place[:split], rules.seats)
    np.add.at(wanted, place[split:], needed)
    for one in np.unique(place[split:][rules.mentees.eligible]):
        yield str(regions[one]), int(seats[one]), int(wanted[one])
