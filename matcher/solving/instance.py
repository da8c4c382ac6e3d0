"""What is to be decided, as arrays: who asks for seats, who has them, which pairs are possible, and what limits them."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask

BY_PAIR = ("mentee", "mentor", "locked", "home", "proposed", "tier_cost", "score")
"""What an instance tells of each pair."""


@dataclass(frozen=True)
class Groups:
    """Limits on sets of pairs: of each set, at least `lower` and at most `upper` pairs are in the list.

    Parameters
    ----------
    pair, group
        int64 per membership: this pair is in this group. A pair may be in several groups.
    lower, upper
        int64 per group.
    """

    pair: Ints
    group: Ints
    lower: Ints
    upper: Ints

    @classmethod
    def none(cls) -> "Groups":
        """Return no limits."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, nothing, nothing, nothing)

    def __len__(self) -> int:
        return len(self.lower)

    def counts(self, chosen: Mask) -> Ints:
        """Return how many pairs of a list are in each group; `chosen` is bool per pair."""
        return np.bincount(self.group[chosen[self.pair]], minlength=len(self)).astype(np.int64)

    def among(self, pairs: Ints, count: int) -> "Groups":
        """Return the same limits on some of `count` pairs, numbered anew in the order of `pairs`."""
        number = np.full(count, -1, dtype=np.int64)
        number[pairs] = np.arange(len(pairs))
        own = number[self.pair] >= 0
        return Groups(number[self.pair[own]], self.group[own], self.lower, self.upper)


@dataclass(frozen=True, kw_only=True)
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
    min_load
        int64 per mentor: fewest pairs that the list must still give them.
    load_before
        int64 per mentor: pairs that stand already.
    locked
        bool per pair: must be in the list.
    home, proposed
        bool per pair: what ``home`` and ``fewest_changes`` count.
    tier_cost, score
        int64 per pair: what ``tiers`` counts, and the fit in whole units (millionths).
    groups
        Limits on sets of pairs.
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
    min_load: Ints
    load_before: Ints
    locked: Mask
    home: Mask
    proposed: Mask
    tier_cost: Ints
    score: Ints
    groups: Groups
    order: Ints
    mentee_bits: npt.NDArray[np.uint64]
    mentor_bits: npt.NDArray[np.uint64]

    def with_pairs(self, pairs: Ints) -> "Instance":
        """Return the problem with these pairs only; places among the pairs, in order."""
        kept = {name: getattr(self, name)[pairs] for name in BY_PAIR}
        return replace(self, **kept, groups=self.groups.among(pairs, len(self.mentee)))

    def allows(self, chosen: Mask) -> bool:
        """Whether a list keeps every hard rule: locks, seats asked for and offered, minimums, groups."""
        served = np.bincount(self.mentee[chosen], minlength=len(self.demand))
        loads = np.bincount(self.mentor[chosen], minlength=len(self.capacity))
        counts = self.groups.counts(chosen)
        return bool(
            np.all(chosen[self.locked])
            and np.all(served <= self.demand)
            and np.all((loads >= self.min_load) & (loads <= self.capacity))
            and np.all((counts >= self.groups.lower) & (counts <= self.groups.upper))
        )
