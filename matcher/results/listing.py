"""The listed pairs, those that stood before among them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.roster import texts


@dataclass(frozen=True)
class Listing:
    """A list of pairs, in the order of mentees, then mentors.

    Parameters
    ----------
    chosen
        bool per possible pair.
    mentee, mentor
        int64 per listed pair: places in the roster.
    place
        int64 per listed pair: place among the possible pairs; -1 for those that are confirmed.
    """

    prepared: Prepared
    chosen: Mask
    mentee: Ints
    mentor: Ints
    place: Ints

    @classmethod
    def of(cls, prepared: Prepared, chosen: Mask) -> "Listing":
        """Return a choice among the possible pairs with the confirmed pairs of those who are served here."""
        picked, stands = np.flatnonzero(chosen), prepared.confirmed_here
        mentee = np.concatenate([stands[0], prepared.candidates.mentee[picked]])
        mentor = np.concatenate([stands[1], prepared.candidates.mentor[picked]])
        place = np.concatenate([np.full(len(stands[0]), -1), picked])
        order = np.lexsort([mentor, mentee])
        return cls(prepared, chosen, mentee[order], mentor[order], place[order])

    def names_in(self, table: str, *columns: "pd.Series[str]") -> dict[str, str]:
        """Return by id the names of the people of `table` whose ids, joined by ``;``, stand in these columns."""
        ids = {one for column in columns for cell in column for one in str(cell).split(";") if one}
        frame = self.prepared.roster.table(table)
        known = zip(texts(frame, f"{table[:-1]}_id"), texts(frame, "name"), strict=True)
        return {one: name for one, name in known if one in ids}

    @property
    def stands(self) -> Mask:
        """Return which of the listed pairs are confirmed."""
        found: Mask = self.place < 0
        return found
