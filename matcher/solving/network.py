"""The problem as a circulation: root → mentee → mentor → root."""

from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance


@dataclass(frozen=True)
class Network:
    """Arcs with bounds; a feasible circulation is a list of pairs that keeps every hard rule.

    Nodes are the mentees, then the mentors, then the root. Arcs are the mentees' seats (first seats, then further
    ones), then the pairs, then the mentors' seats.

    Parameters
    ----------
    tail, head
        int64 per arc.
    lower, upper
        int64 per arc: the face that is left to choose from; equal bounds fix an arc.
    seat_mentee
        int64: the mentee of each arc of the first block.
    first_seats
        How many arcs of the first block are first seats.
    pairs
        How many arcs are pairs.
    nodes, mentees
        How many nodes there are, and how many of them are mentees.
    """

    tail: Ints
    head: Ints
    lower: Ints
    upper: Ints
    seat_mentee: Ints
    first_seats: int
    pairs: int
    nodes: int
    mentees: int

    @property
    def free(self) -> Mask:
        """Return which arcs can still change."""
        return self.lower < self.upper

    @property
    def pair_arcs(self) -> slice:
        """Return where the pairs' arcs are."""
        return slice(len(self.seat_mentee), len(self.seat_mentee) + self.pairs)

    @property
    def mentor_arcs(self) -> slice:
        """Return where the mentors' seats are, one arc a mentor."""
        return slice(len(self.seat_mentee) + self.pairs, len(self.tail))

    def bounded(self, lower: Ints, upper: Ints) -> "Network":
        """Return the network on another face."""
        return replace(self, lower=lower, upper=upper)

    def fixed_by(self, reduced_cost: Ints) -> "Network":
        """Return the optimal face: a positive reduced cost keeps an arc at its lower bound, a negative at its upper."""
        lower = np.where(reduced_cost < 0, self.upper, self.lower)
        upper = np.where(reduced_cost > 0, self.lower, self.upper)
        return self.bounded(lower, upper)

    def with_seats_of(self, flow: Ints) -> "Network":
        """Return the face on which every mentee has as many seats as in `flow`."""
        lower, upper = self.lower.copy(), self.upper.copy()
        seats = slice(0, len(self.seat_mentee))
        lower[seats] = upper[seats] = flow[seats]
        return self.bounded(lower, upper)

    def seats_by_mentee(self, amount: Ints) -> Ints:
        """Return per mentee the sum of an amount per arc (a flow, a bound) over the mentee's seats."""
        seats = slice(0, len(self.seat_mentee))
        sums = np.zeros(self.mentees, dtype=np.int64)
        np.add.at(sums, self.seat_mentee, amount[seats])
        return sums

    def flow_of(self, chosen: Mask) -> Ints:
        """Return the circulation that a list of pairs is.

        Parameters
        ----------
        chosen
            bool per pair. A mentee's first seat is filled before the further ones.
        """
        flow = np.zeros(len(self.tail), dtype=np.int64)
        flow[self.pair_arcs] = chosen
        pairs = self.pair_arcs
        served = np.bincount(self.tail[pairs][chosen], minlength=self.nodes)
        loads = np.bincount(self.head[pairs][chosen], minlength=self.nodes)
        flow[self.mentor_arcs] = loads[self.tail[self.mentor_arcs]]
        first, further = slice(0, self.first_seats), slice(self.first_seats, len(self.seat_mentee))
        flow[first] = np.minimum(served[self.seat_mentee[first]], 1)
        served[self.seat_mentee[first]] -= flow[first]
        flow[further] = served[self.seat_mentee[further]]
        return flow


def build(instance: Instance, *, split_first_seats: bool) -> Network:
    """Return the network of `instance`.

    Parameters
    ----------
    split_first_seats
        Whether a mentee's first seat has an arc of its own, as the level ``served`` needs.
    """
    mentees, mentors = len(instance.demand), len(instance.capacity)
    root = mentees + mentors
    asking = np.flatnonzero(instance.demand > 0)
    firsts = asking[instance.seats_before[asking] == 0] if split_first_seats else asking[:0]
    rest = instance.demand.copy()
    rest[firsts] -= 1
    further = np.flatnonzero(rest > 0)
    seat_mentee = np.concatenate([firsts, further])
    pairs = len(instance.mentee)
    lower = np.zeros(len(seat_mentee) + pairs + mentors, dtype=np.int64)
    lower[len(seat_mentee) : len(seat_mentee) + pairs] = instance.locked
    upper = [np.ones(len(firsts), np.int64), rest[further], np.ones(pairs, np.int64), instance.capacity]
    return Network(
        tail=np.concatenate([np.full(len(seat_mentee), root), instance.mentee, mentees + np.arange(mentors)]),
        head=np.concatenate([seat_mentee, mentees + instance.mentor, np.full(mentors, root)]),
        lower=lower,
        upper=np.concatenate(upper),
        seat_mentee=seat_mentee,
        first_seats=len(firsts),
        pairs=pairs,
        nodes=root + 1,
        mentees=mentees,
    )
