"""Who waits because of a limit or a minimum: what stops the list from giving one more person a seat.

From somebody without a seat, everything is reached that moving people along the list can change. What bars the way
from there to where the seat would come from are full mentors and limits; one that bars it alone is named.
"""

from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.solving import build
from matcher.solving.by_node import ByNode, distinct

WORTH_REMEMBERING = 200
"""After looking at so many nodes, what was reached is kept for others."""


@dataclass(frozen=True)
class Blocked:
    """What bars the way to one more seat.

    Parameters
    ----------
    people
        How many mentees would have to give way, the one without a seat included.
    asked, filled
        Seats that they ask for, and have; locked pairs, which cannot give way, are not counted.
    mentors
        int64: the mentors who are reached, or whom they have.
    askable
        int64: those with whom one seat more would serve one more; neither these nor limits where it takes several.
    limits
        int64: the groups of which one pair more would serve one more.
    open_seat
        Whether nothing bars the way; then a goal placed before serving is better without.
    """

    people: int
    asked: int
    filled: int
    mentors: Ints
    askable: Ints
    limits: Ints
    open_seat: bool


class Barriers:
    """The barriers of one list under limits or minimums.

    Parameters
    ----------
    chosen
        bool per possible pair: the list.
    """

    def __init__(self, prepared: Prepared, chosen: Mask):
        instance = prepared.instance
        self._instance, self._network = instance, build(instance, ())
        network = self._network
        flow = network.flow_of(chosen, instance)
        movable = np.flatnonzero(chosen & ~instance.locked)
        self._holder, self._held = instance.mentee[movable], instance.mentor[movable]
        size = len(instance.demand)
        self._filled = np.bincount(self._holder, minlength=size)
        self._asked = instance.demand - np.bincount(instance.mentee[instance.locked], minlength=size)
        moving = np.arange(network.seat_arcs.stop, len(network.tail))
        rise = moving[flow[moving] < network.upper[moving]]
        fall = moving[flow[moving] > network.lower[moving]]
        start = np.concatenate([network.tail[rise], network.head[fall]])
        end = np.concatenate([network.head[rise], network.tail[fall]])
        self._on, self._back = ByNode(end, start, network.nodes), ByNode(start, end, network.nodes)
        full = np.setdiff1d(moving, rise)
        self._full = full[full >= network.mentor_arcs.start]
        groups = full[full >= network.group_arcs.start]
        self._chosen, self._full_groups = chosen, network.binding[groups - network.group_arcs.start]
        self._full_below = ByNode(groups, network.tail[groups], network.nodes)
        self._source = network.asked_from
        self._component = np.full(network.nodes, -1, dtype=np.int64)
        self._after: list[Mask] = []
        self._known: dict[tuple[bytes, int], Blocked] = {}
        self._leading: dict[int, Mask] = {}

    def of(self, mentee: int) -> Blocked:
        """Return what bars the way of somebody with a seat missing."""
        source = int(self._source[mentee])
        reached = self._reach(np.unique(self._on.at(mentee)))
        key = np.packbits(reached).tobytes(), source
        if key not in self._known:
            self._known[key] = self._bars(reached, source)
        found = self._known[key]
        if reached[mentee]:
            return found
        network, own = self._network, self._full_below.at(mentee)
        alone = own[self._to(source)[network.head[own]] & ~reached[network.head[own]]]
        return replace(
            found,
            limits=np.union1d(found.limits, network.binding[alone - network.group_arcs.start]),
            people=found.people + 1,
            asked=found.asked + int(self._asked[mentee]),
            filled=found.filled + int(self._filled[mentee]),
            mentors=np.union1d(found.mentors, self._held[self._holder == mentee]),
        )

    def around(self, mentee: int) -> Ints:
        """Return the groups that allow no pair more, of those that the pairs are in which a mentee could still have."""
        groups = self._instance.groups
        own = (self._instance.mentee[groups.pair] == mentee) & ~self._chosen[groups.pair]
        return np.intersect1d(self._full_groups, groups.group[own])

    def _bars(self, reached: Mask, source: int) -> Blocked:
        """Return what bars the way from the nodes that are reached to where the seat would come from."""
        instance, network = self._instance, self._network
        people = np.flatnonzero(reached[: len(instance.demand)])
        mentors = np.flatnonzero(reached[len(instance.demand) : network.root])
        leading = self._to(source)
        bars = self._full[reached[network.tail[self._full]] & ~reached[network.head[self._full]]]
        alone = bars[leading[network.head[bars]]]
        groups = network.group_arcs
        return Blocked(
            people=len(people),
            asked=int(self._asked[people].sum()),
            filled=int(self._filled[people].sum()),
            mentors=np.union1d(mentors, self._held[reached[self._holder]]),
            askable=network.offered.person[alone[alone < groups.start] - network.mentor_arcs.start],
            limits=network.binding[alone[alone >= groups.start] - groups.start],
            open_seat=bool(reached[source]),
        )

    def _reach(self, first: Ints) -> Mask:
        """Return every node that is reached from these.

        What was reached from nodes that lead to each other is remembered, so that it is gone through once for all who
        come to one of them.
        """
        reached, looked = self._spread(first, self._on)
        if len(first) and looked > WORTH_REMEMBERING:
            hub = np.array([self._network.root]) if reached[self._network.root] else first[:1]
            after, _ = self._spread(hub, self._on)
            before, _ = self._spread(hub, self._back)
            self._component[after & before] = len(self._after)
            self._after.append(after)
        return reached

    def _spread(self, first: Ints, ways: ByNode) -> tuple[Mask, int]:
        """Return every node that is reached from the first ones, and how many were looked at for it."""
        reached = np.zeros(self._network.nodes, dtype=bool)
        new, looked = first, 0
        while len(new):
            reached[new] = True
            if ways is self._on:
                for component in np.unique(self._component[new]).tolist():
                    if component >= 0:
                        reached |= self._after[component]
                new = new[self._component[new] < 0]
            looked += len(new)
            ends = ways.at_any(new)
            new = distinct(ends[~reached[ends]], self._network.nodes)
        return reached, looked

    def _to(self, source: int) -> Mask:
        """Return every node from which the place that the seat comes from is reached."""
        if source not in self._leading:
            self._leading[source] = self._spread(np.array([source]), self._back)[0]
        return self._leading[source]
