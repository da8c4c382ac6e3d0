"""The order in which seats are asked for."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance


@dataclass(frozen=True)
class Queue:
    """The order in which seats are asked for.

    Parameters
    ----------
    starts
        int64, one more than there are mentees: where each one's seats begin in `places`.
    places
        int64 per seat asked for, by mentee: its place in the queue, from 0. All first seats come before all second
        ones; within them the order of requests decides.
    """

    starts: Ints
    places: Ints

    @classmethod
    def of(cls, instance: Instance) -> "Queue":
        """Return the queue of all seats that the mentees ask for."""
        starts = np.concatenate([[0], np.cumsum(instance.demand)]).astype(np.int64)
        mentee = np.repeat(np.arange(len(instance.demand)), instance.demand)
        ordinal = np.arange(len(mentee)) - starts[mentee] + instance.seats_before[mentee]
        places = np.empty(len(mentee), dtype=np.int64)
        places[np.lexsort([instance.order[mentee], ordinal])] = np.arange(len(mentee))
        return cls(starts, places)

    @property
    def mentees(self) -> Ints:
        """Return whose seat each place is, in the order of the queue."""
        asking = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        return asking[np.argsort(self.places)]

    def place(self, mentee: Ints, seat: Ints) -> Ints:
        """Return the place of each mentee's seat number `seat` (from 0)."""
        found: Ints = self.places[self.starts[mentee] + seat]
        return found

    def waits(self, served: Ints) -> Mask:
        """Return which places are left without a seat, in the order of the queue, where each mentee has so many."""
        mentee = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        found = np.zeros(len(self.places), dtype=bool)
        found[self.places] = served[mentee] <= np.arange(len(mentee)) - self.starts[mentee]
        return found
