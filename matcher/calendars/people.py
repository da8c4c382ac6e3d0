"""The mentors of a calendar, and those whom they have by pairs that are fixed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Mask
from matcher.calendars.months import Days
from matcher.roster import Roster, texts

FIXED = ("agreed", "confirmed")
"""Kinds of listed pairs that are certain."""


@dataclass(frozen=True)
class Mentors:
    """Columns of the mentors, and whom each has.

    Parameters
    ----------
    has
        The ids of each mentor's mentees by agreed and confirmed pairs, sorted; who has none is not in it.
    named
        What each mentee is called.
    """

    roster: Roster
    has: Mapping[str, list[str]]
    named: Mapping[str, str]

    @classmethod
    def of(cls, roster: Roster) -> "Mentors":
        """Return the mentors of a roster."""
        pairs = roster.pairs[np.isin(texts(roster.pairs, "kind"), FIXED)]
        has: dict[str, set[str]] = {}
        for mentor, mentee in zip(texts(pairs, "mentor_id"), texts(pairs, "mentee_id"), strict=True):
            has.setdefault(mentor, set()).add(mentee)
        named = zip(texts(roster.mentees, "mentee_id"), texts(roster.mentees, "name"), strict=True)
        return cls(roster, {mentor: sorted(mentees) for mentor, mentees in has.items()}, dict(named))

    def at_stage(self, *stages: str) -> Mask:
        """Return which mentors the list has at one of these trainings."""
        found: Mask = np.isin(texts(self.roster.mentors, "training"), stages)
        return found

    def days(self, column: str) -> Days:
        """Return a column of days."""
        found: Days = self.roster.mentors[column].to_numpy().astype("datetime64[D]")
        return found

    def mentees(self, mentor: str) -> str:
        """Return the ids of those whom a mentor has, joined by ``;``."""
        return ";".join(self.has.get(mentor, ()))

    def names(self, mentor: str) -> str:
        """Return those whom a mentor has by name and id."""
        return ", ".join(f"{self.named.get(one, one)} ({one})" for one in self.has.get(mentor, ()))


def iso(days: Days) -> npt.NDArray[np.object_]:
    """Return days as ISO has them; unknown ones are empty."""
    return cells("" if np.isnat(day) else str(day) for day in days)


def cells(values: Iterable[str]) -> npt.NDArray[np.object_]:
    """Return texts as a column, also where there are none."""
    return np.array(list(values), dtype=object)
