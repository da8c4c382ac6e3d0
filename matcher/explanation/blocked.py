"""Who waits because of a limit or a minimum: what stops the list from giving one more person a seat.

From somebody without a seat, everything is reached that moving people along the list can change. What bars the way
from there to where the seat would come from are full mentors and limits; one that bars it alone is named.
"""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.solving import build


@dataclass(frozen=True)
class Blocked:
    """What bars the way to one more seat.

    Parameters
    ----------
    people
        How many mentees would have to give way, the one without a seat included.
    asked, filled
        Seats that they ask for, and have.
    mentors
        int64: the mentors who are reached.
    askable
        int64: those of them with whom one seat more would serve one more.
    limits
        int64: the groups of which one pair more would serve one more.
    at_limit
        int64: the groups that bar the way, alone or with others.
    open_seat
        Whether nothing bars the way; then a goal placed before serving is better without.
    """

    people: int
    asked: int
    filled: int
    mentors: Ints
    askable: Ints
    limits: Ints
    at_limit: Ints
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
        self._filled = np.bincount(instance.mentee[chosen], minlength=len(instance.demand))
        moving = np.arange(network.seat_arcs.stop, len(network.tail))
        rise = moving[flow[moving] < network.upper[moving]]
        fall = moving[flow[moving] > network.lower[moving]]
        ends = [network.tail[rise], network.head[fall], network.head[rise], network.tail[fall]]
        self._ways = np.concatenate(ends[:2]), np.concatenate(ends[2:])
        full = np.setdiff1d(moving, rise)
        self._full = full[full >= network.mentor_arcs.start]
        self._source = network.asked_from
        self._reached: dict[tuple[int, ...], Mask] = {}
        self._leading: dict[int, Mask] = {}

    def of(self, mentee: int) -> Blocked:
        """Return what bars the way of somebody with a seat missing."""
        instance, network = self._instance, self._network
        source = int(self._source[mentee])
        reached = self._from(mentee)
        people = np.flatnonzero(reached[: len(instance.demand)])
        mentors = np.flatnonzero(reached[len(instance.demand) : network.root])
        leading = self._to(source)
        bars = self._full[reached[network.tail[self._full]] & ~reached[network.head[self._full]]]
        alone = bars[leading[network.head[bars]]]
        groups = network.group_arcs
        return Blocked(
            people=len(people),
            asked=int(instance.demand[people].sum()),
            filled=int(self._filled[people].sum()),
            mentors=mentors,
            askable=network.offered.person[alone[alone < groups.start] - network.mentor_arcs.start],
            limits=network.binding[alone[alone >= groups.start] - groups.start],
            at_limit=network.binding[bars[bars >= groups.start] - groups.start],
            open_seat=bool(reached[source]),
        )

    def _from(self, mentee: int) -> Mask:
        """Return every node that is reached from `mentee`; those who start alike share the search."""
        start, end = self._ways
        first = tuple(sorted(set(end[start == mentee].tolist())))
        if first not in self._reached:
            self._reached[first] = _spread(np.array(first, dtype=np.int64), start, end, self._network.nodes)
        reached = self._reached[first].copy()
        reached[mentee] = True
        return reached

    def _to(self, source: int) -> Mask:
        """Return every node from which the place that the seat comes from is reached."""
        if source not in self._leading:
            start, end = self._ways
            self._leading[source] = _spread(np.array([source]), end, start, self._network.nodes)
        return self._leading[source]


def _spread(first: Ints, start: Ints, end: Ints, nodes: int) -> Mask:
    """Return every node that is reached from the first ones over ways from `start` to `end`."""
    reached = np.zeros(nodes, dtype=bool)
    new = first
    while len(new):
        reached[new] = True
        new = end[reached[start] & ~reached[end]]
    return reached
