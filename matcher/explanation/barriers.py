"""Why somebody waits: what stops the list from giving one more person a seat.

From somebody without a seat, everything is reached that moving people along the list can change. What bars the way
from there to where the seat would come from are full mentors and limits; one that bars it alone is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.explanation.disjoint import DisjointSets
from matcher.preparation import Prepared
from matcher.solving import build
from matcher.solving.by_node import ByNode, distinct, spans

WORTH_REMEMBERING = 200
"""After looking at so many nodes, what was reached is kept for others."""


@dataclass(frozen=True)
class Blocked:
    """What bars the way to one more seat.

    Locked pairs cannot give way: neither the people nor the seats in them are counted.

    Parameters
    ----------
    people
        How many mentees would have to give way, the one without a seat included.
    asked, filled
        Seats that they ask for, and have; no list gives them more.
    mentors
        int64: the mentors possible for them.
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


@dataclass(frozen=True)
class Sharing:
    """Everybody without a seat whose shortages touch, with all who hold the seats that they could have had.

    Parameters
    ----------
    people
        int64: the mentees, by place.
    waiting
        How many of them have a seat missing.
    filled
        Seats that they have; without limits and minimums no list gives them more.
    """

    people: Ints
    waiting: int
    filled: int


@dataclass(frozen=True)
class _Region:
    """What is reached from somebody: people, mentors, and what bars the way from there."""

    number: int
    people: Ints
    mentors: Ints
    blocked: Blocked


class Barriers:
    """The barriers of one list.

    Parameters
    ----------
    chosen
        bool per possible pair: the list.
    """

    def __init__(self, prepared: Prepared, chosen: Mask):
        instance = prepared.instance
        self._instance, self._network = instance, build(instance, ())
        self._starts = prepared.candidates.starts
        network, size = self._network, len(instance.demand)
        flow = network.flow_of(chosen, instance)
        self._filled = np.bincount(instance.mentee[chosen & ~instance.locked], minlength=size)
        self._asked = instance.demand - np.bincount(instance.mentee[instance.locked], minlength=size)
        moving = np.arange(network.seat_arcs.stop, len(network.tail))
        rises, falls = flow[moving] < network.upper[moving], flow[moving] > network.lower[moving]
        rise, fall = moving[rises], moving[falls]
        start = np.concatenate([network.tail[rise], network.head[fall]])
        end = np.concatenate([network.head[rise], network.tail[fall]])
        self._on, self._back = ByNode(end, start, network.nodes), ByNode(start, end, network.nodes)
        full = moving[~rises]
        self._full = full[full >= network.mentor_arcs.start]
        groups = full[full >= network.group_arcs.start]
        self._chosen, self._full_groups = chosen, network.binding[groups - network.group_arcs.start]
        self._full_below = ByNode(groups, network.tail[groups], network.nodes)
        self._source = network.asked_from
        self._component = np.full(network.nodes, -1, dtype=np.int64)
        self._after: list[Mask] = []
        self._known: dict[tuple[bytes, int], _Region] = {}
        self._from: dict[tuple[tuple[int, ...], int], _Region] = {}
        self._region_of: dict[int, _Region] = {}
        self._own_limits: dict[int, Ints] = {}
        self._leading: dict[int, Mask] = {}

    def of(self, mentee: int) -> Blocked:
        """Return what bars the way of somebody with a seat missing."""
        region = self._region(mentee)
        found, own = region.blocked, np.array([mentee])
        if np.isin(mentee, region.people):
            return found
        return replace(
            found,
            limits=np.union1d(found.limits, self._own_limits[mentee]),
            people=found.people + 1,
            asked=found.asked + int(self._asked[mentee]),
            filled=found.filled + int(self._filled[mentee]),
            mentors=np.union1d(found.mentors, self._possible_for(own)),
        )

    def sharing(self, mentees: Sequence[int]) -> dict[int, Sharing]:
        """Return for each of these, all with a seat missing, everybody whose shortages touch."""
        regions = {self._region(mentee).number: self._region(mentee) for mentee in mentees}
        joined, last = DisjointSets(len(self._known)), np.full(len(self._instance.capacity), -1)
        for number, region in regions.items():
            for before in np.unique(last[region.mentors]).tolist():
                if before >= 0:
                    joined.join(before, number)
            last[region.mentors] = number
        members: dict[int, list[int]] = {}
        for mentee in mentees:
            members.setdefault(joined.find(self._region(mentee).number), []).append(mentee)
        sums = {root: self._sharing(waiting) for root, waiting in members.items()}
        return {mentee: sums[joined.find(self._region(mentee).number)] for mentee in mentees}

    def _sharing(self, waiting: Sequence[int]) -> Sharing:
        regions = {self._region(mentee).number: self._region(mentee) for mentee in waiting}
        people = np.unique(np.concatenate([waiting, *(region.people for region in regions.values())]))
        return Sharing(people, len(waiting), int(self._filled[people].sum()))

    def around(self, mentee: int) -> Ints:
        """Return the groups that allow no pair more, of those that the pairs are in which a mentee could still have."""
        groups = self._instance.groups
        own = (self._instance.mentee[groups.pair] == mentee) & ~self._chosen[groups.pair]
        return np.intersect1d(self._full_groups, groups.group[own])

    def _region(self, mentee: int) -> _Region:
        if mentee not in self._region_of:
            self._region_of[mentee] = self._looked_for(mentee)
        return self._region_of[mentee]

    def _looked_for(self, mentee: int) -> _Region:
        """Return what is reached from a mentee; all who begin at the same components reach the same."""
        source, first = int(self._source[mentee]), np.unique(self._on.at(mentee))
        own = self._full_below.at(mentee)
        start = self._start(first, source)
        if not len(own) and start in self._from:
            self._own_limits[mentee] = own
            return self._from[start]
        reached = self._reach(first)
        head = self._network.head[own]
        alone = own[self._to(source)[head] & ~reached[head]] - self._network.group_arcs.start
        self._own_limits[mentee] = self._network.binding[alone]
        region = self._known_region(reached, source)
        start = self._start(first, source)
        if -1 not in start[0]:
            self._from[start] = region
        return region

    def _start(self, first: Ints, source: int) -> tuple[tuple[int, ...], int]:
        return tuple(np.unique(self._component[first]).tolist()), source

    def _known_region(self, reached: Mask, source: int) -> _Region:
        key = np.packbits(reached).tobytes(), source
        if key not in self._known:
            self._known[key] = self._bars(len(self._known), reached, source)
        return self._known[key]

    def _bars(self, number: int, reached: Mask, source: int) -> _Region:
        """Return what bars the way from the nodes that are reached to where the seat would come from."""
        network, size = self._network, len(self._instance.demand)
        people = np.flatnonzero(reached[:size])
        leading = self._to(source)
        bars = self._full[reached[network.tail[self._full]] & ~reached[network.head[self._full]]]
        alone = bars[leading[network.head[bars]]]
        groups = network.group_arcs
        blocked = Blocked(
            people=len(people),
            asked=int(self._asked[people].sum()),
            filled=int(self._filled[people].sum()),
            mentors=self._possible_for(people),
            askable=network.offered.person[alone[alone < groups.start] - network.mentor_arcs.start],
            limits=network.binding[alone[alone >= groups.start] - groups.start],
            open_seat=bool(reached[source]),
        )
        return _Region(number, people, np.flatnonzero(reached[size : network.root]), blocked)

    def _possible_for(self, people: Ints) -> Ints:
        """Return the mentors of all pairs of these people that are not locked."""
        pairs = spans(self._starts[people], self._starts[people + 1])
        return np.unique(self._instance.mentor[pairs[~self._instance.locked[pairs]]])

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
