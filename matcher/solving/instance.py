"""What is to be decided, as arrays: who asks for seats, who has them, and which pairs are possible."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask


@dataclass(frozen=True)
class Instance:
    """A matching problem without people.

    Parameters
    ----------
    mentee, mentor
        int64 per pair; sorted by mentee, then mentor, no pair twice.
    demand
        int64 per mentee: seats still asked for.
    seats_before
        int64 per mentee: seats that stand already; the next one is a first seat only where this is 0.
    capacity
        int64 per mentor: seats still free.
    locked
        bool per pair: must be in the list.
    tier_cost, score
        int64 per pair: what ``tiers`` counts, and the fit in millionths.
    order
        int64 per mentee: place in the order of requests, all different, lowest first.
    mentee_bits, mentor_bits
        uint64 per person, from which ties are broken.
    """

    mentee: Ints
    mentor: Ints
    demand: Ints
    seats_before: Ints
    capacity: Ints
    locked: Mask
    tier_cost: Ints
    score: Ints
    order: Ints
    mentee_bits: npt.NDArray[np.uint64]
    mentor_bits: npt.NDArray[np.uint64]

    @property
    def overfull(self) -> tuple[Mask, Mask]:
        """Return which mentees and mentors have more locked pairs than seats asked for, or free."""
        per_mentee = np.bincount(self.mentee[self.locked], minlength=len(self.demand))
        per_mentor = np.bincount(self.mentor[self.locked], minlength=len(self.capacity))
        return per_mentee > self.demand, per_mentor > self.capacity
