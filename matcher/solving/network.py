"""The problem as a circulation: root → mentee → pair → mentor → root, through the limits on either side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Groups, Instance
from matcher.solving.nesting import MENTEES, Nesting, nest


@dataclass(frozen=True)
class Seats:
    """A block of arcs that are people's seats; a person may have several, which are filled in order.

    Parameters
    ----------
    person
        int64 per arc: place among the mentees, or among the mentors.
    before
        int64 per arc: how many seats of the same person come before those of the arc.
    width
        int64 per arc: how many seats it stands for.
    """

    person: Ints
    before: Ints
    width: Ints

    def filled(self, load: Ints) -> Ints:
        """Return the flow on each arc where each person has `load` pairs."""
        filled: Ints = np.clip(load[self.person] - self.before, 0, self.width)
        return filled

    def by_person(self, amount: Ints, people: int) -> Ints:
        """Return per person the sum of an amount per arc."""
        sums = np.zeros(people, dtype=np.int64)
        np.add.at(sums, self.person, amount)
        return sums


@dataclass(frozen=True)
class Network:
    """Arcs with bounds; a feasible circulation is a list of pairs that keeps every hard rule.

    Nodes are the mentees, the mentors, the root, then one node a group. Arcs are the mentees' seats (first seats, then
    further ones), the pairs, the mentors' seats, and the groups.

    Parameters
    ----------
    tail, head
        int64 per arc.
    lower, upper
        int64 per arc: the face that is left to choose from; equal bounds fix an arc.
    asked, offered
        The seats of the mentees and of the mentors.
    pairs, mentees, nodes
        How many there are.
    binding
        int64 per arc of the last block: its group.
    groups
        The groups with their pairs.
    """

    tail: Ints
    head: Ints
    lower: Ints
    upper: Ints
    asked: Seats
    offered: Seats
    pairs: int
    mentees: int
    nodes: int
    binding: Ints
    groups: Groups

    @property
    def root(self) -> int:
        """Return the node that all seats begin and end at."""
        return self.nodes - len(self.groups) - 1

    @property
    def free(self) -> Mask:
        """Return which arcs can still change."""
        return self.lower < self.upper

    @property
    def seat_arcs(self) -> slice:
        """Return where the mentees' seats are."""
        return slice(0, len(self.asked.person))

    @property
    def pair_arcs(self) -> slice:
        """Return where the pairs' arcs are."""
        start = len(self.asked.person)
        return slice(start, start + self.pairs)

    @property
    def mentor_arcs(self) -> slice:
        """Return where the mentors' seats are."""
        start = self.pair_arcs.stop
        return slice(start, start + len(self.offered.person))

    @property
    def group_arcs(self) -> slice:
        """Return where the groups' arcs are."""
        start = self.mentor_arcs.stop
        return slice(start, start + len(self.binding))

    def bounded(self, lower: Ints, upper: Ints) -> "Network":
        """Return the network on another face."""
        return replace(self, lower=lower, upper=upper)

    def fixed_by(self, reduced_cost: Ints) -> "Network":
        """Return the optimal face: a positive reduced cost keeps an arc at its lower bound, a negative at its upper."""
        lower = np.where(reduced_cost < 0, self.upper, self.lower)
        upper = np.where(reduced_cost > 0, self.lower, self.upper)
        return self.bounded(lower, upper)

    def with_seats_of(self, flow: Ints) -> "Network":
        """Return the face on which every mentee has as many seats as in `flow`; who has none has no pairs."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[self.seat_arcs] = upper[self.seat_arcs] = flow[self.seat_arcs]
        has_none = np.zeros(self.nodes, dtype=bool)
        has_none[: self.mentees] = self.seats_by_mentee(flow) == 0
        upper[self.pair_arcs][has_none[self.tail[self.pair_arcs]]] = 0
        return self.bounded(lower, upper)

    def without(self, pairs: Mask) -> "Network":
        """Return the face without these pairs, as far as they are not fixed to be in the list."""
        upper = self.upper.copy()
        upper[self.pair_arcs][pairs] = self.lower[self.pair_arcs][pairs]
        return self.bounded(self.lower, upper)

    def holds(self, flow: Ints) -> bool:
        """Whether `flow` lies between the bounds."""
        return bool(np.all(flow >= self.lower) and np.all(flow <= self.upper))

    def seats_by_mentee(self, amount: Ints) -> Ints:
        """Return per mentee the sum of an amount per arc (a flow, a bound) over the mentee's seats."""
        return self.asked.by_person(amount[self.seat_arcs], self.mentees)

    @property
    def asked_from(self) -> Ints:
        """Return per mentee the node that the seats come from: the root, or a limit; the root for who asks for none."""
        found = np.full(self.mentees, self.root, dtype=np.int64)
        found[self.asked.person] = self.tail[self.seat_arcs]
        return found

    def flow_of(self, chosen: Mask, instance: Instance) -> Ints:
        """Return the circulation that a list of pairs is; seats are filled in order.

        Parameters
        ----------
        chosen
            bool per pair.
        """
        served = np.bincount(instance.mentee[chosen], minlength=len(instance.demand))
        loads = np.bincount(instance.mentor[chosen], minlength=len(instance.capacity))
        return np.concatenate(
            [
                self.asked.filled(served),
                chosen.astype(np.int64),
                self.offered.filled(loads),
                self.groups.counts(chosen)[self.binding],
            ]
        )


def build(instance: Instance, levels: Sequence[str]) -> Network:
    """Return the network of `instance`.

    Parameters
    ----------
    levels
        The goals: ``served`` needs an arc of its own for each first seat, ``balance`` one for each seat of a mentor.

    Raises
    ------
    CrossingGroups
        The groups do not nest.
    """
    nesting = nest(instance)
    mentees, mentors = len(instance.demand), len(instance.capacity)
    asked = _asked(instance, apart="served" in levels)
    offered, least = _offered(instance, apart="balance" in levels)
    groups, (above, below) = instance.groups, _group_ends(nesting, mentees + mentors)
    return Network(
        tail=np.concatenate([nesting.parent[asked.person], nesting.tail, mentees + offered.person, above]),
        head=np.concatenate([asked.person, nesting.head, nesting.parent[mentees + offered.person], below]),
        lower=np.concatenate(
            [np.zeros(len(asked.person), np.int64), instance.locked, least, groups.lower[nesting.binding]]
        ),
        upper=np.concatenate(
            [
                asked.width,
                np.ones(len(instance.mentee), np.int64),
                offered.width,
                _group_most(groups)[nesting.binding],
            ]
        ),
        asked=asked,
        offered=offered,
        pairs=len(instance.mentee),
        mentees=mentees,
        nodes=len(nesting.parent),
        binding=nesting.binding,
        groups=groups,
    )


def _asked(instance: Instance, *, apart: bool) -> Seats:
    """Return the mentees' seats, the first ones apart where they count more."""
    asking = np.flatnonzero(instance.demand > 0)
    firsts = asking[instance.seats_before[asking] == 0] if apart else asking[:0]
    before = np.zeros(len(instance.demand), dtype=np.int64)
    before[firsts] = 1
    further = np.flatnonzero(instance.demand > before)
    return Seats(
        np.concatenate([firsts, further]),
        np.concatenate([np.zeros(len(firsts), np.int64), before[further]]),
        np.concatenate([np.ones(len(firsts), np.int64), (instance.demand - before)[further]]),
    )


def _offered(instance: Instance, *, apart: bool) -> tuple[Seats, Ints]:
    """Return the mentors' seats, each apart where they count differently, and the fewest to be filled on each arc."""
    mentors = np.arange(len(instance.capacity))
    # More seats than possible pairs are never filled; a minimum above them must still be seen to fail.
    possible = np.bincount(instance.mentor, minlength=len(mentors))
    seats = np.minimum(instance.capacity, np.maximum(possible, instance.min_load))
    if not apart:
        return Seats(mentors, np.zeros_like(mentors), seats), instance.min_load
    person = np.repeat(mentors, seats)
    before = np.arange(len(person)) - (np.cumsum(seats) - seats)[person]
    least = (before < instance.min_load[person]).astype(np.int64)
    return Seats(person, before, np.ones(len(person), np.int64)), least


def _group_most(groups: Groups) -> Ints:
    """Return the most pairs of each group, no more than are in it: greater numbers would only be hard to add up."""
    size = np.bincount(groups.group, minlength=len(groups))
    return np.minimum(groups.upper, np.maximum(size, groups.lower))


def _group_ends(nesting: Nesting, root: int) -> tuple[Ints, Ints]:
    """Return tail and head of the groups' arcs: into a group of the mentees' tree, out of one of the mentors'."""
    own = root + 1 + nesting.binding
    around = nesting.parent[own]
    into = nesting.side == MENTEES
    return np.where(into, around, own), np.where(into, own, around)
